"""Checks of the reasoning in a report: one file a trap, found by being there; no check speaks about a person."""
