"""Importers: one file a platform; each knows its exports by their content and turns them into canonical rows."""
