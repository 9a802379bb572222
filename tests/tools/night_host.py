"""The host of a night, over real HTTP: plans it and presses its buttons."""

from __future__ import annotations

import re
import time
from typing import Any

from tests.tools.night_clients import TRY_AGAIN, AwayError, Browser, Told, data_of, notice


class Host:
    """Plans a night and presses its buttons; ``version`` is the last that was told to it."""

    def __init__(self, port: int, *, rounds: int = 10, count: int = 30, **more: Any) -> None:
        self.browser = Browser(port)
        self.version = 0
        draft = {
            "title": "A long night",
            "round_title": [f"Round {number}" for number in range(1, rounds + 1)],
            "round_format": ["speed"] * rounds,
            "round_pack": ["sums"] * rounds,
            "round_level": ["mixed"] * rounds,
            "round_count": [count] * rounds,
            "round_seconds": [more.pop("seconds", 0)] * rounds,
            "round_note": [""] * rounds,
            "own_names": "yes",
            "late_join": "yes",
            "audience": "yes",
            "capacity": 500,
        }
        told = self.browser.post("/host", draft | more)
        assert told.status == 303, notice(told.text)
        self.night_id = told.to.split("/")[2]
        page = self.look()
        found = re.search(r"/j/([A-Z0-9]{6})", page)
        assert found, page
        self.code = found[1]

    def look(self) -> str:
        """Load the desk and note where the night is."""
        told = self.browser.get(f"/nights/{self.night_id}/host")
        assert told.status == 200, told.text
        self._note(told.text)
        return told.text

    def press(self, command: str = "next") -> bool:
        """Press a button once; return whether it was carried out. Raises AwayError."""
        return self._send(command).status == 200

    def insist(self, command: str = "next", patience: float = 60) -> bool:
        """Press a button again and again until something is told, as people do.

        The version makes it harmless: what was carried out and not told is refused (409) when it
        is pressed again, and then the host knows. Any other refusal fails the test.
        """
        until = time.monotonic() + patience
        while True:
            try:
                told = self._send(command)
            except AwayError as error:
                told = Told(0, str(error))
            if told.status in {200, 409}:
                return told.status == 200
            assert told.status in {0, 503}, notice(told.text)
            assert time.monotonic() < until, f"nobody hears the host: {notice(told.text)}"
            time.sleep(TRY_AGAIN)

    def to_question(self) -> None:
        """Press until a question is open."""
        for _ in range(10):
            self.insist()
            if self.phase == "question":
                return
        raise AssertionError("no question opens")

    def _send(self, command: str) -> Told:
        form = {"command": command, "version": self.version}
        self.browser.hang_up()
        part = {"HX-Request": "true"}
        told = self.browser.post(f"/nights/{self.night_id}/do", form, **part)
        if told.status in {200, 409}:
            self._note(told.text)
        return told

    def _note(self, page: str) -> None:
        found = re.search(r'name="version" value="(\d+)"', page)
        assert found, page
        self.version = max(self.version, int(found[1]))
        self.phase = data_of(page, "phase")
