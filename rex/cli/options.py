"""Options that mean the same in every command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Session = Annotated[str, typer.Argument(metavar="SESSION", help='A session folder, its date (2026-11-20) or "last".')]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout, nothing else there.")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="en|es|fr", help="Language of what is printed or written.")]
Plain = Annotated[bool, typer.Option("--plain", help="No drawings, for screen readers.")]
Width = Annotated[int | None, typer.Option("--width", metavar="N", help="Columns to use instead of the terminal's.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colours (also NO_COLOR).")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No talk on stderr; errors are still told.")]
Now = Annotated[
    str | None,
    typer.Option("--now", metavar="ISO", help="The clock to use, with its UTC offset (also SOURCE_DATE_EPOCH)."),
]
NoInput = Annotated[bool, typer.Option("--no-input", help="Never ask; what is missing is listed by id.")]
Strict = Annotated[bool, typer.Option("--strict", help="A row that cannot be read stops the run (exit 3).")]
FailOn = Annotated[
    str | None,
    typer.Option("--fail-on", metavar="kpi,checks,actions,data", help="End with 1 where such a gate is crossed."),
]
Junit = Annotated[Path | None, typer.Option("--junit", metavar="FILE", help="Write the gates as JUnit XML.")]
Summary = Annotated[
    Path | None, typer.Option("--summary", metavar="FILE", help="Add a short Markdown page to FILE (CI summaries).")
]
