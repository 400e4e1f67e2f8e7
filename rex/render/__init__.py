"""Renderers: one reading of a record, written as HTML, Markdown, terminal lines, flash text and JSON."""
