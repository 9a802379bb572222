"""What each key of a file of moments means, with an example: for the schema, and its reference."""

from __future__ import annotations

from quiz.documents.meanings import Meaning, Meanings

FILE: Meanings = {
    "format": Meaning("the version of this format", "1"),
    "id": Meaning("what scores hang on: letters and digits", "my-night"),
    "title": Meaning("what players see", "Our film night"),
    "description": Meaning("what it is about, in a sentence", "Who won what, and with whom."),
    "as_of": Meaning("up to when it tells: what lies after is warned of", "2024-05-04"),
    "license": Meaning("who may do what with it; without one the pack stays private", "CC0-1.0"),
    "language": Meaning("the language of its texts, as a tag; left out: en", "en"),
    "tags": Meaning("its topics", "[film]"),
    "sources": Meaning("where it is written, by keys of your own", "{minutes: {title: Minutes}}"),
    "defaults": Meaning("what holds for moments that say nothing of it: a source, a role",
                        "{source: minutes, at: night}"),
    "things": Meaning("every person and thing once, by keys of your own; all else names the key",
                      "{alice: {name: Alice, type: person}}"),
    "decoys": Meaning("names that are only wrong options, by type", "{film: [Alien, Brazil]}"),
    "types": Meaning("types of your own", "{dish: {noun: dish, plural: dishes}}"),
    "kinds": Meaning("kinds of your own", '{baked: {roles: {cake: {text: true}}, say: "{cake}."}}'),
    "closed": Meaning("the kinds of which the file holds every moment", "[capital]"),
    "quiet": Meaning("warnings that you have looked at", "[W404]"),
    "moments": Meaning("what happened", "[{won: Best Popcorn, winner: alice}]"),
    "tables": Meaning("tables beside the file, whose rows fill things and moments",
                      '[{file: a.csv, moments: [{won: "{prize}", winner: "{name}"}]}]'),
}  # fmt: skip
SOURCE: Meanings = {
    "title": Meaning("how it is cited; left out, its key", "Minutes of the film club"),
    "date": Meaning("when it was written", "2024-05-04"),
    "url": Meaning("its address", "https://example.org/minutes"),
    "license": Meaning("its licence", "CC0-1.0"),
    "complete": Meaning("whether it is all there is: then what it does not say is wrong", "true"),
    "scope": Meaning("the phrase that opens questions within a complete source",
                     "According to the minutes"),
    "unit": Meaning("how its parts are counted; left out: no.", "page"),
}  # fmt: skip
THING: Meanings = {
    "name": Meaning("how it is called; left out, its key", "Alice"),
    "type": Meaning("what it is", "person"),
    "aliases": Meaning("other names, which count when they are typed", "[Ally, A. Liddell]"),
    "article": Meaning("what stands before the name in a sentence", "the"),
    "pronouns": Meaning("how it is spoken of; left out, by the type", "she"),
    "members": Meaning("who belongs to a group", "[alice, bob]"),
    "part_of": Meaning("what it belongs to: a continent, a series", "[europe]"),
    "popularity": Meaning("any number that grows with fame: the levels go by it", "42"),
    "since": Meaning("the year from which it was called so: no wrong option before", "1949"),
    "until": Meaning("the year up to which it was called so: never a wrong option", "1990"),
    "ask": Meaning("false for who is told about, and never asked about", "false"),
    "sensitive": Meaning("the same, for what hurts: it is never asked about", "true"),
    "picture": Meaning("what it looks like, to be asked about",
                       "{file: media/flag.webp, alt: A flag of three bars}"),
}  # fmt: skip
MOMENT: Meanings = {
    "id": Meaning("its own id; left out, it is made of what it tells", "best-popcorn"),
    "complete": Meaning("the roles in which nobody and nothing is missing", "[winner]"),
    "source": Meaning("where it is written: a source, or its part", "{minutes: 3}"),
    "near": Meaning("good wrong answers", "[dieter]"),
    "note": Meaning("what is told with the answer", "It was the third time."),
    "status": Meaning("how sure it is; left out: stated, and all others are never asked", "draft"),
    "inferred": Meaning("whether it is only concluded: it is never asked", "true"),
    "disputed": Meaning("whether it is in doubt: it is never asked", "true"),
    "jointly": Meaning("false for a tie, in which nothing was shared", "false"),
    "during": Meaning("the occasion: an event, or in words where the kind takes none", "night"),
}
TYPE: Meanings = {
    "noun": Meaning("what one of them is called; left out, its key", "dish"),
    "plural": Meaning("what several are called; left out, the noun with an s", "dishes"),
    "is": Meaning("the wider type that it is of", "thing"),
    "ordered": Meaning("whether its options stand in order, as years do", "true"),
    "circumstance": Meaning(
        "whether it is only when or where: sharing it brings nobody together", "true"
    ),
}
KIND: Meanings = {
    "roles": Meaning("who and what takes part", "{cake: {is: [dish]}, baker: {is: [person]}}"),
    "head": Meaning("the role that stands behind the kind; left out, the first", "cake"),
    "say": Meaning("how it is told; in […] what is left out when a role is empty",
                   '"{baker} baked {cake}[ for {at}]."'),
    "ask": Meaning("how each role is asked for", '{baker: {one: "who baked {cake}?"}}'),
    "pinned_by": Meaning("the roles that pick out one moment", "[[cake, at]]"),
    "complete": Meaning("the roles that are whole by themselves", "[baker]"),
    "symmetric": Meaning("whether it has two sides that may change places, who and with; then it "
                         "needs no roles", "true"),
    "family": Meaning("kinds of one family are too alike for one to be wrong about another",
                      "together"),
    "also": Meaning("flags by which a moment tells one of another kind as well",
                    "{first_ever: first_given}"),
}  # fmt: skip
ROLE: Meanings = {
    "is": Meaning("the types that may fill it", "[person, group]"),
    "many": Meaning("whether several may", "true"),
    "open": Meaning("whether names are taken that are not among the things", "true"),
    "text": Meaning("whether it is words, and nothing to ask for", "true"),
}
TABLE: Meanings = {
    "file": Meaning("the bare name of a .csv or .tsv beside the file", "countries.csv"),
    "delimiter": Meaning("what parts the cells; left out, a comma, or a tab in .tsv", '";"'),
    "things": Meaning("things that each row fills, with {column} where a cell belongs",
                      '{"{code}": {name: "{name}", type: country}}'),
    "moments": Meaning("moments that each row fills, likewise",
                       '[{capital: "{code}", city: "{capital}"}]'),
    "split": Meaning("which columns hold lists, and what parts them", '{aliases: ";"}'),
    "where": Meaning("which rows are used: by their values, or by a range",
                     "{year: 1950..1999, sport: [judo, sumo]}"),
    "unless": Meaning("which rows are not used", "{status: draft}"),
    "skip": Meaning("rows left out by name, each with its reason", "{code: {xx: no country}}"),
    "gather": Meaning("that rows tell of one moment: the columns they share, and who won",
                      '{by: [year, category], won: {winner: "yes"}}'),
    "spellings": Meaning("a table of what is written and what is meant, for some columns",
                         "{file: names.csv, columns: [winner]}"),
    "as_is": Meaning("columns whose cells are left as they are", "[title]"),
}  # fmt: skip
