"""The charts of the first page: drawn here as SVG, each with its numbers in a table. They come after the page itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from types import SimpleNamespace
from typing import NamedTuple

from flask import g
from werkzeug.wrappers import Response

from ... import formats, i18n
from ...db import reading
from ...domain.contacts.contact import Contact
from ...domain.documents.kinds import DOCUMENT_KINDS
from ...domain.interactions.channels import Channel
from ...domain.interactions.charts import (
    Month,
    Monthly,
    evaluations,
    interactions_by_month,
    papers_by_month,
    top_contacts,
)
from ...domain.interactions.interaction import EVALUATIONS
from ...domain.users.rights import Area, Right
from ...pages import render
from ...pages.rendering import page_of
from ...pages.today import today
from ...security import needs
from . import bp

PAPERS = ("sales_quote", "sales_order")
WIDTH, TOP, BASE = 400, 14, 118
GAP = 0.28
"""The part of a column's room that stays free."""
LABELLED = 6
"""Every so manieth month has its name below."""


class Series(NamedTuple):
    word: str
    caption: str


@bp.get("/charts")
@needs(Area.INTERACTIONS, Right.READ)
def charts() -> Response:
    day = today()
    drawn = [_interactions(day), *_papers(day)]
    bars = [each for each in (_evaluations(day), _contacts(day)) if each.rows]
    view = SimpleNamespace(title=i18n.gettext("Charts"), columns=[each for each in drawn if each], bars=bars)
    return render("home_charts.html", "charts", view=view)


def _interactions(day: dt.date) -> SimpleNamespace | None:
    series = [Series(channel.value, i18n.gettext(channel.caption)) for channel in Channel]
    return _columns(
        "interactions", i18n.gettext("Interactions per month"), interactions_by_month(reading(), day), series
    )


def _papers(day: dt.date) -> list[SimpleNamespace | None]:
    kinds = [word for word in PAPERS if g.user.may(Area(DOCUMENT_KINDS[word].model.area), Right.READ)]
    if not kinds:
        return []
    series = [Series(word, i18n.gettext(DOCUMENT_KINDS[word].model.many)) for word in kinds]
    caption = i18n.gettext("Sales quotes and orders per month")
    return [_columns("papers", caption, papers_by_month(reading(), day, kinds), series)]


def _columns(word: str, caption: str, found: Monthly, series: Sequence[Series]) -> SimpleNamespace | None:
    """Columns, each with its parts on top of each other; nothing where there is nothing to draw."""
    series = [each for each in series if found.counts.get(each.word)]
    if not series:
        return None
    totals = {month: sum(found.counts[each.word].get(month, 0) for each in series) for month in found.months}
    most = max(totals.values())
    best = max(found.months, key=lambda month: totals[month])
    return SimpleNamespace(
        id=f"chart-{word}",
        caption=caption,
        description=i18n.gettext(
            "%(total)s in %(months)s months, most of them in %(best)s: %(most)s.",
            total=_number(sum(totals.values())), months=_number(len(totals)), best=_name(best), most=_number(most),
        ),
        parts=_parts(found, series, most),
        labels=[(_place(place, found), _short(month)) for place, month in enumerate(found.months) if place % LABELLED == 0],
        most=_number(most),
        series=[(number, each.caption) for number, each in enumerate(series)],
        rows=[(_name(month), [_number(found.counts[each.word].get(month, 0)) for each in series]) for month in found.months],
    )  # fmt: skip


def _parts(found: Monthly, series: Sequence[Series], most: int) -> list[SimpleNamespace]:
    room = WIDTH / len(found.months)
    parts = []
    for place, month in enumerate(found.months):
        foot = float(BASE)
        for number, each in enumerate(series):
            height = found.counts[each.word].get(month, 0) * (BASE - TOP) / most
            if height:
                foot -= height
                parts.append(
                    SimpleNamespace(
                        x=round(place * room + room * GAP / 2, 2), y=round(foot, 2), width=round(room * (1 - GAP), 2),
                        height=round(height, 2), number=number,
                    )
                )  # fmt: skip
    return parts


def _place(place: int, found: Monthly) -> float:
    room = WIDTH / len(found.months)
    return round(place * room + room * GAP / 2, 2)


def _evaluations(day: dt.date) -> SimpleNamespace:
    found = evaluations(reading(), day)
    rows = [(i18n.gettext(caption), None, found[word]) for word, caption in EVALUATIONS if word in found]
    return _bars("evaluations", i18n.gettext("How interactions were valued in twelve months"), rows)


def _contacts(day: dt.date) -> SimpleNamespace:
    page = page_of(Contact.type_name)
    may = page is not None and g.user.may(page.area, Right.READ)
    rows = [
        (each.name or each.no, page.url("card", key=each.no) if page and may else None, each.number)
        for each in top_contacts(reading(), day)
    ]
    return _bars("contacts", i18n.gettext("Most interactions in twelve months"), rows)


def _bars(word: str, caption: str, rows: Sequence[tuple[str, str | None, int]]) -> SimpleNamespace:
    """Bars that lie, the longest as long as there is room; they are their own table."""
    most = max((number for _caption, _url, number in rows), default=1)
    return SimpleNamespace(
        id=f"chart-{word}",
        caption=caption,
        rows=[
            SimpleNamespace(caption=caption, url=url, width=round(number * 100 / most, 1), text=_number(number))
            for caption, url, number in rows
        ],
    )


def _number(number: int) -> str:
    return formats.show_number(number, i18n.current().locale)


def _name(month: Month) -> str:
    return formats.show_month(dt.date(*month, 1), i18n.current().locale)


def _short(month: Month) -> str:
    return formats.show_short_month(dt.date(*month, 1), i18n.current().locale)
