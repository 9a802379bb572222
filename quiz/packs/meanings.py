"""What each key of a pack means, with an example: for the schema, and the reference made of it.

An example is what stands behind the key in a file of YAML.
"""

from __future__ import annotations

from collections.abc import Mapping

from quiz.documents.meanings import Meaning

PACK: Mapping[str, Meaning] = {
    "format": Meaning("the version of this format", "1"),
    "id": Meaning("what scores hang on: up to 80 lower-case letters, digits and hyphens, unique on "
                  "a server", "space-basics"),
    "title": Meaning("what players see", "Space basics"),
    "description": Meaning("what it is about, in a sentence", "Our own back yard."),
    "source": Meaning("where it is from as a whole", "https://science.nasa.gov"),
    "license": Meaning("who may do what with it; without one the pack stays private",
                       "CC-BY-SA-4.0"),
    "language": Meaning("the language of its texts, as a tag; left out: en", "pt-BR"),
    "version": Meaning("yours to count; left out: 1", "1.2.0"),
    "authors": Meaning("who wrote it", "[The film club]"),
    "tags": Meaning("its topics", "[science, space]"),
    "defaults": Meaning("what holds for questions that say nothing of it", "{difficulty: easy}"),
    "questions": Meaning("the questions, in your order",
                         "[{ask: The Moon is made of cheese., answer: false}]"),
}  # fmt: skip
DEFAULTS: Mapping[str, Meaning] = {
    "difficulty": Meaning("the level; left out: medium", "easy"),
    "time": Meaning("the seconds to answer; left out, the round decides", "30"),
}
QUESTION: Mapping[str, Meaning] = {
    "id": Meaning("up to 100 letters, digits, dots, hyphens and underscores; left out, it is made "
                  "of the text", "red-planet"),
    "ask": Meaning("the question, or a statement", "Which planet is red?"),
    "explain": Meaning("why it is so: told with the answer", "Its dust is rich in iron oxide."),
    "source": Meaning("where that is written", "https://science.nasa.gov/mars"),
    "difficulty": Meaning("the level, until play shows it; left out: medium", "hard"),
    "tags": Meaning("its topics, besides those of the pack", "[planets]"),
    "form": Meaning("in generated packs: the recipe it is made by; a round mixes forms", "reverse"),
    "why_wrong": Meaning("why an option is wrong: told with the answer; of an order or a match "
                         "why something belongs where it does", "{Venus: Venus is white.}"),
    "proof": Meaning("in generated packs: what proves the answer; questions that name one fact "
                     "never meet in a round", "{facts: [moon-landing]}"),
    "answer": Meaning("the right option; without “wrong” it is true or false", "Mars"),
    "answers": Meaning("all the right options", "[Jupiter, Saturn]"),
    "typed": Meaning("all that counts when it is typed; the first is shown",
                     "[Neil Armstrong, Armstrong]"),
    "number": Meaning("the number to type", "384400"),
    "order": Meaning("things to put in order, in the right one", "[Mercury, Venus, Earth]"),
    "match": Meaning("pairs; also written [[Io, Jupiter], …]",
                     "{Titan: Saturn, Io: Jupiter, Phobos: Mars}"),
    "wrong": Meaning("the wrong options", "[Venus, Jupiter, Saturn]"),
    "unit": Meaning("what the number counts", "km"),
    "within": Meaning("how far off still counts; left out, it must be exact", "5%"),
    "picture": Meaning("what is to be looked at", "{file: media/m1.jpg, alt: A cloud that glows}"),
    "audio": Meaning("what is to be listened to",
                     "{file: media/beep.ogg, transcript: Beeps of Sputnik 1}"),
    "time": Meaning("the seconds to answer; left out, the round decides", "45"),
}  # fmt: skip
MEDIA: dict[str, Meaning] = {
    "file": Meaning("a file with a plain name in the folder media, beside the pack or in its zip",
                    "media/m1.jpg"),
    "alt": Meaning("what is to be seen, read out to those who do not see it; never the answer",
                   "A cloud that glows in red"),
    "transcript": Meaning("what is to be heard: told with the answer", "Beeps of Sputnik 1"),
    "credit": Meaning("who made it: told with the answer", "NASA"),
    "license": Meaning("who may do what with it; without one the pack stays private", "PD"),
}  # fmt: skip
AUDIO: Mapping[str, Meaning] = MEDIA | {"file": MEDIA["file"]._replace(example="media/beep.ogg")}
PROOF: Mapping[str, Meaning] = {
    "rule": Meaning("the rule that proves it; left out: author", "pinned"),
    "right": Meaning("why the answer is right", "The record names Ice Spice and no one else."),
    "facts": Meaning("the facts it rests on", "[moon-landing]"),
}
KINDS: Mapping[str, tuple[str, ...]] = {
    "choose one": ("answer", "wrong"),
    "choose all that are right": ("answers", "wrong"),
    "true or false": ("answer",),
    "type an answer": ("typed",),
    "type a number": ("number", "unit", "within"),
    "put in order": ("order",),
    "match pairs": ("match",),
}
"""The keys that make each kind of question; the first must be there."""
