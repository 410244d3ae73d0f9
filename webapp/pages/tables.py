"""The tables of lists and parts: their headings and their rows."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from .. import i18n
from ..domain.base import Base
from ..domain.columns import Field
from . import kinds
from .keys import in_address

if TYPE_CHECKING:
    from .query import Query


class Cell(NamedTuple):
    """One of the hundreds on a page, so it holds nothing that its column knows."""

    text: str
    kind: str
    checked: bool

    @classmethod
    def of(cls, value: Any, field: Field) -> Cell:
        return cls(kinds.show(value, field), field.kind, field.kind == "flag" and bool(value))


def columns_view(fields: dict[str, Field], query: Query | None = None) -> list[SimpleNamespace]:
    """The headings of a table; a list's can be sorted by."""
    return [
        SimpleNamespace(
            name=name,
            caption=i18n.gettext(field.caption),
            numeric=kinds.KINDS[field.kind].numeric,
            primary=place == 0,
            attributes=_attributes(field, place),
            **_sorting(query, name),
        )
        for place, (name, field) in enumerate(fields.items())
    ]


def _attributes(field: Field, place: int) -> Markup:
    """What every cell of a column says of it, made once. The first column and the second stay when a row becomes a block
    on a narrow screen."""
    classes = {"numeric": kinds.KINDS[field.kind].numeric, "primary": place == 0, "secondary": place == 1}
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


def row_view(
    base: str, record: Base, fields: dict[str, Field], prefix: str = "", computed: Any = None, bold: str = ""
) -> SimpleNamespace:
    """A record below the address of its list."""
    return SimpleNamespace(
        id=f"{prefix}{record.id}",
        key=record.key,
        url=f"{base}/{in_address(record.key)}",
        label=record.label,
        bold=bool(bold) and bool(getattr(record, bold)),
        cells=[
            Cell.of(getattr(record if hasattr(type(record), name) else computed, name), field)
            for name, field in fields.items()
        ],
    )
