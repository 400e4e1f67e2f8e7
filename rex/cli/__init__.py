"""The command line reads arguments, calls a step, shows the result; the only floor that talks to people."""
