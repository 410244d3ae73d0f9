"""Rows copied from a spreadsheet, as lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from ...domain.documents.document import Document
from ...domain.documents.line import TEXT
from ...domain.errors import N_, Refused
from ...domain.products.product import Item
from ...pages import kinds
from ...pages.lookups import Option, looked_up
from .rows import line_field

ORDER = ("product_no", "description", "quantity", "unit_price", "discount_percent")
"""What the columns of the clipboard mean; a row with one cell is a text."""
MOST_ROWS = 500


def pasted_lines(session: Session, document: Document, rows: str) -> Iterator[dict[str, Any]]:
    given = [row.split("\t") for row in rows.replace("\r\n", "\n").split("\n") if row.strip()]
    if not given:
        raise Refused(N_("There is nothing to paste. Copy some rows first."))
    if len(given) > MOST_ROWS:
        raise Refused(N_("Paste at most %(most)s rows at a time."), most=MOST_ROWS)
    for number, cells in enumerate(given, 1):
        yield _line(session, number, [cell.strip() for cell in cells])


def _line(session: Session, number: int, cells: list[str]) -> dict[str, Any]:
    if len(cells) == 1:
        return {"type": TEXT, "description": kinds.read(cells[0], line_field("description"))}
    typed = dict(zip(ORDER, cells, strict=False))
    found: list[Option] = looked_up(session, Item, "", typed["product_no"], 2) if typed["product_no"] else []
    exact = [option for option in found if option.value == typed["product_no"].upper()] or found
    if len(exact) != 1:
        raise Refused(
            N_("Row %(number)s: there is no item %(no)s. Nothing was pasted. Mend the row, then paste again."),
            number=number,
            no=typed["product_no"][:40],
        )
    values = {name: kinds.read(text, line_field(name)) for name, text in typed.items() if text and name != "product_no"}
    return {"type": Item.type_name, "product_no": exact[0].value, **values}
