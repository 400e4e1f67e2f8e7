from __future__ import annotations

from xml.etree import ElementTree as ET

import records

from rex.model.gate import Judged, Suite
from rex.model.message import say
from rex.render.ci.junit import junit
from rex.render.ci.summary import MOST_BYTES, summary, summary_of_all
from rex.render.marker import marker
from rex.text.speaker import Speaker


def judged(state: str, name: str = "x", text: str = "it is so") -> Judged:
    return Judged.model_validate({"kind": "kpi", "name": name, "state": state, "says": say("{text}", text=text)})


def suite(*gates: Judged, name: str = "s", title: str = "A show") -> tuple[Suite, ...]:
    return (Suite(name=name, title=title, judged=gates),)


def test_the_page_lists_what_does_not_hold_the_worst_first_and_counts_the_rest() -> None:
    page = summary(records.full(), suite(judged("held"), judged("warned", "w"), judged("crossed", "c")), lang="en")
    rows = [line for line in page.splitlines() if line.startswith("| `kpi`")]
    assert [row.split("|")[1].strip() for row in rows] == ["`kpi` c", "`kpi` w"]
    assert "1 of 3 gates hold." in page


def test_words_in_a_gate_cannot_break_the_page_or_call_anybody() -> None:
    page = summary(records.full(), suite(judged("crossed", "a|b", "@team <img src=x> | row")), lang="en")
    (row,) = [line for line in page.splitlines() if line.startswith("| `kpi`")]
    assert row.replace("\\|", "").count("|") == 4
    assert "<img" not in row
    assert "@team" not in row


def test_a_page_that_would_not_fit_a_comment_is_cut_and_says_so() -> None:
    page = summary(records.full(), suite(*(judged("crossed", f"g{n}", "é" * 200) for n in range(400))), lang="en")
    assert len(page.encode()) <= MOST_BYTES
    assert page.rstrip().endswith("More does not fit here; the report has all of it.")


def test_junit_has_a_case_a_gate_and_survives_signs_that_xml_forbids() -> None:
    gates = [judged("held"), judged("warned"), judged("unknown"), judged("crossed", "c", "\x00\x1b[31m <&> \ud83d")]
    root = ET.fromstring(junit(suite(*gates), Speaker("en")))  # noqa: S314 - REX wrote it
    assert (root.attrib["tests"], root.attrib["failures"], root.attrib["skipped"]) == ("4", "1", "1")
    assert len(root.findall(".//testcase")) == 4
    (failure,) = root.findall(".//failure")
    assert "<&>" in failure.attrib["message"]


def test_many_sessions_have_a_suite_each_and_the_counts_of_all() -> None:
    both = (*suite(judged("crossed"), judged("held"), name="a"), *suite(judged("unknown"), name="b"))
    root = ET.fromstring(junit(both, Speaker("en")))  # noqa: S314 - REX wrote it
    assert (root.attrib["tests"], root.attrib["failures"], root.attrib["skipped"]) == ("3", "1", "1")
    assert [(one.attrib["name"], one.attrib["tests"], one.attrib["failures"]) for one in root] == [
        ("rex a", "2", "1"), ("rex b", "1", "0"),
    ]  # fmt: skip


def test_the_page_of_many_sessions_names_the_session_of_each_gate() -> None:
    both = (*suite(judged("warned", "w"), title="First"), *suite(judged("crossed", "c"), title="Second @all"))
    page = summary_of_all("Maison Verbena", both, Speaker("en"))
    assert page.startswith("<!-- rex:reviews:maison-verbena -->\n### Maison Verbena: 2 sessions\n")
    assert "1 of 2 cross a gate." in page
    rows = [line for line in page.splitlines() if "`kpi`" in line]
    assert [row.split("|")[1:3] for row in rows] == [[" Second @\u200ball ", " `kpi` c "], [" First ", " `kpi` w "]]


def test_a_marker_is_the_client_s_and_no_comment_s_end_gets_into_it() -> None:
    assert marker("review", "Maison Vérbena & Co.") == "<!-- rex:review:maison-vérbena-co -->"
    assert marker("period", "a --> b--c") == "<!-- rex:period:a-b-c -->"
    assert marker("diff", "--") == "<!-- rex:diff -->"
