"""Changes by form: a moment or a thing added, changed, taken out. Each is a step of the file.

What a form cannot say is refused with what is wrong in which field, and nothing is kept of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from quiz.documents.nodes import Mapping, Node, Scalar
from quiz.drafting import forms, patching
from quiz.drafting.lines import plain
from quiz.drafting.typed import Fault, FormError, Names, tidy, uses
from quiz.errors import BadInputError, ConflictError
from quiz.moments.cast import slug
from quiz.moments.model import Kind
from quiz.services.editor import files, reading
from quiz.services.editor.files import At
from quiz.services.editor.reading import Read
from quiz.services.house import House
from quiz.store import drafts as rows


@dataclass(frozen=True, slots=True)
class Done:
    """What a change did: a sentence for its author, and the things that it made along the way."""

    told: str = ""
    things: tuple[tuple[str, str, str], ...] = ()


def save_moment(
    house: House,
    at: At,
    number: int,
    kind: str,
    form: forms.Said,
    *,
    sure: bool = False,
) -> Done:
    """Change the moment of that place in the file, or add one of ``kind`` (``number`` -1).

    Names nobody bears become new things; one that lies near another is doubted unless ``sure``.
    Raises FormError with what is wrong in which field, StaleError when somebody was first.
    """
    before = files.opened(house, at)
    text, done = house.heavy(lambda: _with_moment(before.text, number, kind, form, sure=sure))
    files.put(house, before, text, done.told)
    return done


def save_thing(house: House, at: At, key: str, form: forms.Told) -> Done:
    """Change a thing, or add one (``key`` empty). Raises as ``save_moment``."""
    before = files.opened(house, at)
    text, done = house.heavy(lambda: _with_thing(before.text, key, form))
    files.put(house, before, text, done.told)
    return done


def delete_moment(house: House, at: At, number: int) -> Done:
    """Take a moment out of the file. Raises StaleError when somebody was first."""
    before = files.opened(house, at)
    text, done = house.heavy(lambda: _without_moment(before.text, number))
    files.put(house, before, text, done.told)
    return done


def delete_thing(house: House, at: At, key: str) -> Done:
    """Take a thing out. Raises ConflictError where something names it, StaleError as above."""
    before = files.opened(house, at)
    text, done = house.heavy(lambda: _without_thing(before.text, key))
    files.put(house, before, text, done.told)
    return done


def place_now(house: House, at: At, number: int) -> int:
    """Return where a moment of an earlier revision stands now; -1 where it is no more."""
    now = files.record(house, at.owner_id, at.file_id)
    with house.store.reading() as tx:
        old = rows.text_before(tx, at.file_id, at.revision + 1)

    def found() -> int:
        then = reading.read(old).moments if old is not None else ()
        if not 0 <= number < len(then):
            return -1
        wanted = plain(then[number])
        present = enumerate(reading.read(now.text).moments)
        places = [place for place, node in present if plain(node) == wanted]
        return places[0] if len(places) == 1 else -1

    return house.heavy(found)


# ---- texts ---------------------------------------------------------------------------------


def _with_moment(
    text: str, number: int, kind_name: str, form: forms.Said, *, sure: bool
) -> tuple[str, Done]:
    read = readable(text)
    names = read.names(sure=sure)
    node = node_of(read, number)
    kind = kind_of(names, node, kind_name)
    values = forms.values(names, kind, node, form, default_source(read))
    things = tuple((one["key"], one["name"], one["type"]) for one in names.new.values())
    for key, name, type_ in things:
        text = patching.add_thing(text, "things", key, {"name": name, "type": type_})
    if node is None:
        given = {key: value for key, value in values.items() if value is not None}
        text = patching.add_moment(text, given)
    elif values:
        text = patching.change_moment(text, number, values)
    text = read_again(text)
    done = readable(text)
    at = number if node is not None else len(done.moments) - 1
    word = "Changed" if node is not None else "Added"
    return text, Done(f"{word}: {_told(done, at)}", things)


def _without_moment(text: str, number: int) -> tuple[str, Done]:
    read = readable(text)
    node_of(read, number)
    told = f"Deleted: {_told(read, number)}"
    return read_again(patching.remove_moment(text, number)), Done(told)


def _with_thing(text: str, key: str, form: forms.Told) -> tuple[str, Done]:
    read = readable(text)
    names = read.names()
    node = dict(read.part("things")).get(key) if key else None
    if key and not isinstance(node, Mapping):
        raise ConflictError(f"“{key}” is not there any more.")
    name = tidy(form.texts.get("name", ""))
    if not name:
        raise FormError([Fault("name", "A thing needs a name.")])
    if not form.texts.get("type"):
        raise FormError([Fault("type", "Say what it is: a person, a song, an award …")])
    values = forms.thing_values(names, key, node if isinstance(node, Mapping) else None, form)
    if key:
        changed = patching.change_thing(text, "things", key, values) if values else text
        return read_again(changed), Done(f"Changed: {name}")
    own = free(slug(name) or "thing", set(names.facts.things))
    given = {k: value for k, value in values.items() if value is not None}
    added = patching.add_thing(text, "things", own, given)
    return read_again(added), Done(f"Added: {name}")


def _without_thing(text: str, key: str) -> tuple[str, Done]:
    read = readable(text)
    names = read.names()
    thing = names.facts.things.get(key)
    moments, things = uses(names.facts, key)
    if moments or things:
        by = [f"{moments} moment{'s' if moments > 1 else ''}"] if moments else []
        by += [f"“{one.name}”" for one in things[:3]]
        named = thing.name if thing else key
        raise ConflictError(f"{' and '.join(by)} still name “{named}”: change these first.")
    told = f"Deleted: {thing.name if thing else key}"
    return read_again(patching.remove_thing(text, "things", key)), Done(told)


def read_again(text: str) -> str:
    """Return a text that can be read. Raises FormError with what is wrong where it cannot."""
    try:
        reading.facts_of(text)
    except BadInputError as error:
        raise FormError(
            [Fault("", f"{p.message[:1].upper()}{p.message[1:]}.") for p in error.problems[:5]]
        ) from error
    return text


def readable(text: str) -> Read:
    """Return a text that was read. Raises ConflictError for one that cannot be."""
    read = reading.read(text)
    if read.facts is None:
        raise ConflictError("The file cannot be read as it is. Mend it in “The file” first.")
    return read


def node_of(read: Read, number: int) -> Mapping | None:
    """Return the moment of a place, None for a new one. Raises ConflictError when it is gone."""
    if number < 0:
        return None
    node = read.moments[number] if number < len(read.moments) else None
    if not isinstance(node, Mapping):
        raise ConflictError("That moment is not there any more.")
    return node


def kind_of(names: Names, node: Mapping | None, kind: str) -> Kind:
    """Return the kind of a moment, or the one of that name. Raises BadInputError."""
    first: Node | None = node.entries[0][0] if node else None
    word = first.value if isinstance(first, Scalar) else kind
    if word not in names.facts.kinds:
        raise BadInputError(f"There is no kind of moment “{word}”. Choose one from the list.")
    return names.facts.kinds[word]


def default_source(read: Read) -> str:
    """Return the key of the source that moments have unless they say otherwise."""
    node = read.default("source")
    if isinstance(node, Mapping):
        return node.entries[0][0].value if node.entries else ""
    return node.value if isinstance(node, Scalar) else ""


def _told(read: Read, number: int) -> str:
    if read.facts is None or not 0 <= number < len(read.facts.moments):
        return "a moment"
    return (read.told or {}).get(read.facts.moments[number].id, "a moment")


def free(key: str, taken: set[str]) -> str:
    """Return a key that is not taken: it, or with a number."""
    count, own = 1, key
    while own in taken:
        count += 1
        own = f"{key}-{count}"
    return own
