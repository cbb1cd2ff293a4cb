import QtQuick
import Tillkeeper.Charts
import Tillkeeper.Theme

/*! The course of one value, from zero, without an axis. */
SparklineItem {
    required values
    required property string summary

    property int colorIndex: -1

    implicitWidth: 96
    implicitHeight: 24
    lineColor: colorIndex >= 0 ? Theme.chartColor(colorIndex) : Theme.color.accent
    Accessible.role: Accessible.Graphic
    Accessible.name: summary
}
