"""Made-up doors of a night, and the page of the day after, for the style guide."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from quiz.services.nights.views import Award, DoorView, MyReview, MyReviewRow
from quiz.web import samples

DOOR = DoorView(
    night_id="sample", code="KRT4WN", title="Friday at the Crown", own_names=True,
    drawn="Velvet Understudy", team_mode="solo", teams=(), audience=True, approve=False, closed="",
    people=12,
)  # fmt: skip
DOORS: dict[str, DoorView] = {
    "door": DOOR,
    "door-teams": replace(
        DOOR, team_mode="own", teams=(("t1", "Table seven"), ("t2", "The bar staff"))
    ),
    "door-shared": replace(DOOR, team_mode="shared", drawn="Golden Drummers", approve=True),
    "door-drawn": replace(DOOR, own_names=False, audience=False),
    "door-closed": replace(DOOR, closed="The host has locked the door."),
}
REVIEW = MyReview(
    title="Friday at the Crown", name="The Encores", rank=3, of=44, points=6790, right=7, asked=9,
    link=("sample", "sample-key"), missed=3, to_keep=3, when=datetime(2026, 11, 20, 21, tzinfo=UTC),
    prizes=(Award("Fastest right answer", "The Encores", "1.8 seconds"),),
    rows=tuple(
        MyReviewRow(
            number=row.position, round="Backstage", ask=row.ask, answer=row.answer,
            given=row.given, mark=row.mark, points=row.points, explain=row.explain,
            source=row.source,
        )
        for row in samples.RESULT.rows[:9]
    ),
)  # fmt: skip
