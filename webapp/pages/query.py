"""What the address asks of a list: search, filters, sorting, page; and the rows that answer it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import request
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from .. import i18n
from ..db import reading
from ..domain.changes.former import formerly, looks_like_a_number
from ..domain.errors import Refused
from ..domain.search import found, found_in_passing, how_many
from .declarations import Page
from .filters import narrowing

ROWS = 50
COUNTED = 1000
LAST_PAGE = 10**6
LONGEST_QUERY = 200
ASKED = "query"
"""What the form of ticked rows tells the list by."""
ONE_VALUE = re.compile(r"[\w -]+")


@dataclass
class Query:
    """What the address asks of a list: search, filters, sorting, page."""

    page: Page
    args: dict[str, str]

    @cached_property
    def q(self) -> str:
        return self.args.get("q", "")[:LONGEST_QUERY].strip()

    @cached_property
    def number(self) -> int:
        text = self.args.get("page", "1")
        return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 9 else 1

    @cached_property
    def sort(self) -> str:
        """A column, with a minus for descending; what is not a column counts as the page's own order."""
        wanted = self.args.get("sort", "")
        return wanted if wanted.removeprefix("-") in self.page.columns else self.page.sort

    @cached_property
    def filters(self) -> dict[str, str]:
        return {name: self.args[name].strip() for name in self.page.filtered if self.args.get(name, "").strip()}

    @cached_property
    def _read_filters(self) -> tuple[list[ColumnElement[bool]], dict[str, str]]:
        conditions, problems = [], {}
        for name, typed in self.filters.items():
            try:
                conditions.append(narrowing(self.page, name, typed))
            except Refused as refused:
                problems[name] = i18n.tell(refused.message)
        return conditions, problems

    @property
    def in_common(self) -> dict[str, str]:
        """What a new record has in common with the rows of the list: whatever it is narrowed to one code or choice of."""
        return {
            name: typed
            for name, typed in self.filters.items()
            if self.page.field(name).kind in ("reference", "choice") and ONE_VALUE.fullmatch(typed)
        }

    @cached_property
    def base(self) -> str:
        return self.page.url()

    @property
    def here(self) -> str:
        """The list with all that was asked of it, for whoever comes back to it."""
        return self.url(page=self.number if self.number > 1 else None)

    @property
    def problems(self) -> dict[str, str]:
        return self._read_filters[1]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.filters)

    def selected(self) -> Select[Any]:
        """The rows asked for, in their order. A filter that cannot be read selects nothing."""
        conditions, problems = self._read_filters
        computed = [each.expression.label(each.name) for each in self.page.computed if each.name in self.page.columns]
        query = select(self.page.model, *computed).where(*conditions)
        if self.page.only is not None:
            query = query.where(self.page.only)
        if self.q:
            query = query.where(or_(self._found, *self._formerly))
        if problems:
            query = query.where(self.page.model.id == -1)
        return query

    @cached_property
    def hits(self) -> int:
        """How many of this list are found by the words alone, as far as it is counted."""
        return how_many(reading(), self.page.model, self.q, COUNTED + 1, self.page.only)

    @property
    def _found(self) -> ColumnElement[bool]:
        """A few are sorted. Of many the first are met soon by reading on in the list's own order."""
        in_order = self.sort.removeprefix("-") == self.page.sort.removeprefix("-")
        meant = found_in_passing if in_order and self.hits > COUNTED else found
        return meant(self.page.model, self.q)

    @property
    def is_counted(self) -> bool:
        return bool(self.q) and not self.filters and not self._formerly

    @cached_property
    def _formerly(self) -> list[ColumnElement[bool]]:
        """The record that what is searched for was the number of, or that took in the one that had it."""
        if self.hits or not looks_like_a_number(self.q):
            return []
        former = formerly(reading(), self.page.model, self.q)
        return [self.page.model.id == former.id] if former is not None else []

    @property
    def finds_nothing(self) -> bool:
        return bool(self.q) and not self.hits and not self._formerly

    def ordered(self) -> Select[Any]:
        name = self.sort.removeprefix("-")
        column = self.page.column(self.page.model.ordered_as.get(name, name))
        down = self.sort.startswith("-")
        order = (column.desc(), self.page.model.id.desc()) if down else (column, self.page.model.id)
        return self.selected().order_by(*order)

    def url(self, **changed: str | int | None) -> str:
        return self.base + self.query_string(**changed)

    @property
    def kept(self) -> dict[str, str]:
        wanted = {"q": self.q, "sort": self.args.get("sort", ""), **self.filters}
        return {name: value for name, value in wanted.items() if value}

    def query_string(self, **changed: str | int | None) -> str:
        wanted: dict[str, str | int | None] = {**self.kept, **changed}
        kept = {name: value for name, value in wanted.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


def read_query(page: Page) -> Query:
    return Query(page, request.args.to_dict())


def list_left(page: Page) -> str:
    """The list whose rows were ticked, as it was: their form tells what was asked of it."""
    return Query(page, dict(parse_qsl(request.form.get(ASKED, "")))).here


def led_here(page: Page) -> str:
    """What the list of a card was narrowed to, where a card keeps that."""
    return read_query(page).query_string() if page.keeps_filters else ""


def rows_of(session: Session, query: Query) -> tuple[list[Any], bool]:
    """The rows of the page asked for, each the record and what was computed for it, and whether there are more."""
    if query.finds_nothing:
        return [], False
    rows = list(session.execute(query.ordered().offset((query.number - 1) * ROWS).limit(ROWS + 1)))
    return rows[:ROWS], len(rows) > ROWS


def capped_count(session: Session, query: Query) -> int:
    """Counting stops a little past what is shown as 1,000+."""
    if query.is_counted:
        return query.hits
    some = query.selected().with_only_columns(query.page.model.id).limit(COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0
