"""Packs of questions: the model, and its own format as YAML and JSON."""
