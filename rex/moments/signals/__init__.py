"""One file a signal: how far a stretch of the show stands from that signal's own usual."""
