"""One search for everything: pages with their synonyms, and records."""

from __future__ import annotations

from types import SimpleNamespace

from flask import g, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading
from ...domain.base import Base, Coded, model_of
from ...domain.changes import OF_A_KEY, Change, formerly, looks_like_a_number
from ...domain.keys import search_key, search_words
from ...domain.search import SearchEntry, matches
from ...domain.users.rights import Right
from ...pages import Page, render
from ...pages.rendering import directory
from ...security import signed_in
from . import bp

MOST_PAGES = 8
MOST_RECORDS = 20
LONGEST = 200


@bp.get("/search")
@signed_in
def search() -> Response:
    q = request.args.get("q", "")[:LONGEST].strip()
    groups = [group for group in (_pages(q), _records(q)) if group.items] if q else []
    return render("search.html", "results", search=SimpleNamespace(q=q, groups=groups))


def _pages(q: str) -> SimpleNamespace:
    words = search_words(q)
    hits = [page for page in directory().values() if not page.parent and _is_meant(page, words)]
    return SimpleNamespace(
        caption=i18n.gettext("Pages"),
        items=[
            SimpleNamespace(
                caption=_caption(page),
                detail=i18n.gettext(page.note),
                url=page.url("card" if page.is_single else "list"),
                icon=page.icon,
            )
            for page in hits[:MOST_PAGES]
        ],
    )


def _caption(page: Page) -> str:
    return i18n.gettext(page.model.one if page.is_single else page.model.many)


def _is_meant(page: Page, words: tuple[str, ...]) -> bool:
    """Every word typed begins a word of the caption or the synonyms."""
    if not g.user.may(page.area, Right.READ):
        return False
    known = search_key(_caption(page), i18n.gettext(page.model.one), i18n.gettext(page.synonyms)).split()
    return bool(words) and all(any(have.startswith(word) for have in known) for word in words)


def _records(q: str) -> SimpleNamespace:
    readable = [table for table, page in directory().items() if g.user.may(page.area, Right.READ)]
    entries = (
        reading()
        .execute(
            select(SearchEntry.record_type, SearchEntry.record_id)
            .where(matches(q), SearchEntry.record_type.in_(readable))
            .order_by(SearchEntry.id)
            .limit(MOST_RECORDS)
        )
        .all()
    )
    found = list(dict.fromkeys([*_former(q, readable), *_load(entries)]))
    return SimpleNamespace(caption=i18n.gettext("Records"), items=[_hit(record) for record in found])


def _former(q: str, readable: list[str]) -> list[Base]:
    """Those that had this number before, or took in who had it."""
    if not looks_like_a_number(q):
        return []
    named = select(Change.record_type).where(Change.before == q.upper(), OF_A_KEY).distinct()
    tables = reading().scalars(named.where(Change.record_type.in_(readable)))
    found = (formerly(reading(), model_of(table), q) for table in tables)
    return [record for record in found if record is not None]


def _load(entries: list[tuple[str, int]]) -> list[Base]:
    """The records found, table by table, in the order found."""
    records: dict[tuple[str, int], Base] = {}
    for table in {table for table, _id in entries}:
        model = model_of(table)
        ids = [record_id for of, record_id in entries if of == table]
        records |= {(table, record.id): record for record in reading().scalars(select(model).where(model.id.in_(ids)))}
    return [records[entry] for entry in map(tuple, entries) if entry in records]


def _hit(record: Base) -> SimpleNamespace:
    page = directory()[record.type_name]
    caption = f"{record.code} · {record.description}" if isinstance(record, Coded) else record.label
    return SimpleNamespace(caption=caption, detail=i18n.gettext(record.one), url=page.card_url(record), icon=page.icon)
