"""What a file says of itself by form: its title and licence, and the sources that it cites."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf

from quiz.documents.nodes import Mapping, Scalar
from quiz.drafting import patching
from quiz.drafting.lines import Plain
from quiz.drafting.typed import Fault, FormError, tidy
from quiz.errors import ConflictError
from quiz.moments.cast import slug
from quiz.services.editor import changes, files
from quiz.services.editor.changes import Done
from quiz.services.editor.files import LONGEST_TITLE, At
from quiz.services.editor.reading import Read
from quiz.services.editor.views import SourceRow
from quiz.services.house import House

HEAD = ("title", "description", "license", "as_of")
SOURCE = ("title", "date", "url", "license", "scope")


def head_of(read: Read) -> dict[str, str]:
    """Return what a file says of itself, by key."""
    top = read.top
    return {key: _text(top.get(key)) if top else "" for key in HEAD}


def sources_of(read: Read) -> tuple[SourceRow, ...]:
    """Return the sources of a file in its order."""
    if read.facts is None:
        return ()
    rows = []
    for key, node in read.part("sources"):
        uses = sum(moment.source == key for moment in read.facts.moments)
        texts = {name: _text(node.get(name)) for name in SOURCE if isinstance(node, Mapping)}
        rows.append(SourceRow(key, texts.get("title", "") or key, texts, uses))
    return tuple(rows)


def save_head(house: House, at: At, given: MappingOf[str, str]) -> Done:
    """Change what the file says of itself: the keys of ``HEAD`` that are given.

    Raises FormError with what is wrong in which field, StaleError when somebody was first.
    """
    before = files.opened(house, at)
    values = {key: tidy(given[key]) for key in HEAD if key in given}
    if not values.get("title", "-"):
        raise FormError([Fault("title", "A file needs a title.")])
    if len(values.get("title", "")) > LONGEST_TITLE:
        told = f"At most {LONGEST_TITLE} characters are kept of a title."
        raise FormError([Fault("title", told)])

    def changed() -> str:
        then = head_of(changes.readable(before.text))
        new = {key: text or None for key, text in values.items() if text != then[key]}
        return changes.read_again(patching.change_head(before.text, new)) if new else before.text

    told = f"Changed the title and the like of “{values.get('title') or before.title}”"
    files.put(house, before, house.heavy(changed), told)
    return Done(told)


def save_source(house: House, at: At, key: str, given: MappingOf[str, str]) -> Done:
    """Change a source, or add one (``key`` empty): the keys of ``SOURCE`` that are given.

    With a ``scope`` it is declared whole within that; without, it is not. Raises FormError,
    ConflictError where the source is no more, StaleError when somebody was first.
    """
    before = files.opened(house, at)
    values = {name: tidy(given[name]) for name in SOURCE if name in given}
    title = values.get("title", "")
    if not title:
        raise FormError([Fault("title", "A source needs a title.")])

    def added() -> str:
        taken = {name for name, _ in changes.readable(before.text).part("sources")}
        own = changes.free(slug(title)[:40] or "source", taken)
        new: dict[str, Plain] = {name: text for name, text in values.items() if text}
        if values.get("scope"):
            new["complete"] = "true"
        return changes.read_again(patching.add_thing(before.text, "sources", own, new))

    def changed() -> str:
        found = [row for row in sources_of(changes.readable(before.text)) if row.key == key]
        if not found:
            raise ConflictError("That source is not there any more.")
        then = found[0].texts
        new: dict[str, Plain | None] = {
            name: text or None for name, text in values.items() if text != then.get(name, "")
        }
        if "scope" in new:
            new["complete"] = "true" if new["scope"] else None
        if not new:
            return before.text
        return changes.read_again(patching.change_thing(before.text, "sources", key, new))

    told = f"{'Changed' if key else 'Added'} the source “{title}”"
    files.put(house, before, house.heavy(changed if key else added), told)
    return Done(told)


def delete_source(house: House, at: At, key: str) -> Done:
    """Take a source out. Raises ConflictError where something cites it, StaleError as above."""
    before = files.opened(house, at)

    def without() -> str:
        read = changes.readable(before.text)
        found = [row for row in sources_of(read) if row.key == key]
        if found and (found[0].uses or key == changes.default_source(read)):
            cited = f"{found[0].uses} moment{'s' if found[0].uses != 1 else ''}"
            by = cited if found[0].uses else "“defaults” of the file"
            raise ConflictError(f"It is cited by {by}: choose another source there first.")
        return changes.read_again(patching.remove_thing(before.text, "sources", key))

    told = "Deleted the source"
    files.put(house, before, house.heavy(without), told)
    return Done(told)


def _text(node: object) -> str:
    return tidy(node.value) if isinstance(node, Scalar) else ""
