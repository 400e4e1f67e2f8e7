"""What automatic runs show: a short page for a summary or a comment, and JUnit XML."""
