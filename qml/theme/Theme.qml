pragma Singleton
import QtQuick

/*!
    How Tillkeeper looks: colours, spacing, type and durations. The app sets `mode`, `textScale` and
    `reduceMotion` at start and when the person changes them; everything else follows.
*/
QtObject {
    id: root

    /*! "light", "dark" or "contrast". */
    property string mode: "light"
    /*! 1.0 … 2.0, multiplies type, icons and the height of controls. */
    property real textScale: 1.0
    property bool reduceMotion: false

    readonly property ColorSet light: LightColors {}
    readonly property ColorSet dark: DarkColors {}
    readonly property ColorSet contrast: ContrastColors {}
    readonly property ColorSet color: mode === "dark" ? dark : mode === "contrast" ? contrast : light

    readonly property int spaceXs: 4
    readonly property int spaceS: 8
    readonly property int spaceM: 12
    readonly property int spaceL: 16
    readonly property int spaceXl: 24
    readonly property int spaceXxl: 32

    readonly property int radiusS: 4
    readonly property int radiusM: 6
    readonly property int radiusL: 10
    readonly property int borderWidth: mode === "contrast" ? 2 : 1
    readonly property int focusWidth: mode === "contrast" ? 3 : 2

    readonly property int textXs: Math.round(11 * textScale)
    readonly property int textS: Math.round(12 * textScale)
    readonly property int textM: Math.round(13 * textScale)
    readonly property int textL: Math.round(15 * textScale)
    readonly property int textXl: Math.round(20 * textScale)
    readonly property int textXxl: Math.round(28 * textScale)
    readonly property real lineHeight: 1.12

    readonly property int controlHeight: Math.round(32 * textScale)
    readonly property int compactHeight: Math.round(26 * textScale)
    readonly property int rowHeight: Math.round(36 * textScale)
    readonly property int iconSize: Math.round(16 * textScale)

    readonly property int durationFast: reduceMotion ? 0 : 80
    readonly property int durationNormal: reduceMotion ? 0 : 140
    readonly property int durationSlow: reduceMotion ? 0 : 220

    // Plex has figures of equal width by default; Qt 6.4 cannot ask another font for them.
    readonly property string fontFamily: regular.name
    readonly property string monoFamily: mono.name
    readonly property int weightRegular: Font.Normal
    readonly property int weightMedium: Font.Medium
    readonly property int weightSemibold: Font.DemiBold

    readonly property FontLoader regular: FontLoader {
        source: "qrc:/fonts/IBMPlexSans-Regular.ttf"
    }
    readonly property FontLoader medium: FontLoader {
        source: "qrc:/fonts/IBMPlexSans-Medium.ttf"
    }
    readonly property FontLoader semibold: FontLoader {
        source: "qrc:/fonts/IBMPlexSans-SemiBold.ttf"
    }
    readonly property FontLoader mono: FontLoader {
        source: "qrc:/fonts/IBMPlexMono-Regular.ttf"
    }
    readonly property FontLoader monoMedium: FontLoader {
        source: "qrc:/fonts/IBMPlexMono-Medium.ttf"
    }

    /*! The colour of an agent (0 … 7) everywhere in the app; any other index is "other". */
    function chartColor(index: int): color {
        return index >= 0 && index < color.chart.length ? color.chart[index] : color.chartOther;
    }
}
