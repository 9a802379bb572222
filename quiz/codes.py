"""What the codes of faults mean: the one table, for the documents and for whoever meets one.

E begins what keeps a file from being read, W what can be read and is likely a mistake, or could be
better. A code has one meaning for ever; one that is no longer used is not given to another fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Code(NamedTuple):
    """What is wrong, and what to do about it."""

    told: str
    mend: str


class Part(NamedTuple):
    """A hundred of codes: the room that tells them, by its heading in the documents."""

    title: str
    first: str
    last: str


PARTS = (
    Part("Any file", "E100", "E199"),
    Part("Packs", "E200", "E299"),
    Part("Moments", "E300", "E399"),
    Part("Files of other tools", "E500", "E599"),
    Part("Packs: warnings", "W200", "W299"),
    Part("Moments: warnings", "W400", "W499"),
    Part("Files of other tools: warnings", "W500", "W599"),
)

CODES: Mapping[str, Code] = MappingProxyType({
    "E100": Code("the file is no YAML, JSON, XML or table at all",
                 "look at the place told: mostly a quote, a bracket or a colon"),
    "E101": Code("the file is too large", "split it"),
    "E102": Code("anchors, tags, several documents, too deep or too many values",
                 "write it out plainly, or split the file"),
    "E103": Code("the file, or a key in it, has the wrong shape",
                 "begin with “format: 1”, keys at the margin"),
    "E104": Code("a key that is not known here", "take the one that is meant, or leave it out"),
    "E105": Code("a list, a text or a mapping where another of them belongs",
                 "write it as the format says"),
    "E106": Code("a text is empty", "fill it, or leave out its key"),
    "E107": Code("a value that is no number, no truth or no word that may stand there",
                 "take one of those that are told"),
    "E108": Code("a key stands there twice", "keep one"),
    "E109": Code("there are too many faults to tell them all", "mend these, and check again"),
    "E192": Code("a package that offers packs fails",
                 "tell who makes it; the other packs are served"),
    "E194": Code("another pack has this id", "change one of the two ids"),
    "E195": Code("the file is not UTF-8", "save it as UTF-8"),
    "E196": Code("the file cannot be read", "see that it is there, is a file, and may be read"),
    "E197": Code("a table does not lie beside its file", "put it into the same folder"),
    "E198": Code("there is no question in it",
                 "write one; a file of moments says why with “quiz generate --report”"),
    "E199": Code("a fault of ours", "please report it, with the file"),
    "E201": Code("a question of no kind, or of two kinds at once",
                 "keep one of answer, answers, typed, number, order and match"),
    "E202": Code("a key that must be there is missing", "add it"),
    "E203": Code("an id or a language that is none",
                 "write an id such as red-planet, a language such as en or pt-BR"),
    "E204": Code("a word that is none of those allowed", "take one of those that are told"),
    "E205": Code("two options, items or sides of pairs are the same",
                 "change or leave out one; capitals, accents and signs do not count"),
    "E206": Code("the right answer stands among the wrong ones", "take it out there"),
    "E207": Code("two questions have one id, or one text and no id", "give each an id of its own"),
    "E208": Code("too few or too many options, items or pairs", "add some, or leave some out"),
    "E209": Code("a text or a list is too long", "shorten it"),
    "E210": Code("a character that nobody can see", "take it out"),
    "E211": Code("a number or a tolerance that is none",
                 "write 1500, -0.5 or 1e9; of a tolerance also 5%"),
    "E212": Code("a reason for an option that is none of the wrong ones",
                 "write the option just as it stands in “wrong”"),
    "E213": Code("a pair that is none", "write [Io, Jupiter]"),
    "E214": Code("a file of a picture or a sound whose name is none",
                 "put it into the folder media, with a plain name: media/m1.jpg"),
    "E215": Code("seconds that are no whole number from 5 to 600",
                 "write such a number, or leave it out"),
    "E216": Code("a picture or a sound that is not there",
                 "put it into the folder media, or into the zip"),
    "E217": Code("a picture or a sound that is not taken",
                 "save a picture as PNG, JPEG, GIF or WebP, a sound as MP3, Ogg or WAV"),
    "E218": Code("a translation of a question that is not in the pack",
                 "take the id that is meant, or leave the question out"),
    "E219": Code("a translation of a text that the question has not, or one that is missing",
                 "write each option just as the pack has it; leave empty what is not translated"),
    "E220": Code("a translation of another pack, of none, or into the pack's own language",
                 "put it beside its pack: space.de.yaml beside space.yaml"),
    "E301": Code("moments in a format that is not known", "write “format: 1”"),
    "E302": Code("a key is missing that every file of moments has", "add it"),
    "E303": Code("an id without letters or digits", "write letters a–z or digits"),
    "E304": Code("“quiet” names no warning there is", "take a code from the table below"),
    "E305": Code("a type that is not known, or stands above itself",
                 "take one that is told, or declare it under “types”"),
    "E306": Code("a kind without what it needs", "give it roles, their types, and “say”"),
    "E307": Code("a role that the kind has not", "take one that is told"),
    "E308": Code("a wording that cannot be asked", "see what is said of wordings under “Kinds”"),
    "E310": Code("a kind that is not known", "take one that is told, or declare it under “kinds”"),
    "E311": Code("a complete source without “scope”", "write the phrase that opens its questions"),
    "E312": Code("a source that is not known", "add it under “sources”"),
    "E320": Code("a thing without a type", "write its type"),
    "E321": Code("a thing that is not known",
                 "add it under “things”, or take the one that is meant"),
    "E322": Code("a thing of the wrong type", "take one of a type that the role takes"),
    "E323": Code("a name that several things have", "write the key of the one that is meant"),
    "E324": Code("a decoy that is a thing", "take it out of “decoys”"),
    "E325": Code("too many in a role, or the same twice", "keep as many as the role takes"),
    "E326": Code("a role is empty that the kind needs", "fill it"),
    "E327": Code("a role is said to be complete and is not told",
                 "tell it, or take it out of “complete”"),
    "E328": Code("“during” of a kind that has no role for it", "leave it out"),
    "E329": Code("a picture of a thing without its file, or without words",
                 "write “file: media/…” and “alt”, what is to be seen"),
    "E330": Code("a table that is no bare name of a .csv or .tsv", "write just its name"),
    "E331": Code("a table that cannot be read", "see that it lies beside the file, as UTF-8"),
    "E332": Code("tables that are too large, or too many", "split them, or say --most-rows"),
    "E333": Code("a column, or a part of a cell, that is not there", "take one that is told"),
    "E334": Code("a row that cannot be read",
                 "see that its cells are as many as the columns, and its quotes closed"),
    "E335": Code("a table that fills nothing", "give it “things” or “moments”"),
    "E336": Code("“skip” of what no row has", "take it out, or write it as it stands there"),
    "E337": Code("a thing described in two ways", "make the rows agree"),
    "E338": Code("a table without a good head",
                 "name each column in the first row, each otherwise"),
    "E340": Code("a pattern of the drafting rules that cannot be read",
                 "see the top of questions/drafting.yaml"),
    "E341": Code("“gather” or “spellings” without what it needs", "name the columns"),
    "E342": Code("rows of one moment that differ", "make them agree in all but who is named"),
    "E343": Code("a moment is not asked because of a broken row", "mend that row"),
    "E344": Code("spellings that contradict each other", "let each mean one thing"),
    "E345": Code("a name that leaves open who else it was (“et al.”)",
                 "name them all, or only those that you know, and not as complete"),
    "E501": Code("a file of another tool that cannot be read", "export it anew from there"),
    "E502": Code("too many questions, rows, columns or cells", "split the file"),
    "E503": Code("the file is in no format that is known here",
                 "see the table of formats; save old .xls as .xlsx"),
    "E504": Code("a zip or a workbook that is broken, or could do harm",
                 "pack it anew: no password, macros, links or zips in it"),
    "E505": Code("XML with a DTD", "take out <!DOCTYPE …>"),
    "E506": Code("a backup or a list of files: the questions are somewhere else",
                 "export the questions themselves, or take the whole package"),
    "E507": Code("a part is missing that every such file has", "export it anew"),
    "E508": Code("a zip with no pack in it, or with two",
                 "pack one pack.yaml and its folder media"),
    "W201": Code("without a licence it stays private",
                 "write a licence, such as CC-BY-SA-4.0 or CC0-1.0"),
    "W211": Code("the question is long", "say it in 25 words"),
    "W212": Code("the question does not end in “?”", "ask, rather than leave a sentence open"),
    "W213": Code("the question is negative", "ask what is so"),
    "W214": Code("“a” or “an” at the end gives the first letter away",
                 "end with a noun: “which fruit?”"),
    "W215": Code("options read alike, or one stands inside another", "tell them apart"),
    "W216": Code("an option speaks of the other options",
                 "leave out “none of the above” and its kin"),
    "W217": Code("the right option is much longer than the others",
                 "shorten it, or lengthen the others"),
    "W218": Code("numbers among words, or of another size", "make the options alike"),
    "W219": Code("the question names its answer, or a word of it", "say it in other words"),
    "W220": Code("an item or a pair gives itself away", "take another, or say it otherwise"),
    "W240": Code("a question, or a part of it, is not translated yet",
                 "translate it; “quiz pack translate” adds what is missing"),
    "W241": Code("a question was changed since it was translated",
                 "look the translation over, delete its line “of”, and translate again"),
    "W401": Code("two names of one type are a typo apart", "correct one, or silence it"),
    "W402": Code("a thing is never named", "leave it out, or name it"),
    "W403": Code("a list that should be whole is missing where others of its kind have it",
                 "write “complete”"),
    "W404": Code("a series has a gap", "tell the missing year, if there is one"),
    "W405": Code("an alias is the name of another thing", "leave it out"),
    "W406": Code("a source is never cited", "cite it, or leave it out"),
    "W407": Code("a moment lies after “as_of”", "correct one of the two"),
    "W408": Code("a name that was not theirs in the year told, so that it is not asked",
                 "name the thing as it was called then, or correct “since”, “until” or the year"),
    "W409": Code("two are said to be the first ever, or an earlier one is told",
                 "leave “first_ever” with the one that was"),
    "W501": Code("a question of another tool is left out", "change it there, or write it anew"),
    "W502": Code("a question of another tool comes in changed", "look whether it is right so"),
})  # fmt: skip
"""Every code there is."""


def of_part(part: Part) -> Mapping[str, Code]:
    """Return the codes of a part."""
    return {code: said for code, said in CODES.items() if part.first <= code <= part.last}
