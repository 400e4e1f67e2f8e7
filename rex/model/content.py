"""What happened in the parts of a show that were of one kind: demonstrations, offers, giveaways, incidents."""

from __future__ import annotations

from rex.model.noun import Noun


class Content(Noun):
    """All cues of one kind together, in a show's own minutes.

    `seconds` is how long they lasted inside the show, `viewer_minutes` the audience's time in them. `writing` counts
    the different people who wrote, once a cue; `left` those whose visit ended. None where no file tells of it. The
    spans are Garwood intervals of `writing` and `orders` a thousand viewer-minutes.
    """

    kind: str
    cues: int
    seconds: float
    viewer_minutes: float | None = None
    writing: int | None = None
    writing_span: tuple[float, float] | None = None
    orders: int | None = None
    orders_span: tuple[float, float] | None = None
    carts: int | None = None
    left: int | None = None
