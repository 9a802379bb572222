"""Leaderboards: ranking, ties and windows of time."""
