"""Arithmetic of uncertainty: intervals, comparisons, usual ranges, resampling, customer lifetimes, from plain numbers.

The room knows nothing of sessions or files. Heavy packages are imported where they are used, randomness is handed in,
and `None` means that nothing honest can be said about the numbers given.
"""
