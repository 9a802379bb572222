"""A browser without script: it follows links and sends forms, and knows nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Protocol
from urllib.parse import urlencode, urljoin

_EMPTY = {"input", "meta", "link", "br", "img", "hr", "path", "rect", "animate", "circle", "stop"}


class Answer(Protocol):
    status_code: int
    text: str


@dataclass
class Field:
    name: str
    kind: str
    value: str
    label: str = ""
    checked: bool = False


@dataclass
class Form:
    method: str
    action: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # text, name, value

    def filled(self, **texts: str) -> list[tuple[str, str]]:
        """What a browser would send: what is there, what is checked, and ``texts``."""
        sent = []
        for one in self.fields:
            if one.kind in {"radio", "checkbox"} and not one.checked:
                continue
            sent.append((one.name, texts.get(one.name, one.value)))
        return sent


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: dict[str, str] = {}
        self.forms: list[Form] = []
        self.ids: list[str] = []
        self.heading = ""
        self.texts: list[str] = []
        self._form: Form | None = None
        self._label: Field | None = None
        self._in: dict[str, Any] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if "id" in at:
            self.ids.append(at["id"])
        if tag == "form":
            self._form = Form(at.get("method", "get"), at.get("action", ""))
            self.forms.append(self._form)
        elif tag == "a":
            self._in["a"] = [at.get("href", ""), ""]
        elif tag == "h1":
            self._in["h1"] = ""
        elif tag in {"input", "select", "textarea"} and self._form is not None and at.get("name"):
            kind = at.get("type", tag)
            made = Field(at["name"], kind, at.get("value", ""), checked="checked" in at)
            self._form.fields.append(made)
            self._in["field"] = made
        elif tag == "option" and "selected" in at and "field" in self._in:
            self._in["field"].value = at.get("value", "")
        elif tag == "button" and self._form is not None:
            self._in["button"] = [at.get("name", ""), at.get("value", ""), at.get("aria-label", "")]
        elif tag == "label":
            self._in["label"] = ""

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        for key in ("a", "button"):
            if key in self._in:
                self._in[key][-1] += data
        for key in ("h1", "label"):
            if key in self._in:
                self._in[key] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "a" and "a" in self._in:
            href, text = self._in.pop("a")
            self.links[" ".join(text.split())] = href
        elif tag == "button" and "button" in self._in and self._form is not None:
            name, value, text = self._in.pop("button")
            self._form.buttons.append((" ".join(text.split()), name, value))
        elif tag == "h1":
            self.heading = " ".join(self._in.pop("h1", "").split())
        elif tag == "label":
            words = " ".join(self._in.pop("label", "").split())
            if "field" in self._in:
                self._in["field"].label = words


class PlainBrowser:
    """Wraps a Flask test client; follows redirects as browsers do."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.url = "/"
        self.status = 0
        self.html = ""
        self.headers: Any = {}

    def open(self, url: str) -> PlainBrowser:
        return self._took(self.client.get(urljoin(self.url, url), follow_redirects=True))

    def follow(self, text: str) -> PlainBrowser:
        """Follow the link with this text."""
        return self.open(self.read().links[text])

    def press(self, button: str, pick: tuple[str, ...] = (), **texts: str) -> PlainBrowser:
        """Press a button of a form, with the fields labelled ``pick`` chosen."""
        for form in self.read().forms:
            for text, name, value in form.buttons:
                if text == button:
                    return self._send(form, [(name, value)] if name else [], pick, texts)
        raise AssertionError(f"no button “{button}” in {[f.buttons for f in self.read().forms]}")

    def read(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.html)
        return reader

    def _send(
        self, form: Form, more: list[tuple[str, str]], pick: tuple[str, ...], texts: dict[str, str]
    ) -> PlainBrowser:
        for one in form.fields:
            if pick and one.kind in {"radio", "checkbox"}:
                one.checked = any(one.label.endswith(wish) for wish in pick)
        data = form.filled(**texts) + more
        address = urljoin(self.url, form.action or self.url)
        if form.method == "get":
            return self.open(f"{address}?{urlencode(data)}")
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self.client.post(
            address, data=urlencode(data), headers=headers, follow_redirects=True
        )
        return self._took(answer)

    def _took(self, answer: Any) -> PlainBrowser:
        self.status, self.html, self.headers = answer.status_code, answer.text, answer.headers
        self.url = answer.request.path
        return self
