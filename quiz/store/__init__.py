"""Keeps players, packs, rounds and scores in SQLite or PostgreSQL. The only SQLAlchemy."""
