"""Folders and files: the workspace, a session, its answers and its record."""
