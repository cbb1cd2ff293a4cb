import QtQuick

/*! Makes the headings of days. In a file that is not bound: a list of Qt 6.4 cannot make sections from a bound component. */
QtObject {
    readonly property Component heading: LedgerDay {}
}
