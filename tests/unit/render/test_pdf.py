"""The report on paper: tagged, told in words, the same bytes twice, and nobody's words run as code."""

from __future__ import annotations

import io
import json
import os
import re
import struct
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from rex.cli import writing
from rex.config.workspace import Brand
from rex.errors import FileError, UsageError
from rex.render.blocks import Cell, Column, Row, Table
from rex.render.jsonfile import to_json
from rex.render.pdf.document import render_pdf
from rex.render.pdf.letters import GAP, boxed, lacking, parted
from rex.render.pdf.look import Look, contrast_on_white, look_of, readable
from rex.render.pdf.nodes import node
from rex.render.view import read
from rex.store.records import load
from rex.workflow.runtime import silent

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.action import Action
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
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", text)


def words_of(made: bytes) -> str:
    return flat("".join(page.extract_text() for page in opened(made).pages))


def off_the_page(made: bytes) -> list[str]:
    """List the texts that stand below the paper's edge: nobody would ever read them."""
    found: list[str] = []

    def look(text: str, around: list[float], own: list[float], *_: object) -> None:
        if text.strip() and around[3] * own[5] + around[5] < 0:
            found.append(text)

    for page in opened(made).pages:
        page.extract_text(visitor_text=look)
    return found


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


@pytest.mark.parametrize(("lang", "edition"), [("en", "client"), ("es", "team"), ("fr", "client")])
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
        (Brand(logo="rex.yaml"), "neither PNG"),
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
    with pytest.raises(FileError) as stopped:
        render_pdf(full, lang="en")
    assert "rex-live[pdf]" in stopped.value.todo
    assert int(stopped.value.exit_code) == 3


def test_the_extra_is_missed_before_the_work_begins_and_only_where_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert writing.look_for(["json", "html"], "team", tmp_path) is None
    with pytest.raises(FileError, match="not installed"):
        writing.look_for(["json", "pdf"], "team", tmp_path)


def test_the_first_page_tells_what_worked_what_did_not_and_the_actions(full: Retrospective, made: bytes) -> None:
    first = flat(opened(made).pages[0].extract_text())
    claims = [c for p in ("worked", "did_not") for c in [c for c in full.claims if c.polarity == p][:3]]
    assert claims
    assert full.actions
    for text in (*(c.text for c in claims), *(a.what for a in full.actions)):
        assert flat(text)[:100] in first, text


def test_the_first_page_names_three_of_each_and_counts_the_rest(full: Retrospective) -> None:
    one = full.actions[0]
    many: tuple[Action, ...] = tuple(
        one.model_copy(update={"id": f"A-{n}", "what": f"Bet number {n} " + "long " * 40}) for n in range(1, 6)
    )
    first = flat(opened(render_pdf(full.model_copy(update={"actions": many}), lang="en")).pages[0].extract_text())
    assert "Betnumber3" in first
    assert "Betnumber4" not in first
    assert "…and2more" in first  # 5 actions, 3 of them named


def test_the_chapters_stand_as_bookmarks_and_the_pages_are_numbered(made: bytes, full: Retrospective) -> None:
    pdf = opened(made)
    marks = [flat(one["/Title"]) for one in pdf.outline if not isinstance(one, list)]
    assert [flat(f"{s.number}{s.title}") for s in read(full, lang="en").sections[1:]] == marks[:-1]
    assert marks[-1] == "Marksandwords"
    for number, page in enumerate(pdf.pages, 1):
        assert flat(page.extract_text()).endswith(f"{number}/{len(pdf.pages)}")


def test_a_row_or_a_quote_taller_than_a_page_loses_nothing(full: Retrospective) -> None:
    words = " ".join(f"w{n}w" for n in range(3000))
    claims = (full.claims[0].model_copy(update={"text": "Short", "how": words}), *full.claims[1:])
    first = full.settled[0]
    action = first.action.model_copy(update={"what": words.replace("w", "t")})
    settled = (first.model_copy(update={"action": action}), *full.settled[1:])
    quotes = (full.quotes[0].model_copy(update={"text": words.replace("w", "q")}), *full.quotes[1:])
    tall = full.model_copy(update={"claims": claims, "quotes": quotes, "settled": settled})
    paper = render_pdf(tall, lang="en")
    told = words_of(paper)
    assert off_the_page(paper) == []
    for n in (0, 1499, 2999):
        assert f"w{n}w" in told
        assert f"q{n}q" in told
        assert f"t{n}t" in told


