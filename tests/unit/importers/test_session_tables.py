"""The other tables with one row a session: Twitch's stream sessions, Facebook's posts, outcomes without their days."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from rex.importers import facebook_live_posts, live_session_outcomes, twitch_stream_sessions
from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.model.session import Session
from tests.builders import said
from tests.fixtures.books import book

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Outcome, Reads

    from rex.importers.base import Importer, Part

UNKNOWN = Session(id="folder", title="A folder of exports")
TWITCH = (
    "Start Time,End Time,Average Viewers,Max. Viewers,Total Views,Unique Views,Minutes Watched,New Followers,"
    "Chatters,Chat Messages,Clips Created,Clip Views,Ad Breaks (Minutes),Minutes Streamed\n"
)
STREAMS = (
    '"2026-11-20 19:02","2026-11-20 20:31",41.5,96,812,640,3693,12,88,640,3,41,2,89\n'
    '"2026-11-13 19:00","2026-11-13 20:00",38,90,700,512,2280,9,70,512,1,12,1.5,60\n'
)
POSTS = (
    "\ufeffstatus_id,status_type,status_published,num_reactions,num_comments,num_shares,num_likes,num_loves,num_wows,"
    "num_hahas,num_sads,num_angrys,Column1,Column2\n"
    "111_1,video,11/20/2026 19:00,529,512,262,432,92,3,1,1,0,,\n"
    "111_2,photo,11/19/2026 22:45,150,0,0,150,0,0,0,0,0,,\n"
    "111_3,video,11/13/2026 6:17,227,236,57,204,21,1,1,0,0,,\n"
    "111_4,link,11/12/2026 2:29,111,0,0,111,0,0,0,0,0,,\n"
)


def told(outcome: Outcome) -> dict[str, tuple[int, str]]:
    return {total.metric: (total.value_milli, total.unit) for total in outcome.the("totals")}


def parts(importer: Importer, tmp_path: Path, content: str) -> list[Part]:
    path = tmp_path / "many"
    path.write_text(content, encoding="utf-8")
    assert importer.parts is not None
    return importer.parts(head_of(ExportFile(path, "many")))


def as_csv(part: Part) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(part.rows)
    return out.getvalue()


def test_a_twitch_stream_has_the_session_s_audience_and_no_curve(reads: Reads) -> None:
    outcome = reads(TWITCH + STREAMS)
    assert (outcome.source.importer, outcome.source.status) == ("twitch_stream_sessions", "unverified")
    assert outcome.source.reasons == {"other": 1}
    assert told(outcome) == {
        "average_viewers": (41_500, "count"),
        "peak_viewers": (96_000, "count"),
        "views": (812_000, "count"),
        "viewers": (640_000, "count"),
        "watch_time": (3_693_000, "minutes"),  # 41.5 viewers x 89 minutes
        "new_followers": (12_000, "count"),
        "chatters": (88_000, "count"),
        "comments": (640_000, "count"),
        "clips": (3_000, "count"),
        "clip_views": (41_000, "count"),
        "ad_breaks": (2_000, "minutes"),
        "duration": (89_000, "minutes"),
    }
    assert outcome.the("viewers") == []


def test_the_older_header_without_the_unit_of_ad_breaks_is_known_too(reads: Reads) -> None:
    older = TWITCH.replace("Ad Breaks (Minutes)", "Ad Breaks")
    assert told(reads(older + STREAMS)) == told(reads(TWITCH + STREAMS))


def test_a_header_in_another_language_is_not_claimed(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(TWITCH.replace("Average Viewers", "Durchschnittliche Zuschauer") + STREAMS)
    assert twitch_stream_sessions.IMPORTER.recognise(head_of(ExportFile(path, "x"))) is None


def test_twitch_streams_are_parts_that_last_from_start_to_end(reads: Reads, tmp_path: Path) -> None:
    found = parts(twitch_stream_sessions.IMPORTER, tmp_path, TWITCH + STREAMS)
    assert [(part.title, part.duration_s) for part in found] == [
        ("Twitch stream 2026-11-20 19:02", 89 * 60),
        ("Twitch stream 2026-11-13 19:00", 3_600),
    ]
    assert [reads(as_csv(part), session=UNKNOWN).counts for part in found] == [(1, 1, 0)] * 2


def test_a_stream_without_an_end_lasts_as_long_as_twitch_says(tmp_path: Path) -> None:
    cut = STREAMS.replace('"2026-11-20 20:31"', "")
    assert parts(twitch_stream_sessions.IMPORTER, tmp_path, TWITCH + cut)[0].duration_s == 89 * 60


def test_videos_are_a_page_s_sessions_and_its_other_posts_are_not(reads: Reads) -> None:
    outcome = reads(POSTS, session=UNKNOWN)
    assert outcome.source.importer == "facebook_live_posts"
    assert outcome.counts == (4, 2, 2)
    assert {aside.detail for aside in outcome.the("set_aside")} == {"a post that is no video"}


def test_the_video_published_at_the_session_s_start_is_the_session_s(reads: Reads) -> None:
    outcome = reads(POSTS)  # month first: 11/20 is no day of a twentieth month
    assert outcome.counts == (4, 1, 3)
    assert told(outcome)["comments"] == (512_000, "count")
    assert told(outcome)["reactions"] == (529_000, "count")
    assert '"status_id":"111_1"' in outcome.the("totals")[0].extra


def test_videos_are_parts_of_unknown_length(reads: Reads, tmp_path: Path) -> None:
    found = parts(facebook_live_posts.IMPORTER, tmp_path, POSTS)
    assert [(part.title, part.start, part.duration_s) for part in found] == [
        ("Facebook video 1", datetime(2026, 11, 20, 19, 0), None),  # noqa: DTZ001 - the file names no zone
        ("Facebook video 3", datetime(2026, 11, 13, 6, 17), None),  # noqa: DTZ001 - as above
    ]
    assert reads(as_csv(found[0]), session=UNKNOWN).counts == (1, 1, 0)


def test_a_part_whose_date_fits_both_orders_is_read_nearer_to_its_session(reads: Reads, show: Session) -> None:
    line = POSTS.splitlines()[0] + "\n111_9,video,5/11/2026 19:00,1,2,3,1,0,0,0,0,0,,\n"
    in_may = show.model_copy(update={"start": datetime.fromisoformat("2026-05-11T19:00:00+02:00")})
    assert reads(line, session=in_may).the("totals")[0].offset_ms == 0
    in_november = show.model_copy(update={"start": datetime.fromisoformat("2026-11-05T19:00:00+01:00")})
    assert reads(line, session=in_november).the("totals")[0].offset_ms == 0


OUTCOMES = [["Durasi_Jam", "Penonton Aktif", "Produk Terjual", "Bulan"], [7.9127, 19.0, 9.0, "september"]]


def test_outcomes_without_a_day_are_kept_and_are_no_parts(reads: Reads) -> None:
    blank: list[str] = []
    outcome = reads(book(blank, *OUTCOMES, [1.5, 2.0, 0.0, "oktober"]), "outcomes.xlsx", session=UNKNOWN)
    assert (outcome.source.importer, outcome.counts) == ("live_session_outcomes", (2, 2, 0))
    assert told(outcome) == {
        "duration": (5_400_000, "seconds"),  # 1.5 hours, the second row's
        "active_viewers": (2_000, "count"),
        "units": (0, "count"),
    }
    assert '"Bulan":"september"' in outcome.the("totals")[0].extra
    assert "no day" in outcome.source.why
    assert live_session_outcomes.IMPORTER.parts is None


@pytest.mark.parametrize(("rows", "kept", "issues"), [(1, 1, 0), (2, 0, 1)])
def test_which_of_many_outcomes_is_the_session_s_is_never_guessed(
    reads: Reads, rows: int, kept: int, issues: int
) -> None:
    content = "Durasi_Jam,Penonton Aktif,Produk Terjual,Bulan\n" + "".join(f"{n}.5,19,9,mei\n" for n in range(rows))
    outcome = reads(content)
    assert (outcome.source.rows_kept, len(outcome.issues)) == (kept, issues)
    if issues:
        assert said(outcome.issues[0].problem).startswith("The rows name no time of the day")
