"""A night for tests: Alice hosts it by its services, others come by the door."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quiz.night import commands
from quiz.night.model import Rules
from quiz.services.house import House
from quiz.services.nights import pages, planning, stage
from quiz.services.nights.desk import NightDraft, RoundDraft
from quiz.services.nights.phone_views import MeView
from quiz.services.nights.views import StageView
from tests.tools.house import RIGHT
from tests.tools.plain import PlainBrowser


@dataclass
class ANight:
    """Two rounds of the pack of the tests; ``say`` and ``on`` are what Alice presses."""

    house: House
    rules: Rules = field(default_factory=lambda: Rules(end_early=False, auto_reveal=False))
    rounds: tuple[RoundDraft, ...] = (RoundDraft("Load-in", count=4), RoundDraft("Show", count=1))
    id: str = field(init=False)
    key: str = field(init=False)
    code: str = field(init=False)

    def __post_init__(self) -> None:
        draft = NightDraft("Friday at the Crown", self.rounds, self.rules)
        hosted = planning.create(self.house, draft, None)
        self.id, self.key = hosted.night_id, hosted.host_key
        self.code = self.stage.head.code

    @property
    def stage(self) -> StageView:
        return pages.stage(self.house, self.id)

    @property
    def number(self) -> int:
        return self.stage.question.number if self.stage.question else 0

    def say(self, kind: type, **more: object) -> None:
        version = self.stage.head.version
        stage.do(self.house, self.id, self.key, kind(version, **more))

    def on(self, times: int = 1) -> None:
        for _ in range(times):
            self.say(commands.Next)

    def me(self, browser: PlainBrowser) -> MeView:
        seat = re.search(r'data-seat="(\w+)"', browser.open(f"/nights/{self.id}/play").html)
        assert seat
        return pages.phone(self.house, self.id, seat[1])[1]

    def right(self) -> tuple[str, ...]:
        """What is right of the open question, as a form posts it."""
        asked = self.stage.question
        assert asked
        texts = RIGHT[asked.ask]
        if not asked.options:
            return texts
        return tuple(str(option.index) for option in asked.options if option.text in texts)


def join(browser: PlainBrowser, night: ANight, name: str) -> PlainBrowser:
    return browser.open(f"/j/{night.code}").press("Join", name=name)
