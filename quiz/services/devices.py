"""What a browser calls itself → what its owner knows it by."""

from __future__ import annotations

# The first sign found counts, so the more particular stand first: Edge says it is Chrome, too.
_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "ChromeOS",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def label_of(user_agent: str) -> str:
    """Return ``Firefox on Linux`` or the like, never the text itself."""
    browser = _first(_BROWSERS, user_agent)
    system = _first(_SYSTEMS, user_agent)
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or "A device"


def _first(signs: dict[str, str], text: str) -> str:
    return next((name for sign, name in signs.items() if sign in text), "")
