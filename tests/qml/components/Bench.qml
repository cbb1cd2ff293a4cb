import QtQuick
import QtTest
import Tillkeeper.Theme

/*! A test case with a window-sized ground and tools to look into components. */
TestCase {
    id: root

    width: 900
    height: 700
    visible: true
    when: windowShown

    function init() {
        Theme.mode = "light";
        Theme.textScale = 1;
        Theme.reduceMotion = true;
        mouseMove(root, root.width - 1, root.height - 1);
    }

    /*! All items below `item`, itself included. */
    function family(item) {
        let all = [item];
        for (let i = 0; i < item.children.length; ++i)
            all = all.concat(family(item.children[i]));
        return all;
    }
    function texts(item) {
        return family(item).filter(child => child instanceof Text);
    }
    function shows(item, text) {
        return texts(item).some(child => child.text === text && child.visible);
    }
    function findText(item, text) {
        return texts(item).find(child => child.text === text) ?? null;
    }
    function findNamed(item, name) {
        return family(item).find(child => child.Accessible.name === name && child.visible) ?? null;
    }
    function spyOn(target, signalName) {
        return createTemporaryObject(spies, root, {
            target: target,
            signalName: signalName
        });
    }

    Component {
        id: spies

        SignalSpy {}
    }
}
