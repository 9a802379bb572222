"""Words that no name may hold on a screen for everybody. A filter, no judge: hosts can rename.

Folded as ``night.names`` folds: small letters, no accents. ``ANYWHERE`` are refused inside a word
too, ``STARTS`` at the start of one, ``WORDS`` only as a whole word, because honest names hold them:
Scunthorpe, Hancock, Takeshita, Pornchai, Pakistan. Names of people, places and animals that are
rude somewhere (Dick, Van Dyke, Phuc, Isis, Maine Coon) are not here at all.
"""

from __future__ import annotations

_ANYWHERE = (
    "fuck motherf arschloch wichser hurensohn vaffanculo gilipollas arsehole asshole blowjob"
    " bullshit cocksuck dickhead shithead whitepower heilhitler siegheil"
)
_STARTS = (
    "nigger nigga faggot bitch cuntfac fotze schlampe missgeburt encule salope connard maricon"
    " pendejo stronz puttan caralho kurwa wetback raghead towelhead jigaboo porchmonkey paedophil"
    " pedophil masturbat cumshot хуи пизд бляд ебат ебан пидор"
)
_WORDS = (
    "fuk fuks fck fcuk phuck cunt cunts shit shits shitty shite cock cocks wank wanker wankers twat"
    " twats slut sluts whore whores pussy penis vagina dildo jizz tits porn porno rape raped rapist"
    " rapists paedo pedo paedos pedos fag fags fagot kike kikes spic spics chink chinks gook gooks"
    " paki pakis neger tranny trannies retard retards retarded nazi nazis hitler kkk 1488 nutte"
    " hure fick ficken pute putain puta putas cabron cazzo merda culo kanake cyka суки"
)
ANYWHERE = tuple(_ANYWHERE.split())
STARTS = tuple(_STARTS.split())
WORDS = frozenset(_WORDS.split())
