"""TEMPORARY."""
from rex.model.moment import Moments
from rex.model.message import say
def moments_of(facts, session, cues):
    return Moments(said=say("Nothing stands out."))
