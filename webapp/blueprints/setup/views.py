"""The overview of the setup area, and what number series have beside their card."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from flask import g, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from ... import formats, i18n
from ...db import reading
from ...domain.errors import N_, Refused, say
from ...domain.series import LedgerEntry, NoSeries, NoSeriesLine, ledger, peek
from ...domain.series.ledger import numbers_given
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.finding import find
from ...pages.memory import change_set_url, moment_text
from ...pages.rendering import directory, see_link, url_of
from ...pages.today import work_date
from ...security import needs, signed_in
from . import bp
from .pages import GROUPS, NUMBER_SERIES, PAGES

LEDGER_ROWS = 100


@bp.get("")
@signed_in
def index() -> Response:
    by_word = {page.word: page for page in (*directory().values(), *PAGES)}
    groups = [
        SimpleNamespace(
            caption=i18n.gettext(group.caption),
            pages=[
                SimpleNamespace(
                    caption=i18n.gettext(page.model.one if page.is_single else page.model.many),
                    text=i18n.gettext(page.note),
                    url=page.url("card" if page.is_single else "list"),
                    icon=page.icon,
                    state="",
                )
                for page in map(by_word.__getitem__, group.words)
                if g.user.may(page.area, Right.READ)
            ],
        )
        for group in GROUPS
    ]
    return render("setup/index.html", setup=SimpleNamespace(groups=[group for group in groups if group.pages]))


@bp.post("/number-series/<key:key>/test")
@needs(Area.COMPANY, Right.READ)
def test_series(key: str) -> Response:
    """Try the series without using a number up."""
    series = find(reading(), NUMBER_SERIES, key)
    try:
        number = peek(reading(), series.key, work_date())
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
    else:
        receipt(say(N_("The next number would be %(no)s."), no=number), tone="note", undo=False)
    return done(NUMBER_SERIES.card_url(series))


@bp.get("/number-series/<key:key>/ledger", endpoint="ledger")
@needs(Area.COMPANY, Right.READ)
def number_ledger(key: str) -> Response:
    """Every number given out, with its record or what became of it."""
    session = reading()
    series = cast(NoSeries, find(session, NUMBER_SERIES, key))
    lines = session.scalars(
        select(NoSeriesLine)
        .where(NoSeriesLine.no_series_code == series.code)
        .order_by(NoSeriesLine.starting_date, NoSeriesLine.id)
    ).all()
    typed = request.args.get("page", "1")
    page = min(max(int(typed), 1), 10**6) if typed.isascii() and typed.isdigit() and len(typed) < 8 else 1
    view = SimpleNamespace(
        title=i18n.gettext("Number ledger: %(series)s", series=series.code),
        url=NUMBER_SERIES.card_url(series),
        lines=[_line(line, ledger(session, line, (page - 1) * LEDGER_ROWS, LEDGER_ROWS)) for line in lines],
        previous_url=url_for("setup.ledger", key=key, page=page - 1) if page > 1 else None,
        next_url=url_for("setup.ledger", key=key, page=page + 1)
        if any(len(numbers_given(line)) > page * LEDGER_ROWS for line in lines)
        else None,
    )
    return render("setup/ledger.html", ledger=view)


def _line(line: NoSeriesLine, entries: list[LedgerEntry]) -> SimpleNamespace:
    given = len(numbers_given(line))
    return SimpleNamespace(
        caption=line.starting_no,
        count=i18n.ngettext("%(number)s number given out", "%(number)s numbers given out", given,
                            number=formats.show_number(given, i18n.current().locale)),
        entries=[_entry(entry) for entry in entries],
    )  # fmt: skip


def _entry(entry: LedgerEntry) -> SimpleNamespace:
    change = entry.change
    return SimpleNamespace(
        no=entry.no,
        state=i18n.gettext(entry.state),
        records=[
            SimpleNamespace(text=f"{i18n.gettext(record.one)} {record.label}", url=url_of(record))
            for record in entry.records
        ],
        who=change.change_set.by_name if change else "",
        when=moment_text(change.change_set.at) if change else "",
        url=change_set_url(change.change_set_id) if change else None,
    )
