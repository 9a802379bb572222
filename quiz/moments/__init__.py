"""Facts: things, kinds of moments, and what happened on whose word."""
