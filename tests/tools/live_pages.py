"""Watches pages in a real browser for a text of a stranger that does more than be read.

What counts: a script of it ran, a dialog or a window opened, the policy stopped something, a script
of ours broke on it, something was asked of another site, it became an element or an attribute,
a template worked it out. What is merely shown does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.tools.live_text import PRODUCT

# Told by the console, which keeps what is said before a page is left.
_SPY = """
Object.defineProperty(window, "ran", { set: () => console.error("LIVE: a script ran") });
addEventListener("securitypolicyviolation", (e) =>
  console.error(`LIVE: stopped by ${e.violatedDirective}: ${e.blockedURI} ${e.sample}`), true);
"""
# Links lead elsewhere when a source says so; nothing else may.
_LOOK = """() => {
  const found = [];
  const never = new Set(["iframe", "frame", "object", "embed", "base", "style", "marquee", "math",
    "x-ran"]);
  const named = /^(on|ran$|srcdoc$|(data-)?hx-(on|vars))/;
  const leads = /^(href|src|srcset|action|formaction|data|poster|ping|xlink:href|(data-)?hx-.*)$/;
  const ours = (element) => new URL(element.src, location).pathname.startsWith("/static/");
  for (const element of document.querySelectorAll("*")) {
    const tag = element.localName;
    const told = () => found.push(element.outerHTML.slice(0, 200));
    if (never.has(tag) || element instanceof HTMLUnknownElement) told();
    if (tag === "script" && !(element.src ? ours(element) : /json|importmap/.test(element.type)))
      told();
    if (tag === "meta" && element.httpEquiv) told();
    for (const { name, value } of element.attributes) {
      if (named.test(name)) told();
      if (name === "style" && /url|expression/.test(value)) told();
      if (!leads.test(name)) continue;
      if (/^[\\s\\u0000-\\u001f]*(js|javascript|vbscript|data|blob):/i.test(value)) told();
      const link = tag === "a" && name === "href" && element.rel.includes("noopener");
      if (!link && /^[\\s\\u0000-\\u001f]*([\\\\/]{2}|https?:[\\\\/]*)evil/i.test(value)) told();
    }
  }
  const fields = [...document.querySelectorAll("input, textarea, option")];
  const texts = [document.title, document.documentElement.textContent,
    ...fields.map((each) => each.value), ...[...document.images].map((each) => each.alt)];
  return [found, texts.join("\\n")];
}"""


_REFUSED = ("the server responded with a status of", "Response Status Error Code")


@dataclass
class Watch:
    """Browsers at one server; ``faults`` is what they saw, ``shown`` which texts by place."""

    chrome: Any
    server: str
    texts: Iterable[str]
    faults: list[str] = field(default_factory=list)
    shown: dict[str, set[str]] = field(default_factory=dict)
    contexts: list[Any] = field(default_factory=list)
    squeezed: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.squeezed = {text: squeezed(text) for text in self.texts}

    def open(self, cookie: str = "", size: tuple[int, int] = (1280, 800)) -> Any:
        """Open a browser of one's own; return its page."""
        width, height = size
        context = self.chrome.new_context(
            base_url=self.server, viewport={"width": width, "height": height}
        )
        context.set_default_timeout(30_000)  # ms: a loaded machine fails no test
        self.contexts.append(context)
        if cookie:
            context.add_cookies([{"name": "greenroom", "value": cookie, "url": self.server}])
        context.add_init_script(_SPY)
        context.on("request", self._asked)
        page = context.new_page()
        page.on("popup", lambda other: self._note(page, f"opened {other.url}"))
        page.on("dialog", lambda dialog: (self._note(page, "a dialog"), dialog.dismiss()))
        page.on("pageerror", lambda error: self._broke(page, str(error)))
        page.on("console", lambda said: self._heard(page, said))
        return page

    def visit(self, page: Any, path: str, place: str = "") -> Any:
        """Load a page and look at it."""
        page.goto(path)
        self.look(page, place or path)
        return page

    def look(self, page: Any, place: str) -> None:
        """Look at a page as it is; ``place`` is what it is called."""
        elements, text = page.evaluate(_LOOK)
        self.faults += [f"{place}: {element}" for element in elements]
        shown = squeezed(text)
        if PRODUCT in shown:
            self.faults.append(f"{place}: a template was worked out")
        seen = self.shown.setdefault(place, set())
        seen.update(one for one in self.texts if self.squeezed[one] in shown)

    def read(self, html: str, place: str) -> None:
        """Look at a page that somebody without a browser was sent."""
        page = self.open()
        page.route("**/read", lambda route: route.fulfill(body=html, content_type="text/html"))
        self.visit(page, "/read", place)

    def close(self) -> None:
        """Close all of them."""
        for context in self.contexts:
            context.close()

    def _note(self, page: Any, told: str) -> None:
        self.faults.append(f"{page.url}: {told}")

    def _broke(self, page: Any, told: str) -> None:
        if not told.startswith("Transition was"):  # a fade is overtaken by the next page
            self._note(page, f"broke: {told}")

    def _heard(self, page: Any, said: Any) -> None:
        # That an answer was no 200 is no fault: pages that refuse are among those looked at.
        if said.type == "error" and not any(told in said.text for told in _REFUSED):
            self._note(page, said.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.server, "data:image/")):
            self.faults.append(f"asked for {request.url}")


def squeezed(text: str) -> str:
    """Return a text as one compares it: blanks and what nobody sees tell nothing apart."""
    return re.sub(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufe0f\u061c]+", "", text)
