from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from rex.importers.export import ExportFile
from rex.importers.head import head_of
from rex.importers.whatsapp_chat import IMPORTER
from rex.importers.whatsapp_lines import ORDERS, header_of, order_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser

IOS = (
    "\u200e[20/11/26, 18:59:58] Venta en vivo: \u200eLos mensajes están cifrados de extremo a extremo.\r\n"
    "[20/11/26, 19:00:03] Ana: hola: precio?\r\n"
    "[20/11/26, 19:00:09] ~\u202fBo: primera línea\r\n"
    "segunda línea\r\n"
    "\r\n"
    "tercera\r\n"
    "\u200e[20/11/26, 19:01:00] Ana: \u200eimagen omitida\r\n"
    "[20/11/26, 19:01:30] Cy: \u200esticker omitido\r\n"
    "[20/11/26, 19:02:00] Ana: \u200eSe eliminó este mensaje.\r\n"
    "[20/11/26, 19:02:10] Ana: talla M \u200e<Se editó este mensaje.>\r\n"
    "[20/11/26, 19:03:00] Ana: \u200eAna añadió a Bo\r\n"
    "[20/11/26, 19:03:05] Bo: \u200eENCUESTA:\r\n¿Qué color?\r\n\u200eOPCIÓN: azul (3 votos)\r\n"
)
ANDROID = (
    "20/11/2026, 18:59 - Los mensajes y las llamadas están cifrados de extremo a extremo. Obtén más información.\n"
    "20/11/2026, 19:00 - Ana creó el grupo “Live: rebajas”\n"
    "20/11/2026, 19:00 - Ana: hola\n"
    "20/11/2026, 19:01 - +34 600 000 000: <Multimedia omitido>\n"
    "20/11/2026, 19:01 - Ana: IMG-20261120-WA0001.jpg (archivo adjunto)\nmira el vestido\n"
    "20/11/2026, 19:02 - Bo: STK-20261120-WA0002.webp (archivo adjunto)\n"
    "20/11/2026, 19:02 - Bo: Eliminaste este mensaje\n"
    "20/11/2026, 19:03 - Bo:\n"
)


