"""Kinds of questions and the marking of answers."""
