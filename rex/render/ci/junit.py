"""The gates as JUnit XML: a suite a session, a case a gate; a crossed one failed, an unknown one is skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from rex.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.model.gate import Judged, Suite
    from rex.text.speaker import Speaker


def junit(suites: Sequence[Suite], speaker: Speaker) -> str:
    """Write the XML; a warning is a test that passed, and its sentence stands in what it printed."""
    root = ET.Element("testsuites", _counts(one for suite in suites for one in suite.judged))
    for suite in suites:
        part = ET.SubElement(root, "testsuite", {"name": f"rex {suite.name}", **_counts(suite.judged)})
        for one in suite.judged:
            _case(part, one, speaker)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _counts(judged: Iterable[Judged]) -> dict[str, str]:
    states = [one.state for one in judged]
    numbers = (len(states), states.count("crossed"), states.count("unknown"), 0)
    return dict(zip(("tests", "failures", "skipped", "errors"), map(str, numbers), strict=True))


def _case(suite: ET.Element, one: Judged, speaker: Speaker) -> None:
    case = ET.SubElement(suite, "testcase", {"classname": f"rex.{one.kind}", "name": one.name, "time": "0"})
    says = clean(speaker.say(one.says))
    if one.state == "crossed":
        ET.SubElement(case, "failure", {"message": says, "type": one.kind}).text = says
    elif one.state == "unknown":
        ET.SubElement(case, "skipped", {"message": says})
    elif one.state == "warned":
        ET.SubElement(case, "system-out").text = says
