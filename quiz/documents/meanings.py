"""What the keys of a format mean: told in its schema, which editors show, and its reference."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

Schema = dict[str, Any]


class Meaning(NamedTuple):
    """What a key says, and an example of what may stand behind it in a file of YAML."""

    told: str
    example: str


Meanings = Mapping[str, Meaning]


def explained(shapes: Mapping[str, Schema], said: Meanings) -> dict[str, Schema]:
    """Return the shapes of keys with what each means and an example; a key may be unknown there."""
    return {
        key: {
            **shape,
            "description": said[key].told,
            "examples": [json.loads(json.dumps(yaml.safe_load(said[key].example), default=str))],
        }
        if key in said
        else shape
        for key, shape in shapes.items()
    }


def rows(schema: Schema, said: Meanings, shapes: Mapping[str, str]) -> str:
    """Return a table of the keys of an object, in Markdown; ``shapes`` say what stands there."""
    lines = ["| key | what stands there | what it says | example |", "|---|---|---|---|"]
    for key in schema["properties"]:
        name = f"**`{key}`**" if key in schema.get("required", ()) else f"`{key}`"
        example = f"{key}: {said[key].example}".replace("|", "\\|")
        lines.append(f"| {name} | {shapes[key]} | {said[key].told} | `{example}` |")
    return "\n".join(lines) + "\n"
