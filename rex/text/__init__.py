"""Words and numbers for people: cleaning, redaction, pseudonyms, translation, formats, display width."""
