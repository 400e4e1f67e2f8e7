"""What the columns of a viewer curve are called, folded, in English, Spanish, French and Portuguese.

Where two languages have one spelling without accents the name stands once.
"""

from __future__ import annotations

import re
from typing import Final

MINUTES: Final = (
    "minute", "minutes", "min", "mins", "minuto", "minutos", "minute_of_stream", "minuto_del_directo",
    "minuto_da_live", "minute_du_live",
)  # fmt: skip
SECONDS: Final = (
    "second", "seconds", "sec", "time_in_seconds", "elapsed_seconds", "segundo", "segundos", "seconde", "secondes",
)  # fmt: skip
POSITIONS: Final = ("livestreamposition", "livestream_position")
"""YouTube's own name; programs disagree on whether it counts minutes or seconds."""
TIMES: Final = (
    "timestamp", "time", "datetime", "date_time", "time_utc", "timestamp_utc", "datetime_utc", "at", "elapsed",
    "offset", "polled_at", "polledat", "polledatutc", "fetched_at", "fetchedat", "recorded_at", "collected_at", "ts",
    "hora", "tiempo", "marca_de_tiempo", "fecha_hora", "fecha_y_hora", "heure", "temps", "horodatage", "date_heure",
    "date_et_heure", "tempo", "horario", "data_hora", "data_e_hora", "carimbo_de_data_hora", "momento",
)  # fmt: skip
DATES: Final = ("date", "fecha", "dia", "jour", "day", "data")
_CONCURRENT: Final = (
    "viewers", "viewer", "viewer_count", "viewercount", "viewers_count", "concurrent_viewers", "concurrent",
    "live_viewers", "current_viewers", "concurrentviewers", "ccv", "ccu", "espectadores", "espectadores_simultaneos",
    "espectadores_concurrentes", "viewers_simultaneos", "espectadores_en_vivo", "audiencia", "spectateurs",
    "spectateurs_simultanes", "viewers_simultanes", "spectateurs_en_direct", "personnes_connectees",
    "espectadores_ao_vivo", "espectadores_em_direto", "espectadores_conectados", "pessoas_assistindo",
    "usuarios_simultaneos",
)  # fmt: skip
_AVERAGE: Final = (
    "average_concurrent_viewers", "averageconcurrentviewers", "average_viewers", "avg_viewers",
    "espectadores_promedio", "espectadores_medios", "spectateurs_moyens", "media_de_espectadores",
)  # fmt: skip
_PEAK: Final = (
    "peak_concurrent_viewers", "peakconcurrentviewers", "max_viewers", "peak_viewers", "pico_de_espectadores",
    "pic_de_spectateurs", "maximo_de_espectadores",
)  # fmt: skip
_UNIQUE: Final = (
    "unique_viewers", "uniques", "unique", "cumulative_unique_viewers", "total_unique_viewers", "viewers_unicos",
    "espectadores_unicos", "unicos", "spectateurs_uniques", "viewers_uniques", "uniques_cumules",
    "usuarios_unicos", "visitantes_unicos",
)  # fmt: skip
METRICS: Final = (
    ("concurrent", _CONCURRENT),
    ("concurrent_avg", _AVERAGE),
    ("concurrent_peak", _PEAK),
    ("unique_viewers", _UNIQUE),
)
NO_CURVE: Final = re.compile(
    r"author|autor|auteur|e_?mail|correo|order_?(?:id|n)|pedido|commande|customer|cliente|titl|titul|titr|sess?ion"
)
"""Columns of other kinds of tables; beside these, a number of viewers is no curve."""
TOTALS: Final = frozenset(
    {
        "total", "totals", "totales", "totais", "totaux", "average", "promedio", "media", "média", "moyenne", "peak",
        "max", "máx", "pico", "pic", "máximo", "maximum",
    }
)  # fmt: skip
COUNT: Final = re.compile(r"^\d{1,3}(?:([.,' \u00a0\u202f])\d{3})(?:\1\d{3})*$|^\d+(?:[.,]0+)?$")
MOST: Final = 10**9
"""No show had so many people; a longer number is an id or an instant."""


def count_of(text: str) -> int | None:
    """Read a number of people; separators of thousands and a fraction of zeros are harmless, anything else is none."""
    if not COUNT.match(text):
        return None
    count = int(re.sub(r"\D", "", re.sub(r"(?<=\d)[.,]0{1,2}$", "", text[:40])))
    return count if count < MOST else None
