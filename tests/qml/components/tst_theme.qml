import QtQuick
import QtTest
import Tillkeeper.Components
import Tillkeeper.Theme

Bench {
    id: root

    name: "Theme"

    function linear(channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
    function linearRgb(c) {
        return [linear(c.r), linear(c.g), linear(c.b)];
    }
    function luminance(c) {
        const l = linearRgb(c);
        return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2];
    }
    /*! WCAG 2.1, "contrast ratio". */
    function ratio(a, b) {
        const x = luminance(a);
        const y = luminance(b);
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    }
    function setRows() {
        return [
            {
                tag: "light",
                set: Theme.light,
                text: 4.5
            },
            {
                tag: "dark",
                set: Theme.dark,
                text: 4.5
            },
            {
                tag: "contrast",
                set: Theme.contrast,
                text: 7
            }
        ];
    }

    function test_textIsReadableOnEveryGround_data() {
        return setRows();
    }
    function test_textIsReadableOnEveryGround(row) {
        const grounds = ["window", "sidebar", "surface", "surfaceRaised", "surfaceSunken", "hover", "selected"];
        const inks = ["text", "textMuted", "textFaint", "accentText", "infoText", "successText", "warningText", "dangerText", "practiceText"];
        for (const ink of inks) {
            for (const ground of grounds)
                verify(ratio(row.set[ink], row.set[ground]) >= row.text, ink + " on " + ground);
        }
        for (const family of ["accent", "info", "success", "warning", "danger", "practice"])
            verify(ratio(row.set[family + "Text"], row.set[family + "Soft"]) >= row.text, family);
        for (const state of ["", "Hover", "Pressed"]) {
            verify(ratio(row.set.accentInk, row.set["accent" + state]) >= row.text, "accent" + state);
            verify(ratio(row.set.dangerInk, row.set["danger" + state]) >= row.text, "danger" + state);
        }
    }

    function test_edgesAndMarksStandOut_data() {
        return setRows();
    }
    function test_edgesAndMarksStandOut(row) {
        for (const ground of ["window", "surface", "surfaceSunken"]) {
            for (const mark of ["borderStrong", "focus"])
                verify(ratio(row.set[mark], row.set[ground]) >= 3, mark + " on " + ground);
        }
        for (let i = 0; i < 8; ++i)
            verify(ratio(row.set.chart[i], row.set.surface) >= 3, "chart" + i);
    }

    // Machado, Oliveira, Fernandes 2009, severity 1.0.
    readonly property var eyes: ({
            normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
            protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
            deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
            tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        })

    function seenBy(eye, c) {
        const l = linearRgb(c);
        return eye.map(row => Math.min(1, Math.max(0, row[0] * l[0] + row[1] * l[1] + row[2] * l[2])));
    }
    /*! Ottosson 2020. */
    function oklab(l) {
        const a = Math.cbrt(0.4122214708 * l[0] + 0.5363325363 * l[1] + 0.0514459929 * l[2]);
        const b = Math.cbrt(0.2119034982 * l[0] + 0.6806995451 * l[1] + 0.1073969566 * l[2]);
        const c = Math.cbrt(0.0883024619 * l[0] + 0.2817188376 * l[1] + 0.6299787005 * l[2]);
        return [0.2104542553 * a + 0.7936177850 * b - 0.0040720468 * c, 1.9779984951 * a - 2.4285922050 * b + 0.4505937099 * c, 0.0259040371 * a + 0.7827717662 * b - 0.8086757660 * c];
    }
    function test_agentColorsDifferForEveryEye_data() {
        return setRows();
    }
    function test_agentColorsDifferForEveryEye(row) {
        for (const eye of Object.keys(eyes)) {
            const seen = [...row.set.chart, row.set.chartOther].map(c => oklab(seenBy(eyes[eye], c)));
            for (let i = 0; i < seen.length; ++i) {
                for (let j = 0; j < i; ++j) {
                    const distance = Math.hypot(seen[i][0] - seen[j][0], seen[i][1] - seen[j][1], seen[i][2] - seen[j][2]);
                    verify(distance > 0.08, "colours " + j + " and " + i + " for " + eye + ": " + distance);
                }
            }
        }
    }

    function test_agentsHaveTheSameColorEverywhere() {
        for (const mode of ["light", "dark", "contrast"]) {
            Theme.mode = mode;
            for (let i = 0; i < 8; ++i)
                compare(Theme.chartColor(i), Theme.color.chart[i]);
            compare(Theme.chartColor(8), Theme.color.chartOther);
            compare(Theme.chartColor(-1), Theme.color.chartOther);
        }
    }

    function test_modeChoosesTheSet() {
        compare(Theme.color, Theme.light);
        Theme.mode = "dark";
        compare(Theme.color, Theme.dark);
        Theme.mode = "contrast";
        compare(Theme.color, Theme.contrast);
    }

    Component {
        id: line

        BodyText {}
    }

    function test_figuresHaveTheSameWidth_data() {
        return [
            {
                tag: "regular",
                weight: Theme.weightRegular,
                family: Theme.fontFamily
            },
            {
                tag: "medium",
                weight: Theme.weightMedium,
                family: Theme.fontFamily
            },
            {
                tag: "semibold",
                weight: Theme.weightSemibold,
                family: Theme.fontFamily
            },
            {
                tag: "mono",
                weight: Theme.weightRegular,
                family: Theme.monoFamily
            }
        ];
    }
    function test_figuresHaveTheSameWidth(row) {
        const text = createTemporaryObject(line, root, {
            "font.weight": row.weight,
            "font.family": row.family,
            "font.pixelSize": 40
        });
        text.text = "0".repeat(20);
        const wanted = text.implicitWidth;
        verify(wanted > 0);
        for (let digit = 1; digit < 10; ++digit) {
            text.text = String(digit).repeat(20);
            fuzzyCompare(text.implicitWidth, wanted, 0.5, "digit " + digit);
        }
    }

    function test_theBundledFontsAreUsed() {
        compare(Theme.fontFamily, "IBM Plex Sans");
        compare(Theme.monoFamily, "IBM Plex Mono");
        const text = createTemporaryObject(line, root, {
            text: "Tillkeeper",
            "font.pixelSize": 40
        });
        const regular = text.implicitWidth;
        text.font.weight = Theme.weightSemibold;
        verify(text.implicitWidth > regular);
    }

    function test_reducedMotionHasNoDurations() {
        compare(Theme.durationFast + Theme.durationNormal + Theme.durationSlow, 0);
        Theme.reduceMotion = false;
        verify(Theme.durationFast > 0);
    }
}
