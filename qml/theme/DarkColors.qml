/*! Warm graphite; the same hues, lit. */
ColorSet {
    window: "#181715"
    sidebar: "#141311"
    surface: "#1f1e1b"
    surfaceRaised: "#282622"
    surfaceSunken: "#151412"
    hover: "#2a2824"
    pressed: "#35322d"
    selected: "#1d332d"
    scrim: "#a6000000"

    border: "#34312c"
    outline: "#4d4941"
    borderStrong: "#7b756a"
    focus: "#4cc2aa"

    text: "#ece9e3"
    textMuted: "#b3ada2"
    textFaint: "#9e988c"

    accent: "#46b7a0"
    accentHover: "#5ac6b0"
    accentPressed: "#379e8a"
    accentSoft: "#17352f"
    accentText: "#66cfb9"
    accentInk: "#06201b"

    info: "#5fa3dc"
    infoSoft: "#1a2b3a"
    infoText: "#8fc0ea"

    success: "#5db37c"
    successSoft: "#1a3022"
    successText: "#86cf9f"

    warning: "#d9a040"
    warningSoft: "#36290f"
    warningText: "#e8bd70"

    danger: "#e0675a"
    dangerHover: "#e87b70"
    dangerPressed: "#ce5c50"
    dangerSoft: "#3b1e1a"
    dangerText: "#f0938a"
    dangerInk: "#240806"

    practice: "#a888da"
    practiceSoft: "#2b2339"
    practiceText: "#c4acea"

    chart0: "#2d99e3"
    chart1: "#cf7918"
    chart2: "#9af4c8"
    chart3: "#f59ab3"
    chart4: "#935d11"
    chart5: "#316f99"
    chart6: "#fadb62"
    chart7: "#b7b3ff"
    chartOther: "#8f8a80"
    chartGrid: "#2e2b27"
}
