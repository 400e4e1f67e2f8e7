"""The seeded generator behind `sample_sessions/`: same seed, same bytes, one plan for files and truths."""
