"""Points and streaks."""
