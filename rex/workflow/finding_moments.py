"""TEMPORARY."""

from rex.model.message import say
from rex.model.moment import Moments


def moments_of(facts, session, cues):
    return Moments(said=say("Nothing stands out."))
