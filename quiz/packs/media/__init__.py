"""Pictures and sounds that come with packs: what is taken, and what becomes of it."""
