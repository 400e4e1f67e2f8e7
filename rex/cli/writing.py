"""Writing a record in the formats that were asked for: each file whole or not at all, tried before the work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from rex.errors import FileError, Place, UsageError
from rex.model.message import quantity, say
from rex.store.atomic import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rex.cli.console import Console
    from rex.model.question import Depth
    from rex.model.retrospective import Retrospective
    from rex.render.pdf.look import Look
    from rex.workflow.runtime import Progress

FORMATS = ("json", "html", "md", "text")
OF_A_RECORD = (*FORMATS, "pdf")
Two: TypeAlias = Literal["team", "client"]
EDITIONS = ("flash", "team", "client")
SUFFIX = {"json": ".json", "html": ".html", "md": ".md", "text": ".txt", "pdf": ".pdf"}


def formats(text: str | None, default: Sequence[str], known: Sequence[str] = FORMATS) -> list[str]:
    """Read `--format html,md`; raises UsageError at one that is not written here."""
    if text is None:
        return list(default)
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in wanted if part not in known]
    if unknown or not wanted:
        name = unknown[0] if unknown else ""
        raise UsageError(f'--format "{name}" is not written here.', todo=f"Formats: {', '.join(known)}.", kept="")
    return list(dict.fromkeys(wanted))


def record_formats(text: str | None, edition: str = "team") -> list[str]:
    """Read `--format` of a review: the record itself is always written; the flash edition is plain text."""
    kinds = formats(text, ("json", "text") if edition == "flash" else ("json", "html", "md"), OF_A_RECORD)
    return kinds if "json" in kinds else ["json", *kinds]


def demand_previous(text: str) -> None:
    """Refuse a `--previous` that is neither auto nor none."""
    if text not in {"auto", "none"}:
        raise UsageError(f'--previous is auto or none, not "{text}".', kept="")


def edition_of(text: str) -> str:
    """Read `--edition`."""
    if text not in EDITIONS:
        raise UsageError(f'--edition "{text}" does not exist.', todo=f"Editions: {', '.join(EDITIONS)}.", kept="")
    return text


def demand_theme(name: str) -> None:
    """Raise UsageError where there is no such theme: a shipped one by its name, or a folder with a style of its own."""
    from rex.resources import templates

    if (Path(name) / "brand.css").is_file():
        return

    known = sorted(folder.name for folder in (templates() / "themes").iterdir() if folder.is_dir())
    if name not in known:
        raise UsageError(f'There is no theme "{name}".', todo=f"Themes: {', '.join(known)}.", kept="")


def try_folder(folder: Path) -> None:
    """Make sure that results can be written there, before the work begins."""
    probe = folder / ".rex-probe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise FileError(
            f"{folder.name}/ cannot be written to: {error.strerror}.",
            place=Place(folder.name),
            todo="Make room or change its rights, or name another place with --out.",
        ) from error


def look_for(kinds: Sequence[str], edition: str, place: Path) -> Look | None:
    """Make sure, before the work begins, that a PDF can be made where one was asked for, and give its look.

    `place` lies in the workspace whose `rex.yaml` names the brand. Raises RexError where the extra `pdf` is
    not installed, FileError at a brand that cannot be used, UsageError for an edition without pages.
    """
    if "pdf" not in kinds:
        return None
    if edition == "flash":
        todo = "Take --edition team or client, or --format text."
        raise UsageError("The flash edition is plain text; it has no PDF.", todo=todo, kept="")
    from rex.config.workspace import read_workspace
    from rex.render.pdf.look import Look, look_of
    from rex.render.pdf.press import demand_press
    from rex.store.workspace import SETTINGS, workspace_of

    demand_press()
    root = workspace_of(place)
    return look_of(read_workspace(root / SETTINGS).brand, root) if root else Look()


def contents(
    record: Retrospective, kind: str, lang: str, edition: str, theme: str = "default", look: Look | None = None
) -> bytes:
    """Give what stands in the file of one format: a PDF in its look, else the document as UTF-8."""
    if kind != "pdf":
        return document(record, kind, lang, edition, theme).encode()
    from rex.render.pdf.document import render_pdf
    from rex.render.pdf.look import Look

    return render_pdf(record, lang=lang, edition=two_editions(edition), look=look or Look())


def document(record: Retrospective, kind: str, lang: str, edition: str, theme: str = "default") -> str:
    """Write a record in one format and edition."""
    from rex.render.client import strip_for_client
    from rex.render.flash import render_flash
    from rex.render.html import render_html
    from rex.render.jsonfile import to_json
    from rex.render.markdown import render_markdown

    if kind == "json":
        return to_json(strip_for_client(record) if edition == "client" else record)
    if edition == "flash":
        return render_flash(record, lang=lang)
    if kind == "html":
        return render_html(record, lang=lang, edition=two_editions(edition), theme=_theme(theme))
    if kind == "md":
        return render_markdown(record, lang=lang, edition=two_editions(edition))
    return render_flash(record, lang=lang)


def _theme(name: str) -> str | Path:
    return Path(name) if (Path(name) / "brand.css").is_file() else name


def two_editions(edition: str) -> Two:
    """Give the edition of a full report: the client's, or the team's."""
    return "client" if edition == "client" else "team"


def write(
    record: Retrospective,
    stem: Path,
    kinds: Sequence[str],
    lang: str,
    edition: str,
    tell: Progress,
    theme: str = "default",
    look: Look | None = None,
) -> list[Path]:
    """Write the record beside `stem` in every format, and tell each file."""
    made: list[Path] = []
    for kind in kinds:
        path = stem.with_name(stem.name + SUFFIX[kind])
        data = contents(record, kind, lang, edition, theme, look)
        write_bytes(path, data)
        size = quantity(max(1, len(data) // 1024), "count")
        tell("written", say("{file}, {size} KB", file=path.name, size=size))
        made.append(path)
    return made


def write_review(
    record: Retrospective, folder: Path, kinds: Sequence[str], lang: str, edition: str, tell: Progress
) -> list[Path]:
    """Write the record whole, and what is made of it in an edition beside it: an edition never takes its place."""
    pages = [kind for kind in kinds if kind != "json"]
    made = write(record, folder / name_of("team"), ["json"], lang, "team", tell)
    look = look_for(pages, edition, folder)
    return made + write(record, folder / name_of(edition), pages, lang, edition, tell, look=look)


def name_of(edition: str) -> str:
    """Name an edition's files without their ending; only the team's has the plain name."""
    return "retrospective" if edition == "team" else f"retrospective-{edition}"


def stem_for(retrospective: str, out: Path | None, edition: str) -> Path:
    """Choose where results go: `--out`, else beside the record; only the team's edition has the plain name."""
    from rex.store.workspace import find_session

    name = name_of(edition)
    if out is not None:
        return out / name if out.is_dir() else _without_ending(out)
    path = Path(retrospective)
    folder = path.parent if path.is_file() else find_session(retrospective, Path.cwd()).path
    return folder / name


