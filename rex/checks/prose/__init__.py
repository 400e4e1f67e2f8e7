"""Rules for prose: how a sentence is put, in three languages, read from YAML files; never who wrote it."""
