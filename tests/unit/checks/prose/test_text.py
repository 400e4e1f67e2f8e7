"""Any text or Markdown file: where a finding stands, what is not read, what a comment hides."""

from __future__ import annotations

import pytest

from rex.checks.prose.rule import shipped
from rex.checks.text import check_text
from rex.model.finding import Checks


def found(text: str, lang: str | None = "en") -> list[tuple[str, str | None]]:
    return [(one.evidence[0], one.suppressed) for one in check_text(text, lang, shipped()).findings]


def test_a_finding_has_check_level_words_and_a_way_out() -> None:
    checks = check_text("# Show\n\nGood. We should have pinned it.\n", "en", shipped())
    (one,) = checks.findings
    assert (one.check, one.level, one.evidence) == ("B16", "info", ("3:10", "should have pinned"))
    assert one.says.text.startswith("This tells what did not happen")
    assert one.instead.text
    assert [passed.check for passed in checks.passed] == ["B03", "B15", "B28", "absolutes"]


def test_a_warning_stands_before_what_is_only_told() -> None:
    checks = check_text("Everyone loved it.\nThe editor forgot the code.\n", "en", shipped())
    assert [one.check for one in checks.findings] == ["B28", "absolutes"]


@pytest.mark.parametrize(
    "text",
    [
        "---\nnote: we should have pinned it\n---\nFine.\n",
        "```\nwe should have pinned it\n```\n",
        "~~~md\nwe should have pinned it\n~~~\n",
        "The button `we should have pinned it` stays.",
        "<!-- we should have pinned it -->",
        "> we should have pinned it\n",
        "See [it](https://example.com/we-should-have-pinned).",
    ],
)
def test_code_quotes_comments_and_front_matter_are_not_read(text: str) -> None:
    assert found(text) == []
    assert found(text + "\n\nWe should have pinned it.")


@pytest.mark.parametrize(
    "text",
    [
        "We should have pinned it. <!-- rex: ignore B16 the team's own words -->",
        "<!-- rex: ignore b16 the team's own words -->\nWe should have pinned it.",
    ],
)
def test_a_comment_with_a_reason_hides_a_finding_and_keeps_it(text: str) -> None:
    assert [reason for _, reason in found(text)] == ["the team's own words"]


@pytest.mark.parametrize(
    "comment",
    ["<!-- rex: ignore B16 -->", "<!-- rex: ignore B15 other check -->", "\n\n<!-- rex: ignore B16 another line -->"],
)
def test_without_a_reason_or_elsewhere_a_comment_hides_nothing(comment: str) -> None:
    assert [reason for _, reason in found(f"We should have pinned it. {comment}")] == [None]


def test_a_comment_without_a_reason_is_told() -> None:
    checks = check_text("We should have pinned it. <!-- rex: ignore B16 -->", "en", shipped())
    assert "gives no reason" in checks.findings[0].says.text


def test_an_unknown_language_says_so() -> None:
    checks = check_text("Wir hätten es wissen müssen.", "de", shipped())
    assert isinstance(checks, Checks)
    assert {one.check for one in checks.not_applicable} == {"B03", "B15", "B16", "B28", "absolutes"}
    assert not checks.findings
    assert not checks.passed


def test_all_languages_are_tried_where_none_is_given() -> None:
    assert found("Se veía venir.\n\nOn aurait dû.\n\nWe should have pinned it.", None) == [
        ("1:1", None),
        ("3:4", None),
        ("5:4", None),
    ]