def deliver(
    write: Mapping[str, Callable[[], str | bytes]], kinds: Sequence[str], out: Path | None, shown: Console
) -> None:
    """Print the one format that was asked for, or write all of them; `-` is stdout too."""
    if out is None or is_stdout(out):
        if len(kinds) != 1:
            raise UsageError("Only one format goes to stdout.", todo="Name a place with --out.", kept="")
        text = write[kinds[0]]()
        if isinstance(text, bytes):
            raise UsageError("A PDF does not go to stdout.", todo="Name a file with --out.", kept="")
        shown.text(text)
        return
    for path in deliver_files(write, kinds, out):
        shown.text(str(path))


def is_stdout(out: Path | None) -> bool:
    """Tell `--out -`."""
    return out is not None and str(out) == "-"


def _without_ending(out: Path) -> Path:
    """Take off the ending of a format; a dot in a name (`week.47`) is part of the name."""
    return out.with_suffix("") if out.suffix in SUFFIX.values() else out


def deliver_files(write: Mapping[str, Callable[[], str | bytes]], kinds: Sequence[str], out: Path) -> list[Path]:
    """Write each format to `out`: to that very name when it is one with an ending, else with each format's own."""
    try_folder(out.parent)
    made: list[Path] = []
    stem = _without_ending(out)
    for kind in kinds:
        path = out if len(kinds) == 1 and out.suffix else stem.with_name(stem.name + SUFFIX[kind])
        made_of = write[kind]()
        write_bytes(path, made_of.encode("utf-8") if isinstance(made_of, str) else made_of)
        made.append(path)
    return made


def depth_of(text: str) -> Depth:
    """Read `--depth`; raises UsageError at a word that is none."""
    if text not in ("quick", "full"):
        raise UsageError(f'--depth "{text}" does not exist.', todo="Depths: quick, full.", kept="")
    return "full" if text == "full" else "quick"
