"""From text to draft moments: names and relations by rules, for a person to review. Pure."""
