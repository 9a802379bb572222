"""How well drafting reads captions: precision, recall and F1 of names, types and relations.

    python -m benchmarks.drafting [ARTICLE.txt MOMENTS.yaml] [--json] [--misses] [--without-names]

The captions of ``drafting_data/tuning.yaml`` are those the rules were tuned on, ``held_out.yaml``
those they were not. All were labelled before there were rules, by the same hand. With an article
of numbered captions and a moments file that somebody wrote of it by hand, that is measured too.

A name counts as found when the folded words are the label's; its type when it is the label's, or
above or below it (an artist is a person). A relation is the kind with all names in its roles:
words such as "backstage" are not looked at. A part of one is one name in one role.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from benchmarks.common import ROOT, Measure, note, show
from benchmarks.generator import read
from quiz.drafting.drafter import draft
from quiz.drafting.gazetteer import Gazetteer, gather
from quiz.drafting.model import Drafted
from quiz.drafting.rules import Rules
from quiz.moments.library import Library
from quiz.moments.model import Facts
from quiz.services import drafting, sources
from quiz.text import fold

DATA = ROOT / "benchmarks" / "drafting_data"


@dataclass
class Tally:
    """What was wanted, what was found, and what of that was right."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, what: str, wanted: set[Any], found: set[Any], where: str) -> None:
        """Compare two sets."""
        self.wanted[what] += len(wanted)
        self.found[what] += len(found)
        self.right[what] += len(wanted & found)
        self.misses += [f"{where}: missed {what} {one}" for one in sorted(wanted - found, key=str)]
        self.misses += [f"{where}: wrong {what} {one}" for one in sorted(found - wanted, key=str)]

    def rows(self, title: str) -> list[Measure]:
        """Return precision, recall and F1 of each."""
        rows = []
        for what in ("names", "names with type", "relations", "parts of relations"):
            right = self.right[what]
            precision = 100 * right / max(self.found[what], 1)
            recall = 100 * right / max(self.wanted[what], 1)
            f1 = 2 * precision * recall / max(precision + recall, 1e-9)
            value = f"P {precision:.1f} / R {recall:.1f} / F1 {f1:.1f}"
            name = f"{title}: {what}, n = {self.wanted[what]}"
            rows.append(Measure(name, value, "%", ""))
        return rows


def relation(moment: dict[str, Any], library: Library) -> tuple[str, frozenset[tuple[str, str]]]:
    """Return a labelled moment as its kind and the names in its roles."""
    kind = library.kinds[next(iter(moment))]
    roles: dict[str, Any] = dict(moment)
    head = roles.pop(kind.name)
    if isinstance(head, dict):
        roles |= head
    elif isinstance(head, list):
        roles |= {"who": head[0], "with": head[1]}
    else:
        roles[kind.head] = head
    return _canonical(kind.name, roles, library)


def _canonical(
    name: str, roles: dict[str, Any], library: Library, without: Collection[str] = ()
) -> tuple[str, frozenset[tuple[str, str]]]:
    kind = library.kinds[name]
    parts = set()
    for role, value in roles.items():
        if role in kind.roles and not kind.roles[role].text and role not in without:
            same = "side" if kind.symmetric and role in kind.symmetric else role
            names = value if isinstance(value, list | tuple) else [value]
            parts |= {(same, fold(str(one))) for one in names}
    return name, frozenset(parts)


def compare(
    tally: Tally, made: Drafted, places: list[int], label: dict[str, Any], library: Library,
    where: str, without: Collection[str] = (),
) -> None:  # fmt: skip
    """Add what was found in some sentences against their label."""
    names = {fold(n): t for n, t in (label.get("names") or {}).items()}
    found = {fold(n): t for at in places for n, t in made.names[at]}
    tally.add("names", set(names), set(found), where)
    typed = {
        (n, names[n] if n in names and _kin(t, names[n], library) else t) for n, t in found.items()
    }
    tally.add("names with type", set(names.items()), typed, where)
    wanted = {relation(m, library) for m in label.get("moments") or ()}
    sentences = {id(made.sentences[at]) for at in places}
    got = {
        _canonical(
            d.kind,
            {r: [made.things[k].name if k in made.things else k for k in v]
             for r, v in d.roles.items()},
            library,
            without,
        )
        for d in made.drafts if id(d.sentence) in sentences
    }  # fmt: skip
    tally.add("relations", wanted, got, where)
    tally.add(
        "parts of relations",
        {(kind, *part) for kind, parts in wanted for part in parts},
        {(kind, *part) for kind, parts in got for part in parts},
        where,
    )


