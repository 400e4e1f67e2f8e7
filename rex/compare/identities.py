"""Sums that must agree whatever happened in a show: where they do not, a file is wrong, and that is what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.measure import Measure

FAR = 0.1
"""From so large a share on two ways to the same hours do not agree. [heur]"""


def broken(measures: Sequence[Measure]) -> tuple[Message, ...]:
    """Name every identity that does not hold: data findings, and no numbers.

    Little's law: people at once times length = hours watched = minutes per person times people. Who is there at once
    is part of who watched, who wrote too, and what is kept is part of what was sold.
    """
    found = {measure.id: measure for measure in measures if measure.value is not None}
    return tuple(said for said in (_hours(found), _at_once(found), _writers(found), _kept(found)) if said is not None)


def _hours(found: dict[str, Measure]) -> Message | None:
    area, stays = found.get("watch_time"), found.get("average_view_duration")
    if area is None or stays is None or stays.n is None:
        return None
    by_curve, by_list = float(area.value or 0), float(stays.value or 0) * stays.n / 60
    if abs(by_curve - by_list) <= FAR * max(by_curve, by_list):
        return None
    text = (
        "The viewer curve holds {curve} watched and the list of who came and left {list}: "
        "one of the two is not of this show, or not of all of it."
    )
    return say(text, curve=quantity(by_curve, "hours"), list=quantity(by_list, "hours"))


def _at_once(found: dict[str, Measure]) -> Message | None:
    most, people = found.get("peak_concurrent"), found.get("unique_viewers")
    if most is None or people is None or float(most.value or 0) <= float(people.value or 0):
        return None
    text = "More people were there at once ({most}) than watched at all ({people}): one of the two counts is wrong."
    return say(text, most=quantity(most.value or 0, "count"), people=quantity(people.value or 0, "count"))


def _writers(found: dict[str, Measure]) -> Message | None:
    wrote, people = found.get("unique_chatters"), found.get("unique_viewers")
    if wrote is None or people is None or float(wrote.value or 0) <= float(people.value or 0):
        return None
    text = "More people wrote ({wrote}) than watched ({people}): one of the two files is not of this show."
    return say(text, wrote=quantity(wrote.value or 0, "count"), people=quantity(people.value or 0, "count"))


def _kept(found: dict[str, Measure]) -> Message | None:
    net, gross = found.get("net_revenue"), found.get("revenue")
    if net is None or gross is None or net.unit != gross.unit or float(net.value or 0) <= float(gross.value or 0):
        return None
    text = "More is left after refunds ({net}) than was placed ({gross}): the order files do not fit together."
    return say(text, net=quantity(net.value or 0, net.unit), gross=quantity(gross.value or 0, gross.unit))
