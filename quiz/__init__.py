"""Greenroom: a trivia quiz game that people run themselves.

The data flow is the folder order: moments → generator → packs → rounds → scores → leaderboards.
``services`` are the use cases, ``store`` keeps, ``web`` shows, ``cli`` starts it all.
"""

__version__ = "0.1.0"
