"""The voice of the chat: language, questions and answers, intents, sentiment, products, themes, noise and harm."""
