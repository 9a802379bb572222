"""What a pack says is shown as text on every page of it, whatever it says."""

import json
from html.parser import HTMLParser

from tests.tools.plain import PlainBrowser
from tests.web.test_people import sign_up

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "</textarea></title><script>alert(1)</script>",
    "{{ 1337 * 1337 }}{% raw %}${1337*1337}#{1337*1337}",
    "javascript:alert(1)",
    "' autofocus onfocus='alert(1)",
    "<!--<script>-->]]><iframe srcdoc=x>",
)


class Live(HTMLParser):
    """What of a page would run, and is none of ours."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        ours = tag == "script" and (told.get("src") or "").startswith("/static/")
        data = tag == "script" and told.get("type") in {"application/json", "importmap"}
        if tag in {"script", "iframe"} and not (ours or data):
            self.found.append((tag, attrs))
        self.found += [(tag, name) for name in told if name.startswith("on")]
        links = (told.get("href") or "", told.get("src") or "", told.get("action") or "")
        self.found += [
            (tag, link) for link in links if link.strip().lower().startswith("javascript:")
        ]


def pack_of(text):
    questions = [
        {"answer": text, "wrong": [f"{text} 1", f"{text} 2"], "why_wrong": {f"{text} 1": text}},
        {"answers": [f"{text} 1", f"{text} 2"], "wrong": [f"{text} 3"]},
        {"typed": [text]},
        {"number": 7, "unit": text[:40]},
        {"order": [f"{text} {n}" for n in range(3)]},
        {"match": [[f"{text} {n}", f"{text} {n}!"] for n in range(3)]},
    ]
    more = {"explain": text, "source": text, "tags": [text]}
    asked = [{"ask": f"{text} {n}", **one, **more} for n, one in enumerate(questions)]
    head = {"format": 1, "id": "a", "title": text, "description": text, "license": "CC0-1.0"}
    return json.dumps({**head, "authors": [text], "tags": [text], "questions": asked})


def test_nothing_of_a_pack_runs_on_its_pages(app):
    alice = sign_up(PlainBrowser(app.test_client()))
    live = []
    for text in PAYLOADS:
        alice.open("/packs/upload").press("Look at the text", text=pack_of(text))
        pages = [alice.html]
        alice.press("Save the pack")
        address = alice.url
        pages.append(alice.html)
        for path in ("/history", "/download", "/analysis", "/edit"):
            pages.append(alice.open(address + path).html)
            assert alice.status == 200, path
        pages.append(alice.open("/packs/mine").html)
        assert not any("1787569" in page for page in pages)
        for page in pages:
            reader = Live()
            reader.feed(page)
            live += [(text, found) for found in reader.found]
    assert live == []
