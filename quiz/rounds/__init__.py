"""Rounds: dealing questions and taking answers."""
