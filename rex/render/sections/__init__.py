"""The sections of a session's report, one subject a file, in plain words and plain values."""
