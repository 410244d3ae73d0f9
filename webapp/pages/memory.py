"""The memory of one record: why a value is what it is, what happened, what the card was like."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from flask import request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from .. import formats, i18n
from ..db import reading
from ..domain.base import Record, model_of, seen_field
from ..domain.changes import Change, ChangeSet, Rule, as_it_was, why
from ..domain.changes.values import read
from . import kinds
from .cards import card_view, fields_of
from .crumbs import title_of, way_beyond
from .declarations import Page
from .finding import find
from .forms import Form
from .rendering import page_of, render
from .today import time_zone, today, work_date

MOST_CHANGES = 200
EARLIEST = dt.datetime(1, 1, 3, tzinfo=dt.UTC)
LATEST = dt.datetime(9999, 12, 29, tzinfo=dt.UTC)


def show_why(page: Page, **address: str) -> Response:
    """The chain of a field's values, newest first."""
    field = request.args.get("field", "")
    if field not in page.fields:
        raise NotFound
    session = reading()
    record = find(session, page, **address)
    assert isinstance(record, Record)
    declared = page.field(field)
    steps = [
        SimpleNamespace(
            when=moment_text(step.change_set.at),
            who=step.change_set.by_name,
            text=i18n.tell(step.change_set.message),
            value=kinds.show(step.after, declared),
            before=kinds.show(step.before, declared),
            rule=rule_caption(step.change.rule),
            source=source_of(step.change),
            url=change_set_url(step.change_set.id),
        )
        for step in why(session, record, field)
    ]
    title = i18n.gettext(
        "Why this value? %(caption)s of %(record)s",
        caption=i18n.gettext(declared.caption),
        record=title_of(page, record),
    )
    value = kinds.show(getattr(record, field), declared)
    return render(
        "why.html",
        "why",
        why=SimpleNamespace(
            title=title, steps=steps, value=value, url=page.card_url(record), breadcrumb=way_beyond(page, record)
        ),
    )


def show_history(page: Page, **address: str) -> Response:
    """What happened to a record, action by action."""
    session = reading()
    record = find(session, page, **address)
    sets = change_sets(session, Change.record_type == record.type_name, Change.record_id == record.id)
    history = SimpleNamespace(
        title=i18n.gettext("Change log: %(record)s", record=title_of(page, record)),
        url=page.card_url(record),
        breadcrumb=way_beyond(page, record),
        as_it_was_url=page.card_url(record, "as_it_was"),
        today=formats.show_date(today(), i18n.current().locale),
        sets=sets,
    )
    return render("changes/history.html", history=history)


def show_as_it_was(page: Page, **address: str) -> Response:
    """The card as it stood on a date, at its end; or at a moment."""
    session = reading()
    record = find(session, page, **address)
    at, problem = _moment(request.args.get("at", ""))
    values = as_it_was(session, page.model, record.id, at)
    if values is None:
        text = i18n.gettext("On %(moment)s this record did not exist.", moment=moment_text(at))
    else:
        text = i18n.gettext("As it was on %(moment)s. Nothing can be changed here.", moment=moment_text(at))
    form = Form(fields_of(page, page.fields_for(values or {})), values or {})
    form.problem = problem
    card = card_view(session, page, record, form, past=text)
    return render("page/card.html", card=card)


def _moment(typed: str) -> tuple[dt.datetime, str]:
    """A moment as the log writes it, or the end of a day as people write it; what cannot be read counts as now."""
    now = dt.datetime.now(dt.UTC)
    if not typed.strip():
        return now, ""
    try:
        moment = dt.datetime.fromisoformat(typed)
        if "T" in typed:
            return _in_every_zone(moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)), ""
    except ValueError:
        pass
    try:
        day = formats.read_date(typed, i18n.current().locale, today(), work_date())
        end = dt.datetime.combine(day, dt.time.max, ZoneInfo(time_zone()))
        return _in_every_zone(end), ""
    except formats.Misread as misread:
        return now, i18n.gettext(misread.msgid, **misread.params)


def _in_every_zone(moment: dt.datetime) -> dt.datetime:
    """In UTC, and so far from both ends of the calendar that every zone can show it."""
    return min(max(moment, EARLIEST), LATEST).astimezone(dt.UTC)


def change_sets(session: Session, *conditions: Any, most: int = MOST_CHANGES) -> list[SimpleNamespace]:
    """Changes under the action they belong to, newest first."""
    query = (
        select(Change)
        .join(Change.change_set)
        .options(contains_eager(Change.change_set))
        .where(*conditions)
        .order_by(Change.change_set_id.desc(), Change.id)
        .limit(most)
    )
    grouped: dict[int, tuple[ChangeSet, list[Change]]] = {}
    for change in session.scalars(query):
        grouped.setdefault(change.change_set_id, (change.change_set, []))[1].append(change)
    return [
        SimpleNamespace(
            id=change_set.id,
            text=i18n.tell(change_set.message),
            who=change_set.by_name,
            when=moment_text(change_set.at),
            at=change_set.at.isoformat(),
            url=change_set_url(change_set.id),
            rows=change_rows(session, changes),
        )
        for change_set, changes in grouped.values()
    ]


def change_rows(session: Session, changes: Sequence[Change]) -> list[SimpleNamespace]:
    """Field by field, with the cards of the records that are still there."""
    urls = _card_urls(session, changes)
    return [row for change in changes if (row := _row(change, urls.get((change.record_type, change.record_id))))]


def _card_urls(session: Session, changes: Sequence[Change]) -> dict[tuple[str, int], str]:
    """One query for each table."""
    ids: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        ids[change.record_type].add(change.record_id)
    return {
        (table, record.id): page.card_url(record)
        for table in ids
        if (page := page_of(table))
        for record in session.scalars(select(page.model).where(page.model.id.in_(ids[table])))
    }


def _row(change: Change, url: str | None) -> SimpleNamespace | None:
    """One field before and after, as the card shows it. Coming and going is told by the action itself."""
    model = model_of(change.record_type)
    declared = seen_field(model, change.field)
    if declared is None:
        return None
    before, after = (read(model, change.field, kept) for kept in (change.before, change.after))
    return SimpleNamespace(
        table=i18n.gettext(model.one),
        label=change.label,
        caption=i18n.gettext(declared.caption),
        before=kinds.show(before, declared) if change.before is not None else "",
        after=kinds.show(after, declared) if change.after is not None else "",
        rule=rule_caption(change.rule),
        source=source_of(change),
        url=url,
    )


def rule_caption(rule: str) -> str:
    return i18n.gettext(Rule(rule).caption)


def source_of(change: Change) -> SimpleNamespace | None:
    if change.source_type is None:
        return None
    table = i18n.gettext(model_of(change.source_type).one)
    return SimpleNamespace(text=f"{table} {change.source_label}", url=None)


def change_set_url(change_set_id: int) -> str:
    return url_for("changes.card", change_set_id=change_set_id)


def moment_text(at: dt.datetime) -> str:
    return formats.show_moment(at, i18n.current().locale, time_zone())