def _kin(one: str, other: str, library: Library) -> bool:
    return library.widens(one, other) or library.widens(other, one)


def measure(
    labels: list[dict[str, Any]], library: Library, rules: Rules, known: Gazetteer
) -> Tally:
    """Draft each caption by itself."""
    tally = Tally()
    for label in labels:
        made = draft(label["text"], library, rules, known)
        compare(tally, made, list(range(len(made.sentences))), label, library, label["text"][:40])
    return tally


def measure_article(
    text: str, told: Facts, library: Library, rules: Rules, known: Gazetteer
) -> Tally:
    """Draft an article, and compare it, caption by caption, with a moments file of it."""
    tally = Tally()
    made = draft(text, library, rules, known)
    for place in sorted({moment.place for moment in told.moments if moment.place}, key=int):
        at = [n for n, s in enumerate(made.sentences) if s.place == place]
        label: dict[str, Any] = {"names": {}, "moments": []}
        for moment in told.moments:
            if moment.place == place and moment.status == "stated" and moment.kind in library.kinds:
                kind = library.kinds[moment.kind]
                roles = {
                    role: [told.things[key].name for key in keys]
                    for role, keys in moment.roles.items()
                    if role not in {"at", "to"} and not kind.roles[role].text
                }
                label["moments"].append({moment.kind: roles})
                for role in roles:
                    things = [told.things[key] for key in moment.roles[role]]
                    label["names"] |= {thing.name: thing.type for thing in things}
        compare(tally, made, at, label, library, f"caption {place}", ("at", "to"))
    return tally


def speed(library: Library, rules: Rules, known: Gazetteer) -> Measure:
    """Measure drafting on the captions, over and over to half a megabyte."""
    captions = [one["text"] for one in yaml.safe_load((DATA / "held_out.yaml").read_text("utf-8"))]
    text = "\n\n".join(captions)
    text = "\n\n".join([text] * (500_000 // len(text)))
    start = time.process_time()
    draft(text, library, rules, known)
    rate = (time.process_time() - start) / (len(text.encode()) / 1e6)
    return Measure("time for captions", rate, "s/MB", "≤ 2", met=rate <= 2)


def main() -> int:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("article", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="one JSON object, for keeping")
    parser.add_argument("--misses", action="store_true", help="say what was missed or wrong")
    parser.add_argument(
        "--without-names", action="store_true", help="know no name of the files that ship"
    )
    options = parser.parse_args()
    library, rules = sources.library(), drafting.rules()
    known = gather([], library) if options.without_names else drafting.gazetteer()
    rows: list[Measure] = []
    for title, file in (("tuned", "tuning.yaml"), ("held out", "held_out.yaml")):
        labels = yaml.safe_load((DATA / file).read_text("utf-8"))
        tally = measure(labels, library, rules, known)
        rows += tally.rows(title)
        if options.misses and title == "tuned":
            for miss in tally.misses:
                note(f"  {title}: {miss}")
    if len(options.article) == 2:
        text = options.article[0].read_text("utf-8")
        tally = measure_article(text, read(options.article[1]), library, rules, known)
        rows += tally.rows("article")
        if options.misses:
            for miss in tally.misses:
                note(f"  article: {miss}")
    rows.append(speed(library, rules, known))
    return show("Drafting moments from captions", rows, as_json=options.json)


if __name__ == "__main__":
    raise SystemExit(main())
