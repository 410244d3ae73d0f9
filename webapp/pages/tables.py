"""The tables of lists and parts: their headings and their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType, SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from .. import i18n
from ..domain.base import Base
from ..domain.columns import Field
from . import kinds
from .keys import in_address

if TYPE_CHECKING:
    from .query import Query


Shown = Callable[[Any, Field], str | bool]
Column = tuple[str, Field, Shown]
PLAIN: Mapping[str, Any] = MappingProxyType({})


class Line(NamedTuple):
    """A row. There are hundreds of cells on a page, so each is but its text, or whether it is ticked."""

    id: str
    key: str
    url: str
    label: str
    look: str
    """What its row stands out by, if by anything."""
    head: str
    """What its link says: the text of the first cell."""
    cells: list[str | bool]
    """The others."""


def columns_view(fields: dict[str, Field], query: Query | None = None) -> list[SimpleNamespace]:
    """The headings of a table; a list's can be sorted by."""
    return [
        SimpleNamespace(
            name=name,
            caption=i18n.gettext(field.caption),
            kind=field.kind,
            numeric=kinds.KINDS[field.kind].numeric,
            attributes=_attributes(field, place, i18n.current().tag),
            **_sorting(query, name),
        )
        for place, (name, field) in enumerate(fields.items())
    ]


@cache
def _attributes(field: Field, place: int, _language: str) -> Markup:
    """What every cell of a column says of it, made once. The first column, the second, telephones and totals stay when
    a row becomes a block on a narrow screen."""
    stays = place == 1 or field.stays or field.kind == "phone"
    classes = {"numeric": kinds.KINDS[field.kind].numeric, "primary": place == 0, "secondary": stays}
    named = " ".join(name for name, fits in classes.items() if fits)
    shape = Markup('class="{}" data-caption="{}"') if named else Markup('{}data-caption="{}"')
    return shape.format(named, i18n.gettext(field.caption))


def _sorting(query: Query | None, name: str) -> dict[str, str | None]:
    if query is None:
        return {"sort_url": None, "sorted": ""}
    if query.sort.removeprefix("-") != name:
        return {"sort_url": query.url(sort=name), "sorted": ""}
    if query.sort.startswith("-"):
        return {"sort_url": query.url(sort=name), "sorted": "descending"}
    return {"sort_url": query.url(sort=f"-{name}"), "sorted": "ascending"}


def rows_view(
    base: str,
    rows: Iterable[Any],
    fields: dict[str, Field],
    prefix: str = "",
    looks: Mapping[str, str] = PLAIN,
    shown: Mapping[str, Shown] = PLAIN,
    ending: str = "",
) -> list[Line]:
    """Records below the address of their list, each first in a row with what was computed for it. A look is named by the
    attribute of a record that gives it."""
    columns = [(name, field, shown.get(name) or _shown(field)) for name, field in fields.items()]
    marks = [(look, attribute) for look, attribute in looks.items() if attribute]
    return [_line(base, row[0], row, columns, prefix, marks, ending) for row in rows]


def _line(
    base: str, record: Base, row: Any, columns: list[Column], prefix: str, marks: list[tuple[str, str]], ending: str
) -> Line:
    key, label, model = record.key, record.label, type(record)
    head, *cells = (
        shown(getattr(record if hasattr(model, name) else row, name), field) for name, field, shown in columns
    )
    look = next((look for look, attribute in marks if getattr(record, attribute)), "") if marks else ""
    return Line(
        f"{prefix}{record.id}", key, f"{base}/{in_address(key)}{ending}", label, look, str(head or label), cells
    )


def _shown(field: Field) -> Shown:
    return _is_ticked if field.kind == "flag" else kinds.KINDS[field.kind].show


def _is_ticked(value: Any, _field: Field) -> bool:
    return bool(value)
