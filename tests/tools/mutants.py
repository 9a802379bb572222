"""Files spoilt at random, as a tired hand or a hostile one would spoil them."""

from __future__ import annotations

from random import Random

_OPENINGS = (": [", ": {", "", "::", ": - ")
_VALUES = (
    "[]", "{}", "null", '""', "9" * 400, "\u202e", "{a: {b: c}}", "[[x]]", "é", "true", "-1",
    "1e999", "*x", "<<",
)  # fmt: skip
_ENDS = ("[", "}", "#", "{who}", "{nope}", "?", "|", ">")


def spoil(text: str, rng: Random) -> str:
    """Return the text with one to four lines lost, doubled, swapped, cut or overwritten."""
    lines = text.splitlines()
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(lines))
        line = lines[at]
        match rng.randrange(9):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines.insert(at, rng.choice(lines))
            case 2:
                lines[at] = line.replace(":", rng.choice(_OPENINGS))
            case 3 if line.split():
                lines[at] = line.replace(rng.choice(line.split()), rng.choice(_VALUES))
            case 4:
                lines[at] = " " * rng.randint(0, 8) + line.strip()
            case 5:
                lines[at] = f"{line} {rng.choice(_ENDS)}"
            case 6:
                other = rng.randrange(len(lines))
                lines[at], lines[other] = lines[other], line
            case 7:
                lines[at] = line[: rng.randrange(len(line) + 1)]
            case _:
                lines[at] = line.replace(rng.choice("abcdehnorst"), "")
    return "\n".join(lines)
