"""The lines of a document as a table: to be written into, or as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from types import MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple

from ... import formats, i18n
from ...domain.base import field_of
from ...domain.columns import Field
from ...domain.documents.amounts import Precision, Totals
from ...domain.documents.document import Document
from ...domain.documents.kinds import kind_of
from ...domain.documents.line import TEXT, DocumentLine
from ...domain.errors import N_
from ...pages import kinds

COLUMNS = (
    "type", "product_no", "description", "quantity", "unit_code", "unit_price", "discount_percent", "amount", "vat_rate_code",
)  # fmt: skip
SHORT = {"discount_percent": N_("Disc. %"), "vat_rate_code": N_("VAT"), "unit_code": N_("Unit")}
"""What stands above narrow columns."""
PRICES = frozenset(("unit_price", "amount"))
"""Shown with cents, even where there are none."""
NEW, NEW_TYPE = "new", "item"
NOTHING: Mapping[str, str] = MappingProxyType({})


class Row(NamedTuple):
    id: str
    url: str
    delete_url: str
    seen: str
    type: str
    label: str
    texts: Mapping[str, str]
    errors: Mapping[str, str] = NOTHING
    problem: str = ""
    problem_link: Any = None


@dataclass
class Typed:
    """What was typed into a line and could not be taken."""

    id: str
    values: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    link: Any = None


def columns_of(document: Document) -> tuple[str, ...]:
    return (*COLUMNS, "quantity_to_ship") if kind_of(document).stays else COLUMNS


@cache
def line_field(name: str) -> Field:
    """Amounts of lines can be typed: then the discount follows."""
    declared = field_of(DocumentLine, name)
    return AMOUNT if name == "amount" else declared


AMOUNT = Field(field_of(DocumentLine, "amount").caption, "decimal", decimals=4)


def headings(document: Document) -> list[SimpleNamespace]:
    own = kind_of(document).side.line_captions
    return [
        SimpleNamespace(
            name=name,
            caption=i18n.gettext(SHORT.get(name) or own.get(name) or line_field(name).caption),
            title=i18n.gettext(own.get(name) or line_field(name).caption),
            numeric=kinds.KINDS[line_field(name).kind].numeric,
        )
        for name in columns_of(document)
    ]


def row_of(line: DocumentLine, names: Sequence[str], base: str, seen: int) -> Row:
    texts = {name: edited(name, getattr(line, name), line.type) for name in names}
    url = f"{base}/{line.id}"
    return Row(str(line.id), url, f"{url}/delete", str(seen), line.type, line.label, texts)


def new_row(names: Sequence[str], base: str) -> Row:
    texts = {name: NEW_TYPE if name == "type" else "" for name in names}
    return Row(NEW, base, "", "", NEW_TYPE, i18n.gettext("New line"), texts)


def with_typed(row: Row, typed: Typed | None) -> Row:
    """What was typed into it comes back with what is wrong."""
    if typed is None or typed.id != row.id:
        return row
    texts = {name: typed.values.get(name, text) for name, text in row.texts.items()}
    return row._replace(texts=texts, errors=typed.errors, problem=typed.problem, problem_link=typed.link)


def edited(name: str, value: Any, type_: str) -> str:
    """As it is typed; a text has no numbers."""
    declared = line_field(name)
    if type_ == TEXT and kinds.KINDS[declared.kind].numeric:
        return ""
    if name in PRICES:
        return formats.edit_number(value, i18n.current().locale, cents(value))
    return "" if value is None else kinds.KINDS[declared.kind].edit(value, declared)


def written_rows(lines: Sequence[DocumentLine], document: Document) -> list[list[str]]:
    """As they stand, for looking only."""
    return [[_shown(name, line) for name in columns_of(document)] for line in lines]


def _shown(name: str, line: DocumentLine) -> str:
    declared, value = line_field(name), getattr(line, name)
    if line.type == TEXT and kinds.KINDS[declared.kind].numeric:
        return ""
    if name in PRICES:
        return formats.show_number(value, i18n.current().locale, cents(value))
    return kinds.show(value, declared)


def cents(value: Decimal) -> int:
    """How many decimals a price is shown with: two, or as many as it has."""
    return max(2, -int(value.normalize().as_tuple().exponent))


def totals_view(document: Document, totals: Totals, precision: Precision) -> SimpleNamespace:
    locale = i18n.current().locale

    def money(value: Any) -> str:
        return formats.show_number(value, locale, precision.places)

    return SimpleNamespace(
        currency=document.currency_code or "",
        subtotal=money(totals.subtotal),
        discount=money(-totals.discount) if totals.discount else "",
        net=money(totals.net),
        rates=[
            SimpleNamespace(
                caption=i18n.gettext(
                    "VAT %(identifier)s %(percent)s",
                    identifier=rate.key.identifier,
                    percent=formats.show_percent(rate.key.percent, locale),
                ),
                base=money(rate.base),
                vat=money(rate.vat),
            )
            for rate in totals.rates
        ],
        total=money(totals.total),
        with_vat=document.prices_include_vat,
    )
