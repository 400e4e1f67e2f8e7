from __future__ import annotations

from datetime import date

import pytest

from rex.errors import UsageError
from rex.text.spans import span_title
from rex.workflow.spans import span_of


@pytest.mark.parametrize(
    ("options", "name", "first", "last"),
    [
        ({"month": "2026-02"}, "2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ({"month": "2026-12"}, "2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        # ISO 8601: week 1 of 2026 begins in December 2025, and 2026 has 53 weeks.
        ({"week": "2026-W01"}, "2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        ({"week": "2026-W53"}, "2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        (
            {"first": "2026-10-01", "last": "2026-10-01"},
            "2026-10-01_2026-10-01",
            date(2026, 10, 1),
            date(2026, 10, 1),
        ),
    ],
)
def test_a_span_has_both_its_ends(options: dict[str, str], name: str, first: date, last: date) -> None:
    span = span_of(**options)
    assert (span.name, span.first, span.last) == (name, first, last)


@pytest.mark.parametrize("options", [{"month": "2026-03"}, {"week": "2026-W07"}])
def test_the_options_lead_back_to_the_span(options: dict[str, str]) -> None:
    ((option, text),) = options.items()
    assert span_of(**options).asked == f"--{option} {text}"


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"month": "2026-13"},
        {"month": "0000-01"},
        {"month": "2026-1"},
        {"week": "2025-W53"},
        {"week": "2026-W00"},
        {"week": "W12"},
        {"month": "2026-10", "week": "2026-W43"},
        {"first": "2026-10-01"},
        {"last": "2026-10-01"},
        {"first": "2026-10-02", "last": "2026-10-01"},
        {"first": "2026-02-30", "last": "2026-03-01"},
    ],
)
def test_what_is_no_single_span_is_refused_with_what_to_write(options: dict[str, str]) -> None:
    with pytest.raises(UsageError) as refused:
        span_of(**options)
    assert refused.value.todo


@pytest.mark.parametrize(
    ("lang", "first", "last", "title"),
    [
        ("en", date(2026, 10, 1), date(2026, 10, 31), "October 2026"),
        ("es", date(2026, 10, 1), date(2026, 10, 31), "octubre de 2026"),
        ("en", date(2025, 12, 29), date(2026, 1, 4), "week 1 of 2026"),
        ("fr", date(2026, 10, 19), date(2026, 10, 25), "semaine 43 de 2026"),
        ("en", date(2026, 10, 20), date(2026, 10, 26), "Tue 20 Oct 2026 to Mon 26 Oct 2026"),
    ],
)
def test_a_span_is_called_as_people_call_it(lang: str, first: date, last: date, title: str) -> None:
    assert span_title(lang, first, last) == title
