"""The table of lines on a card, or what an answer brings of it anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup, escape

from ... import i18n
from ...domain.documents.amounts import Precision, Totals
from ...domain.documents.document import OPEN, Document
from ...domain.documents.line import TYPES, DocumentLine
from ...pages.addresses import address_of
from ...pages.rendering import url_of
from .rows import NEW_TYPE, Row, Typed, columns_of, headings, new_row, row_of, totals_view, with_typed, written_rows

MARK = "\x1f"
"""Stands around the name of what differs from line to line; no template has it."""


@dataclass
class Table:
    document: Document
    lines: Sequence[DocumentLine]
    seen: Mapping[int, int]
    """By line, how far its memory goes."""
    counted: Totals
    precision: Precision
    typed: Typed | None = None
    """What was typed into a line and could not be taken."""
    options: Sequence[tuple[str, Any]] = ()

    @property
    def is_open(self) -> bool:
        return self.document.status == OPEN

    @cached_property
    def base(self) -> str:
        return f"{url_of(self.document)}/lines"

    @cached_property
    def names(self) -> tuple[str, ...]:
        return columns_of(self.document)

    @cached_property
    def headings(self) -> list[SimpleNamespace]:
        return headings(self.document)

    @property
    def types(self) -> list[tuple[str, str]]:
        return [(value, i18n.gettext(caption)) for value, caption in TYPES]

    @property
    def totals(self) -> SimpleNamespace:
        return totals_view(self.document, self.counted, self.precision)

    @property
    def written(self) -> list[list[str]]:
        return written_rows(self.lines, self.document)

    @property
    def rows(self) -> list[Row]:
        rows = (row_of(line, self.names, self.base, self.seen.get(line.id, 0)) for line in self.lines)
        return [with_typed(row, self.typed) for row in rows]

    @property
    def new(self) -> Row:
        return with_typed(new_row(self.names, self.base), self.typed)

    def lookup_url(self, type_: str) -> str:
        return address_of("home.lookup", table=type_ or NEW_TYPE)

    def forms(self, macro: Callable[[Table, Row], str]) -> Markup:
        """All lines. They are the same form over and over: it is written once for each type, with marks where lines
        differ, and then filled."""
        patterns: dict[str, str] = {}
        return Markup("").join(self._form(row, patterns, macro) for row in self.rows)

    def _form(self, row: Row, patterns: dict[str, str], macro: Callable[[Table, Row], str]) -> Markup:
        if row.problem or row.errors:
            return Markup(macro(self, row))
        if row.type not in patterns:
            patterns[row.type] = _pattern(macro(self, self._marked(row.type)))
        texts = {name: escape(text) for name, text in row.texts.items()}
        return Markup(patterns[row.type] % {**texts, "id": row.id, "seen": row.seen, "label": escape(row.label)})

    def _marked(self, type_: str) -> Row:
        texts = {name: type_ if name == "type" else _mark(name) for name in self.names}
        url = f"{self.base}/{_mark('id')}"
        return Row(_mark("id"), url, f"{url}/delete", _mark("seen"), type_, _mark("label"), texts)


def _mark(name: str) -> str:
    return f"{MARK}{name}{MARK}"


def _pattern(html: str) -> str:
    """What differs, as the operator % fills it in."""
    plain, *rest = str(html).replace("%", "%%").split(MARK)
    names, texts = rest[::2], rest[1::2]
    return plain + "".join(f"%({name})s{text}" for name, text in zip(names, texts, strict=True))
