/*! High contrast: white on black, every edge drawn. */
ColorSet {
    window: "#000000"
    sidebar: "#000000"
    surface: "#000000"
    surfaceRaised: "#0d0d0d"
    surfaceSunken: "#000000"
    hover: "#262626"
    pressed: "#3d3d3d"
    selected: "#003d33"
    scrim: "#cc000000"

    border: "#9a9a9a"
    outline: "#ffffff"
    borderStrong: "#ffffff"
    focus: "#ffe24a"

    text: "#ffffff"
    textMuted: "#e6e6e6"
    textFaint: "#c9c9c9"

    accent: "#4fe3c6"
    accentHover: "#7cedd7"
    accentPressed: "#2fc4a8"
    accentSoft: "#00332a"
    accentText: "#6ff0d8"
    accentInk: "#000000"

    info: "#7cc4ff"
    infoSoft: "#06243d"
    infoText: "#a9d8ff"

    success: "#6fe39a"
    successSoft: "#04301a"
    successText: "#9df0bc"

    warning: "#ffc857"
    warningSoft: "#3a2a00"
    warningText: "#ffd98a"

    danger: "#ff8a7d"
    dangerHover: "#ffa69c"
    dangerPressed: "#f27c6e"
    dangerSoft: "#450d07"
    dangerText: "#ffb3aa"
    dangerInk: "#000000"

    practice: "#cdb0ff"
    practiceSoft: "#2a1747"
    practiceText: "#decbff"

    chart0: "#44a8f1"
    chart1: "#f6b26d"
    chart2: "#87fbdd"
    chart3: "#a75f7b"
    chart4: "#e37851"
    chart5: "#237cbe"
    chart6: "#f4f28a"
    chart7: "#c6c0f9"
    chartOther: "#9a9a9a"
    chartGrid: "#4a4a4a"
}
