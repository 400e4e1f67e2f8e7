"""Sample sessions: an invented brand's live shows in real platforms' file shapes, with known truths planted."""