def test_ios(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads(IOS)
    assert (outcome.source.importer, outcome.counts) == ("whatsapp_chat", (9, 7, 2))
    assert outcome.source.reasons == {"system": 2}
    rows = outcome.the("chat")
    assert [row.offset_ms for row in rows] == [3_000, 9_000, 60_000, 90_000, 120_000, 130_000, 185_000]
    assert [row.text for row in rows] == [
        "hola: precio?", "primera línea segunda línea tercera", "", "", "", "talla M",
        "ENCUESTA: ¿Qué color? OPCIÓN: azul (3 votos)",
    ]  # fmt: skip
    assert [row.kind for row in rows] == ["message"] * 3 + ["sticker", "message", "message", "poll"]
    assert [row.extra for row in rows][2:4] == ['{"media":"photo"}', '{"media":"sticker"}']
    assert [row.deleted for row in rows] == [False] * 4 + [True, False, False]
    assert rows[1].author == people.of("Bo")
    assert rows[0].time_quality == "exact"


def test_android(reads: Reads, people: Pseudonymiser) -> None:
    outcome = reads(ANDROID)
    assert (outcome.counts, outcome.source.reasons) == ((8, 6, 2), {"system": 2})
    rows = outcome.the("chat")
    assert [(row.kind, row.text, row.extra) for row in rows] == [
        ("message", "hola", "{}"),
        ("message", "", '{"media":"media"}'),
        ("message", "mira el vestido", '{"media":"photo"}'),
        ("sticker", "", '{"media":"sticker"}'),
        ("message", "", "{}"),
        ("message", "", "{}"),
    ]
    assert [row.deleted for row in rows] == [False] * 4 + [True, False]
    assert (rows[0].offset_ms, rows[0].time_quality) == (0, "minute")
    assert rows[1].author == people.of("+34 600 000 000")
    assert "600 000 000" not in repr(outcome.tables)


@pytest.mark.parametrize(
    ("head", "clock"),
    [
        ("[20/11/26, 19:05:09] ", (19, 5, 9)),
        ("[20-11-26 19:05:09] ", (19, 5, 9)),
        ("[20.11.2026, 19:05:09] ", (19, 5, 9)),
        ("[2026/11/20 19:05:09] ", (19, 5, 9)),
        ("[2026-11-20, 7:05:09\u202fPM] ", (19, 5, 9)),
        ("[11/20/26, 7:05:09\u202fPM] ", (19, 5, 9)),
        ("[20/11/26, 7:05:09 p.\u00a0m.] ", (19, 5, 9)),
        ("[20/11/26, 12:05:09 a.m.] ", (0, 5, 9)),
        ("[20.11.2026 klo 19.05.09] ", (19, 5, 9)),
        ("[2026. 11. 20. 오후 7:05:09] ", (19, 5, 9)),
        ("[2026/11/20 下午7:05:09] ", (19, 5, 9)),
        ("[20\u200f/11\u200f/2026, 7:05:09 م] ", (19, 5, 9)),
        ("20/11/26, 19:05 - ", (19, 5, 0)),
        ("20/11/2026 19:05 - ", (19, 5, 0)),
        ("20/11/2026 à 19:05 - ", (19, 5, 0)),
        ("20/11/2026 a las 19:05 - ", (19, 5, 0)),
        ("20/11/26 7:05 p. m. - ", (19, 5, 0)),
        ("20/11/26, 7:05 pm - ", (19, 5, 0)),
        ("11/20/26, 7:05 PM - ", (19, 5, 0)),
        ("20.11.26, 19:05 – ", (19, 5, 0)),
        ("2026-11-20, 7:05 p.m. - ", (19, 5, 0)),
        ("2026/11/20 12:05 PM - ", (12, 5, 0)),
    ],
)
def test_the_headers_of_many_languages_are_one_grammar(
    reads: Reads, show: Session, head: str, clock: tuple[int, int, int]
) -> None:
    (row,) = reads(f"{head}Ana: hola\n", session=show.model_copy(update={"timezone": "UTC"})).the("chat")
    hour, minute, second = clock
    since_start = ((hour - 18) * 60 + minute) * 60 + second  # the show starts at 18:00 UTC
    assert (row.offset_ms, row.text) == (since_start * 1000, "hola")


@pytest.mark.parametrize(
    "line",
    [
        "hola", "", "12:30 - Ana: no date", "20/11/26 - Ana: no clock", "[20/11/26] Ana: no clock",
        "20/11/26, 19:05 Ana: no dash", "20/11/26, 19:05 xy - Ana: no half of a day", "1/2/3/4", "[99",
        "20/11-26, 19:05 - A: x",
    ],
)  # fmt: skip
def test_other_lines_are_no_header(line: str) -> None:
    assert header_of(line) is None


DMY, MDY, YMD, YDM = ORDERS


@pytest.mark.parametrize(
    ("dates", "near", "order"),
    [
        (["15/01/20"], None, DMY),  # there is no month 15
        (["01/15/20"], None, MDY),
        (["2020/01/15"], None, YMD),
        (["2020/15/01"], None, YDM),
        (["01/02/20", "01/13/20"], None, MDY),  # one date tells for all
        (["20/01/02", "20/01/31", "20/02/01"], None, YMD),  # days first would run from 20 January 2002 to 2031
        (["01/05/20", "02/05/20", "03/05/20"], None, DMY),  # three days rather than three months
        (["05/01/20", "05/02/20", "05/03/20"], None, MDY),
        (["31/01/20", "01/02/20", "02/02/20"], None, DMY),
        (["10/01/20", "02/12/20"], None, DMY),  # 327 days forwards rather than 231 days backwards
        (["05/06/26"], datetime(2026, 6, 5), DMY),  # noqa: DTZ001 - a wall clock
        (["05/06/26"], datetime(2026, 5, 6), MDY),  # noqa: DTZ001 - a wall clock
        (["05/06/26"], None, DMY),  # nothing tells: the usual one
        ([], None, DMY),
    ],
)
def test_the_order_of_day_and_month_is_decided_over_the_whole_file(
    dates: list[str], near: datetime | None, order: tuple[int, int, int]
) -> None:
    parts = [(first, second, third) for first, second, third in (text.split("/") for text in dates)]
    assert order_of(parts, near) == order


def test_the_last_date_of_a_file_decides_the_first(reads: Reads) -> None:
    early = "".join(f"11/{day:02}/26, 19:00 - Ana: hola\n" for day in (2, 5, 9))
    outcome = reads(early + "11/20/26, 19:00 - Ana: hoy\n")
    assert outcome.the("chat")[-1].offset_ms == 0
    assert outcome.the("chat")[0].offset_ms == -18 * 24 * 3_600_000  # the 2nd of November


def test_a_day_that_there_is_not_costs_its_row(reads: Reads) -> None:
    outcome = reads(ANDROID + "31/11/2026, 19:04 - Ana: no hay tal día\n20/11/2026, 29:04 - Ana: ni tal hora\n")
    assert outcome.source.reasons == {"system": 2, "unreadable": 2}
    assert outcome.source.rows_kept == 6


@pytest.mark.parametrize(
    ("line", "media"),
    [
        ("<Media omitted>", "media"), ("<Médias omis>", "media"), ("<Mídia oculta>", "media"),
        ("<Medien ausgeschlossen>", "media"), ("\u200eaudio omis", "audio"), ("\u200evidéo absente", "video"),
        ("\u200eGIF retiré", "gif"), ("\u200efigurinha omitida", "sticker"), ("\u200edocumento omitido", "document"),
        ("\u200eContact card omitted", "contact"), ("\u200e<attached: 00000012-PHOTO-2026-11-20.jpg>", "photo"),
        ("<pièce jointe : 00000013-AUDIO-2026.opus>", "audio"), ("VID-2026.mp4 (fichier joint)", "video"),
        ("Ana Perez.vcf (file attached)", "contact"),
    ],
)  # fmt: skip
def test_media_left_out_keeps_its_message_without_words(reads: Reads, line: str, media: str) -> None:
    outcome = reads(f"20/11/2026, 19:00 - Bo: hola\n20/11/2026, 19:01 - Ana: {line}\n")
    row = outcome.the("chat")[1]
    assert (row.text, row.extra) == ("", f'{{"media":"{media}"}}')


def test_a_caption_is_the_persons_own_words(reads: Reads) -> None:
    outcome = reads("[20/11/26, 19:00:00] Ana: el azul \u200e<attached: 00000012-PHOTO-2026-11-20.jpg>\n")
    assert outcome.the("chat")[0].text == "el azul"


def test_what_people_type_is_no_media_and_no_notice(reads: Reads) -> None:
    typed = ["imagen omitida", "<3", "audio omitted lol", "I deleted this message", "poll: azul", "https://example.com"]
    outcome = reads("".join(f"20/11/2026, 19:00 - Ana: {text}\n" for text in typed))
    assert [row.extra for row in outcome.the("chat")] == ["{}"] * 6
    assert [row.kind for row in outcome.the("chat")] == ["message"] * 4 + ["poll", "message"]
    assert not any(row.deleted for row in outcome.the("chat"))


def test_lines_above_the_first_header_are_titles(reads: Reads) -> None:
    outcome = reads("Chat de WhatsApp con Ventas\n" + ANDROID)
    assert outcome.source.reasons == {"system": 2, "title": 1}


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20 19:00:00 - INFO: started\n2026-11-20 19:00:01 - ERROR: stopped\n",
        "2026-11-20 19:00:00,123 - root - INFO - started\n",
        "[2019-01-15 20:33:31] #maison ana: hola\n",
        "[2024-05-01 18:00:03 UTC] ana: hola\n",
        "time,user,message\n20/11/2026 19:00,ana,hola\n",
        "20/11/2026, 19:00 - Ana left\n20/11/2026, 19:01 - Bo left\n",  # nobody says anything
        "",
    ],
)
def test_other_logs_are_not_claimed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text)
    assert IMPORTER.recognise(head_of(ExportFile(path, "x.txt"))) is None
