"""Finds what lies in a room: a plug-in is one file, found by being there; no list is kept anywhere."""
