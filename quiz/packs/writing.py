"""Writing a pack as YAML or JSON that reads back as the same pack."""

from __future__ import annotations

from quiz.packs.model import Pack


def write_pack_yaml(pack: Pack) -> str:
    """Write a pack as YAML: the same bytes for the same pack."""
    raise NotImplementedError


def write_pack_json(pack: Pack) -> str:
    """Write a pack as JSON: the same bytes for the same pack."""
    raise NotImplementedError
