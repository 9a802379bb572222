"""Tags of languages, as BCP 47 has them: ``de``, ``pt-BR``, ``zh-Hant``.

Read is a language of two letters that ISO 639-1 has, or of three, and after it a script, a region
and variants; extensions and private tags are not. Case makes no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quiz.text import did_you_mean, fold

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.IGNORECASE,
)
_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
    "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om "
    "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw "
    "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_TWO_LETTERS = frozenset(_CODES.split())
_MEANT = {
    "german": "de", "deutsch": "de", "ger": "de", "french": "fr", "spanish": "es", "italian": "it",
    "dutch": "nl", "portuguese": "pt", "polish": "pl", "danish": "da", "dk": "da", "swedish": "sv",
    "norwegian": "no", "finnish": "fi", "czech": "cs", "cz": "cs", "greek": "el", "gr": "el",
    "turkish": "tr", "russian": "ru", "ukrainian": "uk", "ua": "uk", "japanese": "ja", "jp": "ja",
    "chinese": "zh", "cn": "zh", "korean": "ko", "arabic": "ar", "hebrew": "he", "hindi": "hi",
    "english": "en",
}  # fmt: skip


def tidied(text: str) -> str:
    """Return a tag as it is written, ``pt-BR``; an empty text for what is none."""
    found = _TAG.fullmatch(text)
    if found is None:
        return ""
    language = found["language"].lower()
    if len(language) == 2 and language not in _TWO_LETTERS:
        return ""
    script, region = (found["script"] or "").title(), (found["region"] or "").upper()
    return "-".join(filter(None, (language, script, region))) + found["variants"].lower()


def hint(text: str) -> str:
    """Return ``"; did you mean “de”?"`` for what was meant as a tag, or an empty text."""
    meant = tidied(text.replace("_", "-")) or _MEANT.get(fold(text), "")
    if not meant:
        name = did_you_mean(text, _MEANT).partition("“")[2].partition("”")[0]
        meant = _MEANT.get(name, "")
    return f"; did you mean “{meant}”?" if meant else ""


def best(wishes: Iterable[str], there: Iterable[str], usual: str) -> str:
    """Return the language of those that are ``there`` for the first wish that one can meet.

    A wish is met by the same tag, else by the same language of another place: who reads ``de-AT``
    reads ``de``. ``usual``, which is one of them, where no wish can be met.
    """
    tags = (usual, *there)
    for wish in wishes:
        for same in (str.casefold, _language):
            found = next((tag for tag in tags if same(tag) == same(wish)), "")
            if found:
                return found
    return usual


def _language(tag: str) -> str:
    return tag.partition("-")[0].casefold()
