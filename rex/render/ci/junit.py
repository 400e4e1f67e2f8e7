"""The gates as JUnit XML: one test case a gate, a crossed one a failure, one that cannot be told skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from rex.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.gate import Judged
    from rex.model.retrospective import Retrospective
    from rex.text.speaker import Speaker


def junit(record: Retrospective, judged: Sequence[Judged], speaker: Speaker) -> str:
    """Write the XML; a warning is a test that passed, and its sentence stands in what it printed."""
    failures = sum(one.state == "crossed" for one in judged)
    skipped = sum(one.state == "unknown" for one in judged)
    counts = {"tests": str(len(judged)), "failures": str(failures), "skipped": str(skipped), "errors": "0"}
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", {"name": f"rex {record.session.id}", **counts})
    for one in judged:
        case = ET.SubElement(suite, "testcase", {"classname": f"rex.{one.kind}", "name": one.name, "time": "0"})
        says = clean(speaker.say(one.says))
        if one.state == "crossed":
            ET.SubElement(case, "failure", {"message": says, "type": one.kind}).text = says
        elif one.state == "unknown":
            ET.SubElement(case, "skipped", {"message": says})
        elif one.state == "warned":
            ET.SubElement(case, "system-out").text = says
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
