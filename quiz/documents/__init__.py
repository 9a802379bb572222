"""Documents: text in YAML, JSON or CSV to nodes that know where they were written."""
