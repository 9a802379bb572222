"""The live channel: event streams held open, and news between processes. No Flask, no SQL."""
