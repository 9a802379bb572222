"""The moments editor: an author's files, changed by form or by hand, asked at once, made a pack."""
