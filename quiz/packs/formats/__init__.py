"""What other tools write, and what they can read: one module a format, one registry.

A format says of a file whether it is one of its own (by content, never by name), finds the
questions in it, and may write a pack. What it finds are the keys of our own format with the line
or row where they stood; ``packs.importing`` makes them questions, by the checks of our own files.
"""
