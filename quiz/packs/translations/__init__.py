"""Translations that lie beside a pack: ``space.de.yaml`` beside ``space.yaml``.

They hold texts alone, by the ids of the questions. What is right stays with the pack: a translation
says for each option what it is called, never which is right.
"""
