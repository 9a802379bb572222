"""The words of a host's pages: what Next does, how a night stands, how good a connection is."""

from __future__ import annotations

from flask import Flask

from quiz.services.nights.desk import HostView, PlanRow, RosterRow
from quiz.web.languages import gettext as _

# Lag that is forgiven up to 0.5 s (night.model.GRACE); beyond the second of these it nearly is not.
_FAIR, _POOR = 0.15, 0.35

_PUT_RIGHT = frozenset({"now", "done", "void"})


def init_app(app: Flask) -> None:
    """Give the words to every template."""
    app.jinja_env.globals.update(
        asked_before=asked_before,
        next_word=next_word,
        phase_word=phase_word,
        format_word=format_word,
        format_about=format_about,
        state_word=state_word,
        line_word=line_word,
        line_of=line_of,
        teams_word=teams_word,
        team_score_word=team_score_word,
    )


def asked_before(view: HostView) -> PlanRow | None:
    """Return the question that was asked last before the one at hand, to be put right."""
    at_hand = view.stage.question or view.stage.reveal
    but = at_hand.number if at_hand else 0
    rows = [row for planned in view.plan for row in planned.rows]
    asked = [row for row in rows if row.state in _PUT_RIGHT and row.number != but]
    return max(asked, key=lambda row: row.number, default=None)


def next_word(view: HostView) -> str:
    """Say what Next would do now."""
    head = view.stage.head
    question = head.position + 1
    words = {
        "start": _("Start the night"),
        "open": _("Open question %(number)s", number=question),
        "lock": _("Lock the answers"),
        "reveal": _("Reveal the answer"),
        "next_question": _("Open question %(number)s", number=question),
        "standings": _("Show the standings"),
        "next_round": _("On to round %(number)s", number=head.round + 1),
        "podium": _("To the podium"),
        "end": _("End the night"),
        "resume": _("Go on"),
    }
    return words.get(view.next, _("Next"))


def phase_word(phase: str) -> str:
    """Name where a night stands."""
    words = {
        "lobby": _("Doors open"),
        "intro": _("Before the round"),
        "question": _("Answers are open"),
        "locked": _("Answers are locked"),
        "reveal": _("The answer is shown"),
        "standings": _("Standings"),
        "podium": _("Podium"),
        "over": _("The night is over"),
    }
    return words.get(phase, phase)


def format_word(form: str) -> str:
    """Name a kind of round."""
    words = {
        "general": _("Questions"),
        "picture": _("Pictures"),
        "audio": _("Sounds"),
        "moments": _("Moments"),
        "speed": _("Speed"),
        "wager": _("Wager"),
        "tiebreak": _("Tie-break"),
        "break": _("Break"),
    }
    return words.get(form, form)


def format_about(form: str) -> str:
    """Say in a sentence how a kind of round goes, for who plans one."""
    words = {
        "general": _("A moment to read first, then the clock runs."),
        "picture": _("Only questions with something to see, such as maps and flags."),
        "audio": _("Only questions with something to hear."),
        "moments": _("Only questions made from moments, which carry their proof."),
        "speed": _("Nothing to read first: the clock runs at once."),
        "wager": _(
            "One question. Before it everyone puts in points they have: right wins them, anything"
            " else loses them."
        ),
        "tiebreak": _(
            "One question with a number. It earns nothing; among those who are level, the nearest"
            " is placed higher."
        ),
        "break": _("No questions. The screen shows what you write here."),
    }
    return words.get(form, "")


def state_word(state: str) -> str:
    """Say where a question of the running order stands."""
    words = {
        "now": _("now"),
        "done": _("done"),
        "void": _("does not count"),
        "skipped": _("skipped"),
    }
    return words.get(state, "")


def line_of(row: RosterRow) -> str:
    """Return how good a seat's connection is, as a key: off, good, fair, poor."""
    if not row.online:
        return "off"
    lag = row.credit or 0.0
    return "good" if lag < _FAIR else "fair" if lag < _POOR else "poor"


def line_word(row: RosterRow) -> str:
    """Say how good it is, with the lag that was forgiven last."""
    word = {
        "off": _("not connected"),
        "good": _("good connection"),
        "fair": _("fair connection"),
        "poor": _("poor connection"),
    }[line_of(row)]
    if not row.online or row.credit is None:
        return word
    return _("%(word)s, %(lag)s ms", word=word, lag=round(row.credit * 1000))


def teams_word(teams: str) -> str:
    """Name a way of playing in teams."""
    words = {
        "solo": _("Everyone alone"),
        "shared": _("Teams, one phone each"),
        "own": _("Teams, own phones"),
    }
    return words.get(teams, teams)


def team_score_word(rule: str) -> str:
    """Name what a team earns."""
    words = {
        "mean": _("the mean of its members"),
        "best": _("its best member"),
        "captain": _("its captain"),
    }
    return words.get(rule, rule)
