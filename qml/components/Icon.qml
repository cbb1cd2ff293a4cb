import Tillkeeper.Icons
import Tillkeeper.Theme

/*! A line icon from resources/icons. It says nothing to a screen reader: the text beside it does. */
IconItem {
    required name

    property real size: Theme.iconSize

    color: Theme.color.text
    implicitWidth: size
    implicitHeight: size
}
