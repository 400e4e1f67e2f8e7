"""The questionnaire as one page for a phone, and the mail that it goes with."""
