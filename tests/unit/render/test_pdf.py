"""The report on paper: tagged, told in words, the same bytes twice, and nobody's words run as code."""

from __future__ import annotations

import io
import re
import struct
import sys
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from rex.config.workspace import Brand
from rex.errors import FileError, UsageError
from rex.render.pdf.document import render_pdf
from rex.render.pdf.letters import boxed, lacking
from rex.render.pdf.look import Look, contrast_on_white, look_of, readable
from rex.render.view import read

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.retrospective import Retrospective

typst = pytest.importorskip("typst")
pypdf = pytest.importorskip("pypdf")

HOSTILE = '#eval("1") $x$ *b* _i_ `c` @ref <lab> \\ \\n // gone /* gone */ [a] #panic() "quoted" = head'
ACCENTS = "Ça coûte 12 € à Łódź, ¿señora Inès? → ✓ ✗ ▲ ▼ ~ −"


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    (
        chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")),
        chunk(b"IEND", b""),
    )
)
"""One red pixel."""


def opened(made: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(made))


def flat(text: str) -> str:
    """Leave letters alone: where lines break and words are hyphenated is the paper's affair."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def words_of(made: bytes) -> str:
    return flat("".join(page.extract_text() for page in opened(made).pages))


def retitled(record: Retrospective, title: str) -> Retrospective:
    return record.model_copy(update={"session": record.session.model_copy(update={"title": title})})


@pytest.fixture(scope="module")
def made(full: Retrospective) -> bytes:
    return render_pdf(full, lang="en")


@pytest.fixture(scope="module")
def told(made: bytes) -> str:
    return words_of(made)


def test_the_first_page_holds_what_a_manager_needs(full: Retrospective, made: bytes) -> None:
    first = flat(opened(made).pages[0].extract_text())
    report = read(full, lang="en")
    lines, sure, heads = report.sections[1].blocks
    for text in (
        report.title,
        report.state,
        report.sections[1].headline,
        *(f.text for f in lines.items),  # type: ignore[union-attr]
        *(f.text for f in sure.items),  # type: ignore[union-attr]
        *(h.value for h in heads.items),  # type: ignore[union-attr]
    ):
        assert flat(text) in first, text


def test_sections_stand_in_their_order(full: Retrospective, told: str) -> None:
    headlines = [flat(s.headline) for s in read(full, lang="en").sections[1:]]
    places = [told.index(h) for h in headlines]
    assert places == sorted(places)


def test_the_file_says_that_it_is_tagged_and_in_which_language(full: Retrospective) -> None:
    root = opened(render_pdf(full, lang="fr")).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "fr"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_the_file_is_titled_and_carries_the_record_s_time_alone(made: bytes, full: Retrospective) -> None:
    about = opened(made).metadata
    assert about.title == "Autumn Glow"
    assert about.author == "REX"
    assert about.creation_date == full.written.replace(microsecond=0)


def test_every_picture_is_told_in_words(made: bytes) -> None:
    tree, told = [opened(made).trailer["/Root"]["/StructTreeRoot"]], []
    while tree:
        part = tree.pop().get_object()
        if isinstance(part, pypdf.generic.ArrayObject):
            tree.extend(part)
        elif isinstance(part, pypdf.generic.DictionaryObject):
            if part.get("/S") == "/Figure":
                told.append(part.get("/Alt"))
            tree.extend(part[key] for key in ("/K",) if key in part)
    assert len(told) > 10
    assert all(told)


def test_the_same_record_gives_the_same_bytes(full: Retrospective, made: bytes) -> None:
    assert render_pdf(full, lang="en") == made


@pytest.mark.parametrize("words", [HOSTILE, ACCENTS])
def test_words_stand_as_they_were_written(bare: Retrospective, words: str) -> None:
    assert flat(words) in words_of(render_pdf(retitled(bare, words), lang="en"))


def test_hostile_words_in_the_record_stay_words(told: str) -> None:
    assert flat("<script>alert(1)</script> **bold** [link](") in told


def test_the_client_edition_holds_nothing_of_the_team(full: Retrospective) -> None:
    client = render_pdf(full, lang="en", edition="client")
    told = words_of(client)
    for secret in ("maria", "Lucía", "Hugo", "rehearsal was too short", "ask Hugo first", "the encoder log"):
        assert flat(secret).casefold() not in told.casefold(), secret
    assert "clientedition" in told


def test_what_the_fonts_lack_is_one_box_that_is_explained(bare: Retrospective) -> None:
    told = words_of(render_pdf(retitled(bare, "Glow 👩🏽‍🦰🎉 中文 night"), lang="en"))
    assert "Glow□□night" in told
    assert flat("fonts lack") in told


def test_what_the_fonts_have_is_left_alone(told: str) -> None:
    assert "fontslack" not in told
    assert lacking(ACCENTS + "שלום Ελλάδα Україна") == frozenset()
    assert lacking("a😀b") == {"😀"}


def test_a_letter_keeps_its_place_where_its_marks_cannot_be_shown() -> None:
    assert boxed(["x😀😀y", {"k": 'a\u0489"\x00\x9d'}], frozenset({"😀", "a\u0489"})) == ["x□y", {"k": 'a"'}]


@pytest.mark.parametrize(
    "words", ["\u2191\u20e3 \u200b\u2028 b", "\u0315\u0659 a\x07\x97", "\U0001f1ea\U0001f1f8 1\ufe0f\u20e3", "\ue049"]
)
def test_odd_signs_are_printed_or_boxed(bare: Retrospective, words: str) -> None:
    made = render_pdf(retitled(bare, words), lang="en")
    assert b"pdfuaid:part" in opened(made).trailer["/Root"]["/Metadata"].get_data()


@pytest.mark.parametrize("lang", ["en", "es", "fr"])
@pytest.mark.parametrize("edition", ["team", "client"])
def test_a_session_of_which_nothing_is_known_is_printed_too(bare: Retrospective, lang: str, edition: Any) -> None:
    assert render_pdf(bare, lang=lang, edition=edition).startswith(b"%PDF-1.7")


def test_links_lead_to_the_evidence(made: bytes) -> None:
    notes = [n.get_object() for page in opened(made).pages for n in page.get("/Annots", ())]
    assert sum(n["/Subtype"] == "/Link" for n in notes) > 20


def test_a_brand_gives_its_name_and_logo(bare: Retrospective, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    look = look_of(Brand(name="Verbena #[x]", logo="logo.png", colours=("#0B62A4", "#FFCC00")), tmp_path)
    made = render_pdf(bare, lang="en", look=look)
    assert "Verbena#[x]" in words_of(made)
    assert opened(made).metadata.author == "Verbena #[x]"
    assert made == render_pdf(bare, lang="en", look=look)


def test_a_nameless_brand_s_logo_is_told_in_words(full: Retrospective) -> None:
    assert render_pdf(full, lang="en", look=Look(logo=PNG, logo_kind="png"))


def test_a_pale_colour_is_darkened_until_it_can_be_read() -> None:
    # WCAG: white on white 1, black on white (1 + .05) / .05 = 21; #767676 is the lightest grey with 4.5 (4.54).
    assert contrast_on_white([255] * 3) == pytest.approx(1)
    assert contrast_on_white([0] * 3) == pytest.approx(21)
    assert contrast_on_white([0x76] * 3) == pytest.approx(4.54, abs=0.01)
    assert readable("#0B62A4") == "#0B62A4"
    assert readable("#abc") != "#AABBCC"
    for pale in ("#FFCC00", "#FFFFFF", "#0f0"):
        dark = readable(pale)
        assert contrast_on_white([int(dark[i : i + 2], 16) for i in (1, 3, 5)]) >= 4.5


@pytest.mark.parametrize(
    ("brand", "says"),
    [
        (Brand(colours=("red",)), "no colour"),
        (Brand(colours=("#111111", "#222222", "#333333")), "more than two"),
        (Brand(logo="none.png"), "cannot be read"),
        (Brand(logo="../secret.png"), "outside"),
        (Brand(logo="rex.yaml"), "neither PNG nor JPEG"),
        (Brand(logo="large.png"), "larger than 1 MB"),
        (Brand(logo="damaged.png"), "damaged"),
    ],
)
def test_a_wrong_brand_is_named(brand: Brand, says: str, tmp_path: Path) -> None:
    (tmp_path / "rex.yaml").write_text("client: x\n")
    (tmp_path / "large.png").write_bytes(PNG + bytes(1_000_000))
    (tmp_path / "damaged.png").write_bytes(PNG[:40])
    with pytest.raises(FileError, match=says):
        look_of(brand, tmp_path)


def test_without_the_extra_it_says_how_to_get_it(full: Retrospective, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError) as stopped:
        render_pdf(full, lang="en")
    assert "rex-live[pdf]" in stopped.value.todo
