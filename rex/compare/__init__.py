"""Readings over several records: the usual range, two sessions side by side, a period; noise is called noise."""
