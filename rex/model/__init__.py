"""The nouns of REX: frozen, typed, and what stands in files with a JSON Schema."""
