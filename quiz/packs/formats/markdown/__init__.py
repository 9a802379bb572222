r"""Markdown with task lists, as GitHub, Obsidian and many quiz tools have them.

The grammar::

    file     = front matter?  question…
    front    = "---" lines, of which "title:" is read "---"
    question = ask  item item…  explanation?
    ask      = heading and paragraphs, or paragraphs alone, or "1." and text
    item     = mark? ( "[x]" right | "[ ]" wrong ) text ( indented "> " why it is wrong )?
    mark     = "-" | "*" | "+" | "1." | "1)"          round brackets do as well: "(x)"
    explanation = lines of "> ", or a paragraph, before the next heading or number

A heading without items is the title of the file when it is the first, else a chapter; so do rules
and tags of ``<quiz>`` part questions. Marks of Markdown are taken out of texts, and so are labels
such as ``Q12.``, ``?[…]`` and ``Explanation:``; what is quoted as code stays. Blocks of code are
part of the text, or an option where they follow an empty one. A paragraph that is a link is the
source.
"""

from quiz.packs.formats.markdown.reading import fits, read
from quiz.packs.formats.markdown.writing import HOLDS, write
from quiz.packs.formats.model import Format

MARKDOWN = Format(
    name="markdown",
    title="Markdown task lists",
    ending=".md",
    fits=fits,
    read=read,
    write=write,
    mime="text/markdown; charset=utf-8",
    holds=HOLDS,
)
