"""Use cases of a game night: plan it, let people in, play it, report on it."""
