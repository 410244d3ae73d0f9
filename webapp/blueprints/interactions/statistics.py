"""Interactions, counted by group, template, salesperson, company or person."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from ... import formats, i18n
from ...db import reading
from ...domain.columns import Field
from ...domain.errors import N_
from ...domain.interactions.statistics import BY, MOST_ROWS, By, Row, statistics
from ...domain.users.rights import Area, Right
from ...pages import render
from ...pages.forms import Form
from ...security import needs
from . import bp
from .pages import INTERACTIONS

FIELDS = {
    "by": Field(N_("Counted by"), "choice", choices=tuple((by.word, by.caption) for by in BY.values())),
    "first": Field(N_("From date"), "date"),
    "last": Field(N_("To date"), "date"),
}


@bp.get("/interactions/statistics", endpoint="statistics")
@needs(Area.INTERACTIONS, Right.READ)
def show_statistics() -> Response:
    form = Form(FIELDS, {}, request.args)
    asked: dict[str, Any] = {"by": next(iter(BY)), **({} if "by" not in request.args else form.readable())}
    by, first, last = BY[asked.get("by") or next(iter(BY))], asked.get("first"), asked.get("last")
    rows = [] if form.errors else statistics(reading(), by, first, last)
    view = SimpleNamespace(
        title=i18n.gettext("Statistics of interactions"),
        breadcrumb=[SimpleNamespace(caption=i18n.gettext(INTERACTIONS.model.many), url=INTERACTIONS.url())],
        url=request.path,
        fields=[form.control(name) for name in FIELDS],
        caption=i18n.gettext(by.caption),
        rows=[_row(by, row, first, last) for row in rows],
        note=i18n.gettext("The %(most)s most frequent are shown.", most=MOST_ROWS) if len(rows) == MOST_ROWS else "",
    )
    return render("interactions/statistics.html", view=view)


def _row(by: By, row: Row, first: dt.date | None, last: dt.date | None) -> SimpleNamespace:
    locale, numbers = i18n.current().locale, row.numbers
    return SimpleNamespace(
        name=" ".join(filter(None, (row.key, row.name))) or i18n.gettext("None"),
        url=url_for(".interactions_list", **{by.field: row.key or "''"}, date=_range(first, last), cancelled="no"),
        count=formats.show_number(numbers.number, locale),
        cost=formats.show_number(numbers.cost, locale, 2),
        duration=formats.show_number(numbers.duration, locale),
        failed=formats.show_number(numbers.failed, locale),
    )


def _range(first: dt.date | None, last: dt.date | None) -> str | None:
    """As one types it into the filter."""
    if first is None and last is None:
        return None
    return "..".join(formats.show_date(day, i18n.current().locale) if day else "" for day in (first, last))
