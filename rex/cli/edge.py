"""The edge: where clock, randomness, language and width enter; below it they are only handed on."""

from __future__ import annotations

import os
import secrets
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rex.cli.console import Console
from rex.errors import UsageError
from rex.workflow.runtime import Runtime

if TYPE_CHECKING:
    from rex.text.speaker import Speaker
    from rex.workflow.desk import Desk

LANGUAGES = ("en", "es", "fr")


def console() -> Console:
    """Make the console of this process; the options stand on its command line."""
    return Console.of_process(sys.argv[1:])


def clock(now: str | None) -> datetime:
    """Read the clock in UTC: `--now`, else SOURCE_DATE_EPOCH, else the machine's."""
    if now is not None:
        try:
            instant = datetime.fromisoformat(now)
        except ValueError as error:
            raise UsageError(
                f'--now "{now}" is no time.', todo="Write it like 2026-11-23T09:00:00+01:00.", kept=""
            ) from error
        return instant.astimezone(UTC) if instant.tzinfo is not None else instant.replace(tzinfo=UTC)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    return _machine_clock()


def runtime(
    now: str | None, shown: Console, speaker: Speaker, *, strict: bool = False, settled: bool = False
) -> Runtime:
    """Put the run's clock, randomness and progress together."""
    given = now is not None or os.environ.get("SOURCE_DATE_EPOCH", "").isdigit()
    running = None if given else _machine_clock
    return Runtime(clock(now), secrets.token_bytes, shown.progress(speaker), strict, running, settled)


def _machine_clock() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def speaker_for(lang: str | None, default: str, timezone: str | None) -> Speaker:
    """Choose the language (the option, else the workspace's) and the zone in which times are told."""
    from rex.text.speaker import Speaker

    chosen = lang or default
    if chosen not in LANGUAGES:
        raise UsageError(f'--lang "{chosen}" is not spoken here.', todo="Languages: en, es, fr.", kept="")
    return Speaker(chosen, timezone or "UTC")


def speaker_of(desk: Desk, person: str, lang: str | None) -> Speaker:
    """Speak as the person was spoken to last, where no language is asked for; a new one hears the session's."""
    from rex.store.answers import answers_file, load_draft

    draft = load_draft(answers_file(desk.folder.path, person)) if lang is None else None
    begun = draft is not None and bool(draft.answers) and draft.language in LANGUAGES
    default = draft.language if draft is not None and begun else desk.session.language
    return speaker_for(lang, default, desk.session.timezone)
