"""What the host's pages are filled with beside the views of the services, and their downloads."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from types import SimpleNamespace
from typing import cast, get_args

from flask import Response, abort, render_template, url_for
from markupsafe import Markup

from quiz.errors import ConflictError, NotFoundError, QuizError
from quiz.night.model import RoundFormat, Teams, TeamScore
from quiz.paper.model import Report, ReportQuestion, Sheets
from quiz.paper.tables import Table, csv_of, xlsx_of
from quiz.rounds.model import ROUND_LEVELS
from quiz.scores.presets import PRESETS as SCORING
from quiz.services import catalog
from quiz.services.house import House
from quiz.services.nights import drafts, pages, planning, templates
from quiz.services.nights import report as reports
from quiz.services.nights.desk import HostView, NightDraft
from quiz.web import current, htmx, tongues, words
from quiz.web.languages import gettext as _
from quiz.web.nights import address, desk_words, forms, keys

_PDF = "application/pdf"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class HostJoin:
    """How players join and how a host comes back; ``host`` holds the key: for the desk alone.

    ``is_cut_off``: the addresses are of this machine, where no phone finds them.
    """

    link: str
    address: str
    qr: Markup
    host: str
    host_qr: Markup
    screen: str
    is_cut_off: bool


def join_card(view: HostView, key: str) -> HostJoin:
    """Return the links of a night and their pictures."""
    head = view.stage.head
    link = address.join(head.code) if head.code else address.base()
    host = address.absolute(url_for("hosting.enter", night_id=head.id, key=key))
    return HostJoin(
        link=link,
        address=address.shown(address.base()),
        qr=address.qr_svg(link),
        host=host,
        host_qr=address.qr_svg(f"{host}?to=remote"),
        screen=url_for("screen.show", key=view.screen_key),
        is_cut_off=address.is_for_this_machine(),
    )


@dataclass(frozen=True, slots=True)
class Again:
    """The night that is planned anew on the drawing board, as it was at a version.

    ``stale``: the version was another until its host was told just now.
    """

    night_id: str
    version: int
    stale: bool = False


def board(
    draft: NightDraft,
    *,
    refused: QuizError | None = None,
    opened: forms.Opened | None = None,
    over: str | None = None,
    again: Again | None = None,
    **more: str,
) -> str:
    """Render the drawing board with a draft on it: the part alone for a script.

    The draft is of a night to be opened, or of one that is open and planned ``again``. What lies
    ``opened``, and the template that the draft may be put ``over``, are as the form says them
    where the caller says nothing else. What was ``refused`` is told, and the rounds at fault open.
    """
    context: dict[str, object] = {
        "draft": draft,
        "opened": forms.opened(draft, refused) if opened is None else opened,
        "notice": str(refused or ""),
        "over": forms.over() if over is None else over,
        "mark": forms.mark,
        "door_mark": forms.mark(forms.door_of(draft.rules)),
        "again": again,
        "minutes": drafts.minutes(draft),
        "choices": _choices(draft),
        "formulas": [(p.id, words.preset_word(p.id), p.at_night) for p in SCORING.values()],
        **more,
    }
    if htmx.wants_part():
        return render_template("nights/_builder.html", **context)
    if again:
        return render_template("nights/replan.html", **context)
    house, me = current.house(), current.player()
    hosted = pages.hosted_by(house, me.id) if me else ()
    return render_template(
        "nights/host.html",
        presets=drafts.PRESETS.values(),
        mine=[card for card in hosted if card.phase != "over"],
        past=[card for card in hosted if card.phase == "over"],
        held=keys.host_key,
        kept=templates.templates(house, me.id) if me else (),
        season=reports.season(house, me.id) if me else None,
        **context,
    )


def board_refused(
    house: House, key: str, draft: NightDraft, again: Again, refused: QuizError
) -> str:
    """Render a draft that was not taken, with why, and everything as it was typed.

    Who is told that the night was changed elsewhere may save all the same, now that they know.
    """
    if isinstance(refused, ConflictError):
        with suppress(ConflictError):
            _, version = planning.to_replan(house, again.night_id, key)
            again = Again(again.night_id, version, stale=True)
    return board(draft, again=again, refused=refused)


def _choices(draft: NightDraft) -> SimpleNamespace:
    return SimpleNamespace(
        formats=[(form, desk_words.format_word(form)) for form in get_args(RoundFormat)],
        packs=[
            ("", _("A mix of everything")),
            *_packs(draft),
        ],
        languages=_languages(draft),
        levels=[(level, words.level_word(level)) for level in ROUND_LEVELS],
        presets=[(preset, words.preset_word(preset)) for preset in SCORING],
        teams=[(teams, desk_words.teams_word(teams)) for teams in get_args(Teams)],
        team_scores=[(rule, desk_words.team_score_word(rule)) for rule in get_args(TeamScore)],
    )


def _languages(draft: NightDraft) -> list[tuple[str, str]]:
    """Return the languages to choose from, where any pack was put into another one."""
    house, me = current.house(), current.player()
    packs = catalog.packs(house, me.id if me else None)
    found = {tag for pack in packs for tag in pack.titles} | {draft.language} - {""}
    named = [(tag, tongues.own_name(tag)) for tag in sorted(found)]
    return [("", _("As they were written")), *named] if named else []


def _packs(draft: NightDraft) -> tuple[tuple[str, str], ...]:
    """Return the packs to choose from: one's own, the house's, and those that the draft names."""
    house, me = current.house(), current.player()
    found = {pack.id: pack.title for pack in catalog.packs(house, me.id if me else None)}
    for pack_id in set(drafts.packs_of(draft)) - found.keys():
        found[pack_id] = _("The pack of this night")  # a host may not be whose pack it is
        with suppress(NotFoundError):
            found[pack_id] = catalog.pack(house, pack_id, me.id if me else None).title
    return tuple(found.items())


def status(refused: QuizError) -> int:
    """Return the status to tell a refusal with on the page itself."""
    if isinstance(refused, NotFoundError):
        return 404
    return 409 if isinstance(refused, ConflictError) else 400


def remarkable(report: Report) -> dict[str, ReportQuestion | None]:
    """Return the hardest and the easiest question, and the one with the best wrong answer.

    Where all were as hard, none is the hardest and none the easiest.
    """
    counted = [row for row in report.questions if row.asked and not row.note]

    def share(row: ReportQuestion) -> float:
        return row.right / row.asked

    fooling = [row for row in counted if row.hardest_wrong_count]
    differ = len({share(row) for row in counted}) > 1
    return {
        "hardest": min(counted, key=share) if differ else None,
        "easiest": max(counted, key=share) if differ else None,
        "fooled": max(fooling, key=lambda row: row.hardest_wrong_count) if fooling else None,
    }


def csv(report: Report, name: str) -> Response:
    """Return one table as a file."""
    if name not in get_args(Table):
        abort(404)
    return _file(csv_of(report, cast("Table", name)), "text/csv; charset=utf-8", f"{name}.csv")


def xlsx(report: Report) -> Response:
    """Return the report as a workbook."""
    return _file(current.house().heavy(lambda: xlsx_of(report)), _XLSX, "night.xlsx")


def pdf(sheets: Sheets, which: str) -> Response:
    """Return one of the three papers of a night."""
    if which not in {"questions", "answers", "key"}:
        abort(404)
    return _file(current.house().heavy(lambda: _print(sheets, which)), _PDF, f"{which}.pdf")


def _print(sheets: Sheets, which: str) -> bytes:
    from quiz.paper import sheets as paper  # noqa: PLC0415 - few print; the libraries are large

    makers = {"questions": paper.questions_pdf, "answers": paper.answers_pdf, "key": paper.key_pdf}
    return makers[which](sheets)


def _file(body: bytes, kind: str, name: str) -> Response:
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
