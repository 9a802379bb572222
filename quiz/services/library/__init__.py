"""Use cases of packs that belong to people: keep, edit, share, copy, bring in, find, rate, mend."""
