"""What there is of each kind of plug-in, and the page of each: written by the plug-ins themselves."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import cleandoc
from typing import TYPE_CHECKING

from rex.checks.base import Check
from rex.config.workspace import read_workspace
from rex.importers.base import Importer
from rex.importers.mapping import ORDERS, TIMES, UNITS
from rex.importers.table_fields import FIELDS, NEEDED
from rex.metrics.base import Metric
from rex.plugins.find import Broken, find
from rex.questionnaire.load import load_set, sets
from rex.resources import templates
from rex.store.workspace import SETTINGS, workspace_of
from rex.text.catalogue import languages

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: an id and what it is."""

    id: str
    says: str
    more: tuple[tuple[str, str], ...] = ()

    def shown(self) -> dict[str, object]:
        """Give the entry as a JSON object."""
        return {"id": self.id, "says": self.says, **dict(self.more)}


@dataclass(frozen=True, slots=True)
class Entries:
    """A list, and the plug-ins that could not be loaded."""

    entries: tuple[Entry, ...]
    broken: tuple[Broken, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of `rex explain`: a title line, paragraphs, and named facts."""

    title: str
    text: str
    facts: tuple[tuple[str, str], ...]
    sql: tuple[tuple[str, str], ...] = ()


def _folders(here: Path) -> list[Path]:
    """Give the workspace's own plug-in folders."""
    workspace = workspace_of(here)
    if workspace is None:
        return []
    return [workspace / name for name in read_workspace(workspace / SETTINGS).plugins]


def entries(kind: str, here: Path) -> Entries:
    """List one kind: importers, kpis, checks, questionnaires, languages or themes."""
    folders = _folders(here)
    if kind == "kpis":
        kpis = find("rex.metrics", Metric, folders=folders)
        more = {m.id: (("unit", m.unit), ("better", m.better)) for m in kpis.plugins.values()}
        return Entries(tuple(Entry(m.id, m.title, more[m.id]) for m in kpis.plugins.values()), kpis.broken)
    if kind == "checks":
        checks = find("rex.checks", Check, folders=folders)
        return Entries(
            tuple(Entry(c.id, c.title, (("level", c.level),)) for c in checks.plugins.values()), checks.broken
        )
    if kind == "importers":
        importers = find("rex.importers", Importer, folders=folders)
        return Entries(tuple(Entry(i.id, i.title) for i in importers.plugins.values()), importers.broken)
    if kind == "questionnaires":
        workspace = workspace_of(here)
        own = [] if workspace is None else [workspace / "questionnaires"]
        return Entries(tuple(Entry(name, load_set(name, own).title.en) for name in sets(own)))
    if kind == "languages":
        return Entries(tuple(Entry(lang, _LANGUAGES.get(lang, lang)) for lang in languages()))
    folder = templates() / "themes"
    return Entries(tuple(Entry(theme.name, "") for theme in sorted(folder.iterdir()) if theme.is_dir()))


_LANGUAGES = {"en": "English", "es": "Español", "fr": "Français"}


def page(name: str, here: Path) -> Page | None:
    """Find the page of a KPI, a check, an importer, a mark or a settings file; None where there is none."""
    folders = _folders(here)
    kpi = find("rex.metrics", Metric, folders=folders).plugins.get(name)
    if kpi is not None:
        return _kpi_page(kpi)
    check = find("rex.checks", Check, folders=folders).plugins.get(name.upper())
    if check is not None:
        facts = (("Level", check.level), ("Looks at", ", ".join(check.needs)), ("Source", check.source))
        return Page(f"{check.id} · {check.title}", cleandoc(check.page), facts)
    importer = find("rex.importers", Importer, folders=folders).plugins.get(name)
    if importer is not None:
        told = (("Fills", ", ".join(importer.tables)), ("Where to get it", importer.where))
        return Page(f"{importer.id} · {importer.title}", "", told)
    return TOPICS.get(name)


def _kpi_page(kpi: Metric) -> Page:
    facts = [
        ("Unit", kpi.unit),
        ("Better", kpi.better),
        ("Needs", ", ".join(kpi.needs)),
        ("Source", kpi.source),
        ("Definition", f"{kpi.definition_id}; values of two definitions are never compared"),
        ("Judged", f"by the spread between your own sessions, on a {_SCALES[kpi.scale]} scale, from 5 earlier ones on"),
    ]
    if kpi.example:
        facts.append(("Worked example", kpi.example))
    if kpi.mistakes:
        facts.append(("Common mistakes", "; ".join(kpi.mistakes)))
    if kpi.listing is not None:
        facts.append(("Made from", "single rows, so a period has no value of its own from sums"))
    sql = tuple(
        (name, f"SELECT {part.expression} FROM {part.table}" + _grouped(part.by)) for name, part in kpi.sums.items()
    )
    return Page(f"{kpi.id} · {kpi.title}", cleandoc(kpi.meaning), tuple(facts), sql)


_SCALES = {"plain": "plain", "log": "logarithmic", "logit": "log-odds"}


def _grouped(by: str | None) -> str:
    return "" if by is None else f" GROUP BY {by}"


def known(here: Path) -> list[str]:
    """Name everything that has a page."""
    lists = (entries(kind, here).entries for kind in ("kpis", "checks", "importers"))
    return [entry.id for found in lists for entry in found] + list(TOPICS)


TOPICS = {
    "~": Page("~ · usual", "The value lies inside the usual range: nothing to explain, to praise or to blame.", ()),
    "+": Page("+ · better", "The value lies outside the usual range, on the side that is better for this KPI.", ()),
    "-": Page("- · worse", "The value lies outside the usual range, on the side that is worse for this KPI.", ()),
    "*": Page(
        "* · up, down or differs",
        "Outside the usual range of a KPI without a better side, or two values that differ with no usual range yet.",
        (),
    ),
    "?": Page(
        "? · cannot be said",
        "Too little data, too few earlier sessions, or not comparable. The sentence beside it says which, "
        "and how much more is needed.",
        (),
    ),
    "gates": Page(
        "gates · what makes an automatic run fail",
        "rex review, render, refresh, report and diff end with 1 where a gate named with --fail-on is crossed; what "
        "they write is written first. Gates are a session's: review --all and report judge each session by itself, "
        "diff the later one. A KPI's gate needs a real size and no doubt: the number lies beyond by more than "
        "smallest_effect, and its whole interval lies there too. What could be luck is printed as a warning and fails "
        "nothing.",
        (
            ("--fail-on kpi", "the gates of rex.yaml; without any, the usual range of each headline KPI"),
            ("--fail-on checks", "a check that warns or blocks and was not suppressed with a reason"),
            ("--fail-on actions", "an action that is overdue, or was carried three times"),
            (
                "--fail-on data",
                "files that no importer knows, rows that cannot be read, sums that contradict, records of no use",
            ),
            ("at_least, at_most", "a value in the KPI's unit as people write it: 0.02 for 2 %, whole units of money"),
            ("usual: true", "outside the usual range, for the worse"),
            ("drift: true", "eight sessions in a row on the worse side of the range's middle"),
            ("smallest_effect", "how far beyond is worth a red run; 0 unless told"),
            ("level", "error, or warn: printed, and the run passes"),
            ("--junit FILE", "every gate as a test case, a suite a session, for what reads JUnit XML"),
            (
                "--summary FILE",
                "a short Markdown page is added to FILE, such as the one that GITHUB_STEP_SUMMARY names",
            ),
        ),
    ),
    "exit": Page(
        "Exit codes",
        "Findings and worse numbers are no failures: a review that ends well ends with 0.",
        (
            ("0", "done"),
            ("1", "diff --exit-code found a change, or a gate was crossed"),
            ("2", "the command line was wrong"),
            ("3", "a file was wrong, or something needed is missing"),
            ("4", "nothing to measure, or nothing comparable"),
            ("5", "a plug-in failed; it is named and the rest went on"),
            ("70", "our fault; a log without personal data was written"),
            ("130", "interrupted; the answers so far are saved"),
        ),
    ),
    "map": Page(
        "map · how an unknown table is read",
        "rex map FILE asks which column is what, or takes it from --set, shows three rows as they would be read, and "
        "writes mappings/NAME.yaml. From then on every file of that shape is read like this. Without a terminal all "
        "that is missing is listed at once, and nothing is guessed.",
        (
            ("--set FIELD=COLUMN", "the column of a field; FIELD= alone says that it has none"),
            ("--set table=", ", ".join(FIELDS)),
            *((f"{table} needs", "; ".join(" or ".join(group) for group in NEEDED[table])) for table in FIELDS),
            ("--set clock=", "what the times are: " + ", ".join((*TIMES, *UNITS))),
            ("--set dates=", ", ".join(ORDERS) + "; told by the column where one of its dates fits one order alone"),
            ("--set decimal=", "a comma or a point; told by the column where it can be"),
            ("status of sales", "a column of words such as paid, annulé or cancelado; cancelled orders never count"),
            ("--show, --replace", "look without saving; write over a mapping that is there"),
        ),
    ),
    "clocks": Page(
        "clocks · how the times of files become minutes of the show",
        "Every time is kept as an instant and as seconds from the start in session.yaml. A file that counts from its "
        "own beginning, or that tells UTC or an offset, is placed as it is. A wall clock without a zone is placed "
        "with the zone of session.yaml or rex.yaml; without one the review stops and asks, since a guess would "
        "shift every minute.",
        (
            ("clocks", "in session.yaml, by file: {chat.csv: {timezone: Europe/Madrid, skew_s: 0, origin_s: 0}}"),
            ("kind", "offset: counts from a start; utc: tells the instant; local: a wall clock"),
            ("timezone", "of this file alone; else the session's, else the workspace's"),
            ("skew_s", "seconds that this file's clock runs ahead of the show's (behind: a minus)"),
            ("origin_s", "second of the show at which a file that counts began to count"),
            ("a wrong name", "a file that is not in exports/ is said in inspect and review, with the nearest name"),
        ),
    ),
    "session.yaml": Page(
        "session.yaml · what is known of one session",
        "Read strictly: an unknown key is an error that names its nearest right spelling.",
        (
            ("title", "the show's name"),
            ("start, end", "2026-11-20T19:00:00+01:00, with the UTC offset"),
            ("timezone", "Europe/Madrid; also of every file whose clock has no zone"),
            ("platform, hosts, tags, replay", "texts and lists, all optional"),
            ("currency", "EUR; taken from the orders where all have the same"),
            ("language", "en, es or fr: of this session's report"),
            ("launch", "[VS-30]: products shown for the first time"),
            ("goals", "[{kpi: conversion_rate, value: 0.05, says: a sentence}]; shares 0 to 1, money in major units"),
            ("cues", '[{at: "00:12:00", until: "00:20:00", kind: demo, title: Serum, products: [VS-30]}]'),
            (
                "attribution",
                "{after_hours: 24}: orders count until so many hours after the end; with a rule,",
            ),
            (
                "",
                "{rule: discount_code, match: [LIVE20], after_hours: 24}; or tag, utm, products",
            ),
            ("clocks", "{chat.txt: {kind: local, timezone: Europe/Madrid, skew_s: 0, origin_s: 0}}"),
            ("costs", "{host: 300, ads: 120}, in whole units of the currency"),
            ("margin", "0.55: the share of revenue that is gross profit, where it differs from rex.yaml"),
        ),
    ),
    "benchmarks.yaml": Page(
        "benchmarks.yaml · numbers to be set beside yours",
        "A list. REX ships none: what circulates is mostly marketing, and definitions differ.",
        (
            ("id", "conversion_rate: the KPI it is set beside (rex list kpis)"),
            ("value, low, high", "0.03; shares 0 to 1, money in whole units; low and high where a range is given"),
            ("definition", "in words, what is counted over what; printed beside the number"),
            ("source, year, n", "where it stands, of which year, on how many it rests; n may be missing, and is said"),
            ("kind", "own, vendor or study; a vendor's number is called marketing"),
        ),
    ),
    "rex.yaml": Page(
        "rex.yaml · what holds for all sessions of one client",
        "Read strictly: an unknown key is an error that names its nearest right spelling.",
        (
            ("client, language, currency, timezone", "the client's name; en, es or fr; EUR; Europe/Madrid"),
            ("headline", "at most five KPIs, chosen before any result; judged first"),
            ("attribution", "{after_hours: 24}, for sessions that say nothing else"),
            ("margin", "0.55: the share of revenue that is gross profit; without it revenue is no profit"),
            ("settles_after_days", "days after which returns are over"),
            (
                "gates",
                "[{kpi: aov, at_least: 40, smallest_effect: 2}], for --fail-on kpi; rex explain gates",
            ),
            ("limits", "{aov: {from: 2026-10-01, until: 2026-12-24, reason: new studio}}: a usual range started anew"),
            ("suppress", "[{check: B14, reason: we always review on Mondays}]; the reason is printed"),
            ("plugins", "[my-kpis]: folders with your own KPIs, checks and importers"),
            ("brand", "{name: ..., logo: logo.png, colours: ['#112233']}"),
        ),
    ),
}
