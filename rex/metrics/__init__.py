"""KPIs: one file each; sums computed in SQL over integer facts, and a pure function from sums to an estimate."""
