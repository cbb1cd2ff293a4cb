import QtQuick

/*! One colour for each role. A set that forgets a role fails in lint and at load. */
QtObject {
    // Grounds, from the back to the front.
    required property color window
    required property color sidebar
    required property color surface
    required property color surfaceRaised
    required property color surfaceSunken
    required property color hover
    required property color pressed
    required property color selected
    required property color scrim

    // Lines. border only separates; outline is around buttons, which have words; borderStrong around
    // what nothing else would show (fields, boxes to tick).
    required property color border
    required property color outline
    required property color borderStrong
    required property color focus

    required property color text
    required property color textMuted
    required property color textFaint

    // The one colour that invites to act.
    required property color accent
    required property color accentHover
    required property color accentPressed
    required property color accentSoft
    required property color accentText
    required property color accentInk

    // Meanings: a mark, a ground for a box, and text that is readable on both ground and surface.
    required property color info
    required property color infoSoft
    required property color infoText
    required property color success
    required property color successSoft
    required property color successText
    required property color warning
    required property color warningSoft
    required property color warningText
    required property color danger
    required property color dangerHover
    required property color dangerPressed
    required property color dangerSoft
    required property color dangerText
    required property color dangerInk
    required property color practice
    required property color practiceSoft
    required property color practiceText

    // Agents 0 … 7, apart from each other also for colour-blind eyes, and everything else.
    required property color chart0
    required property color chart1
    required property color chart2
    required property color chart3
    required property color chart4
    required property color chart5
    required property color chart6
    required property color chart7
    required property color chartOther
    required property color chartGrid

    readonly property list<color> chart: [chart0, chart1, chart2, chart3, chart4, chart5, chart6, chart7]
}
