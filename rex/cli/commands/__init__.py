"""Commands, one file each; a file's `command` is what runs under its name."""
