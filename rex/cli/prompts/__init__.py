"""Asks people on a terminal: one question at a time, every key shown, nothing lost when they stop."""
