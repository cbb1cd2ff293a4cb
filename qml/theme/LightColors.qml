/*! Warm paper and ink. */
ColorSet {
    window: "#f8f7f4"
    sidebar: "#f2f0eb"
    surface: "#ffffff"
    surfaceRaised: "#ffffff"
    surfaceSunken: "#f5f3ef"
    hover: "#f0eee8"
    pressed: "#e7e4dc"
    selected: "#e4efeb"
    scrim: "#661f1d1a"

    border: "#e5e1d9"
    outline: "#cdc7bb"
    borderStrong: "#938c7f"
    focus: "#12806d"

    text: "#201e1a"
    textMuted: "#59544b"
    textFaint: "#6e685d"

    accent: "#0f6b5c"
    accentHover: "#0c5b4e"
    accentPressed: "#094a40"
    accentSoft: "#dfeeea"
    accentText: "#0b5f52"
    accentInk: "#ffffff"

    info: "#2e6da4"
    infoSoft: "#e6eff7"
    infoText: "#235580"

    success: "#2f7d4a"
    successSoft: "#e4f2e7"
    successText: "#22633a"

    warning: "#b7791f"
    warningSoft: "#fbf1dc"
    warningText: "#7a4d0b"

    danger: "#b9382b"
    dangerHover: "#a32f24"
    dangerPressed: "#8a261c"
    dangerSoft: "#fbe9e6"
    dangerText: "#962a1f"
    dangerInk: "#ffffff"

    practice: "#7350a8"
    practiceSoft: "#f0eaf8"
    practiceText: "#5d3e92"

    chart0: "#1566b3"
    chart1: "#c47c27"
    chart2: "#02584a"
    chart3: "#a9487e"
    chart4: "#8d2616"
    chart5: "#4890c7"
    chart6: "#796b11"
    chart7: "#6a3180"
    chartOther: "#8f8a80"
    chartGrid: "#ebe8e1"
}