def test_a_tall_row_may_break_and_a_short_one_may_not() -> None:
    rows = tuple(Row((Cell("name"), Cell("x " * times))) for times in (10, 4000))
    made = node(Table("c", (Column("a"), Column("b")), rows))
    assert isinstance(made, dict)
    assert [row["whole"] for row in made["rows"]] == [True, False]  # type: ignore[union-attr,index,call-overload]


def test_a_word_without_an_end_may_end_its_line_and_a_drawing_is_left_alone() -> None:
    assert parted("a" * 60) == GAP.join(["a" * 12] * 5)
    assert parted("Autumn.Glow.live_chat.json.gz") == f"Autumn.{GAP}Glow.{GAP}live_{GAP}chat.{GAP}json.gz"
    assert parted("an ordinary sentence") == "an ordinary sentence"
    assert parted({"svg": "M" * 60, "says": "s"}) == {"svg": "M" * 60, "says": "s"}


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#0b62a4"/>%s</svg>'


def test_a_drawn_logo_is_taken_where_it_only_draws(bare: Retrospective, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(b'<?xml version="1.0"?>\n' + SVG % b"")
    look = look_of(Brand(name="Verbena", logo="logo.svg"), tmp_path)
    assert look.logo_kind == "svg"
    assert len(render_pdf(bare, lang="en", look=look)) != len(render_pdf(bare, lang="en", look=Look("Verbena")))


@pytest.mark.parametrize(
    "part",
    [b'<image href="/etc/hostname"/>', b"<script>1</script>", b"<image xlink:href='https://example.com/a.png'/>"],
)
def test_a_drawing_that_reaches_out_is_refused(part: bytes, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(SVG % part)
    with pytest.raises(FileError, match="more than a drawing"):
        look_of(Brand(logo="logo.svg"), tmp_path)


def test_a_review_writes_the_pdf_beside_the_whole_record(full: Retrospective, tmp_path: Path) -> None:
    kinds = writing.record_formats("pdf", "client")
    made = writing.write_review(full, tmp_path, kinds, "en", "client", silent)
    assert [path.name for path in made] == ["retrospective.json", "retrospective-client.pdf"]
    assert load(made[0]) == full
    assert made[1].read_bytes() == render_pdf(full, lang="en", edition="client")


def test_the_flash_edition_has_no_pdf(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="plain text"):
        writing.look_for(["pdf"], "flash", tmp_path)


def test_the_brand_comes_from_the_workspace_and_a_missing_logo_stops_before_the_work(tmp_path: Path) -> None:
    session = tmp_path / "sessions" / "2026-11-20-glow"
    session.mkdir(parents=True)
    (tmp_path / "rex.yaml").write_text("brand:\n  name: Verbena\n  colours: ['#0B62A4']\n")
    assert writing.look_for(["pdf"], "team", session) == Look("Verbena", ("#0B62A4", "#0B62A4"))
    (tmp_path / "rex.yaml").write_text("brand:\n  logo: none.svg\n")
    with pytest.raises(FileError, match=r"none\.svg cannot be read"):
        writing.look_for(["pdf"], "team", session)


def test_what_has_no_pages_names_its_formats() -> None:
    with pytest.raises(UsageError, match="pdf") as stopped:
        writing.formats("pdf", ("text",))
    assert "pdf" not in stopped.value.todo


def test_render_pours_the_same_bytes_in_another_time_zone(full: Retrospective, made: bytes, tmp_path: Path) -> None:
    (tmp_path / "retrospective.json").write_text(to_json(full), encoding="utf-8")
    command = [sys.executable, "-m", "rex", "render", "retrospective.json", "--format", "pdf", "--out", "-"]
    env = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([*command, "--lang", "en"], cwd=tmp_path, env=env, capture_output=True, check=True)
    assert done.stdout == made
    assert json.loads((tmp_path / "retrospective.json").read_text(encoding="utf-8"))["id"] == full.id
