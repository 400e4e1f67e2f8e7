"""REX turns what a live-shopping session left behind into one honest retrospective."""

__version__ = "0.1.0"
