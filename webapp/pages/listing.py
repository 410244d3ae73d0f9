"""Lists: what the address asks for, the rows of one page, and everything around them."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from flask import g, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from .. import formats, i18n
from ..db import reading
from ..domain.columns import Field
from ..domain.users.views import views_of
from . import kinds
from .actions import EMPTY, action_views, new_action
from .addresses import address_of
from .crumbs import way_of_list
from .declarations import Page
from .query import COUNTED, ROWS, Query, capped_count, read_query, rows_of
from .rendering import page_of, render
from .tables import columns_view, rows_view


def table_of(session: Session, query: Query) -> tuple[list[str], Iterator[list[Any]]]:
    """Captions and plain values of everything asked for, for an export."""
    page = query.page
    fields = [page.field(name) for name in page.columns]
    rows = session.execute(query.ordered().execution_options(yield_per=1000))
    computed = {each.name for each in page.computed}
    return [i18n.gettext(field.caption) for field in fields], (
        [
            _plain(getattr(row if name in computed else row[0], name), field)
            for name, field in zip(page.columns, fields, strict=True)
        ]
        for row in rows
    )


def _plain(value: Any, field: Field) -> Any:
    return kinds.show(value, field) if field.kind in ("choice", "flag", "secret") else value


def show_list(page: Page) -> Response:
    return render("page/list.html", "rows", list=list_view(reading(), page))


def list_view(session: Session, page: Page) -> SimpleNamespace:
    query = read_query(page)
    rows, more = rows_of(session, query)
    count = capped_count(session, query) if more or query.number > 1 else len(rows)
    caption = i18n.gettext(page.called or page.model.many)
    fields = {name: page.field(name) for name in page.columns}
    filtered = {name: page.field(name) for name in page.filtered}
    may_add = (page.add is not None or page.made_elsewhere) and g.user.may(page.area, page.write)
    return SimpleNamespace(
        title=caption,
        breadcrumb=way_of_list(page),
        count_text=_count_text(count),
        url=query.base,
        q=query.q,
        search_label=i18n.gettext("Search %(table)s", table=caption),
        empty="" if rows else "filtered" if query.is_narrowed or query.number > 1 else "none",
        empty_text=_empty_text(query),
        new=new_action(page, _beginning(query)) if may_add else None,
        actions=action_views(page.list_actions, page=page, values=query.kept if page.keeps_filters else EMPTY),
        sample=None,
        columns=columns_view(fields, query),
        rows=rows_view(
            query.base,
            rows,
            fields,
            looks={"bold": page.bold, "struck": page.struck},
            shown=page.shown,
            ending=query.query_string() if page.keeps_filters else "",
        ),
        styles=page.styles,
        filters=[
            SimpleNamespace(
                name=name,
                id=f"filter-{name}",
                caption=i18n.gettext(field.caption),
                text=query.filters.get(name, ""),
                hint=query.problems.get(name, ""),
            )
            for name, field in filtered.items()
        ],
        active_filters=[
            SimpleNamespace(
                caption=i18n.gettext(filtered[name].caption), text=typed, remove_url=query.url(**{name: None})
            )
            for name, typed in query.filters.items()
        ],
        clear_url=query.base,
        kept=[("sort", query.args["sort"])] if query.args.get("sort") else [],
        asked=query.here.partition("?")[2],
        query=query.query_string().removeprefix("?"),
        save_view_url=address_of("home.save_view", word=page.word) if page_of(page.model.type_name) is page else None,
        pager=_pager(query, rows, count, more),
        views=_views(session, query),
        export=[
            SimpleNamespace(caption=name, url=page.url("export", ending=ending) + query.query_string())
            for ending, name in (("csv", "CSV"), ("xlsx", "Excel"))
        ]
        + [
            SimpleNamespace(caption=i18n.gettext(each.caption), url=address_of(each.endpoint) + query.query_string())
            for each in page.exports
        ],
        bulk=_bulk(page),
    )


def _beginning(query: Query) -> dict[str, str]:
    """What a new record has in common with the rows; where it is made elsewhere, the way back as well."""
    back = {"back": query.here} if query.page.made_elsewhere and query.is_narrowed else {}
    return query.in_common | back


def _empty_text(query: Query) -> str:
    """Why there is nothing: a filter that cannot be read, nothing that fits, or no rows at all."""
    if query.problems:
        return " ".join(query.problems.values())
    if query.is_narrowed:
        words = ", ".join(filter(None, (query.q, *query.filters.values())))
        return i18n.gettext("Nothing found for “%(words)s”. Try fewer or other words.", words=words)
    return i18n.gettext(query.page.note)


def _count_text(count: int) -> str:
    if count > COUNTED:
        return i18n.gettext("%(number)s+ rows", number=formats.show_number(COUNTED, i18n.current().locale))
    return i18n.ngettext(
        "%(number)s row", "%(number)s rows", count, number=formats.show_number(count, i18n.current().locale)
    )


def _pager(query: Query, rows: list[Any], count: int, more: bool) -> SimpleNamespace | None:
    if not more and query.number == 1:
        return None
    first = (query.number - 1) * ROWS + 1
    number = query.number
    return SimpleNamespace(
        text=i18n.gettext(
            "%(first)s–%(last)s of %(count)s", first=first, last=first + len(rows) - 1, count=_count_text(count)
        ) if rows else "",
        previous_url=query.url(page=number - 1 if number > 2 else None) if number > 1 else None,
        next_url=query.url(page=number + 1) if more else None,
    )  # fmt: skip


def _views(session: Session, query: Query) -> list[SimpleNamespace]:
    """The saved views of this person."""
    return [
        SimpleNamespace(
            name=view.name,
            url=f"{query.base}?{view.query}",
            current=f"?{view.query}" == query.query_string(),
            delete_url=url_for("home.delete_view", view_id=view.id),
        )
        for view in views_of(session, g.user.id, query.page.word)
    ]


def _bulk(page: Page) -> list[SimpleNamespace]:
    declared = action_views([action for action in page.bulk if g.user.may(page.area, action.right)], page=page)
    if page.delete is None or not g.user.may(page.area, page.remove):
        return declared
    return [
        *declared,
        SimpleNamespace(
            id="delete-selected", caption=i18n.gettext("Delete"), icon="trash-2", url=page.url("delete_selected"),
            method="post", place="promoted", danger=True, keys="", why_not=None, confirm=None,
        )
    ]  # fmt: skip
