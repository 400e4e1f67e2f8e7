"""What never reaches a client: questions whose answers are about the client, not about the show."""

INTERNAL_QUESTIONS = ("renewal", "expansion", "mood", "private", "anonymous")
"""Words in a question's id that make its answer, and whatever rests on it, internal."""
