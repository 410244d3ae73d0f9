"""Brings the usual search for duplicates along for companies that were founded before there was one."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import sqlalchemy as sa

from webapp.domain.errors import N_

WHAT = N_("Brought along: what duplicates are searched by")
FIELDS = ("name", "address", "city", "phone_no", "vat_registration_no", "post_code", "email", "mobile_phone_no")
PARTS = ("first", "last")
LENGTH = 5
LINE = sa.table(
    "duplicate_search_line", *(sa.column(name, sa.Integer if name in ("id", "length", "version") else sa.String)
    for name in ("id", "field", "part", "length", "version"))
)  # fmt: skip
CHANGE_SET = sa.table(
    "change_set",
    sa.column("id", sa.Integer),
    sa.column("at", sa.DateTime),
    sa.column("by_name", sa.String),
    sa.column("what", sa.String),
)
CHANGE = sa.table(
    "change",
    sa.column("change_set_id", sa.Integer),
    sa.column("record_id", sa.Integer),
    *(sa.column(name, sa.String) for name in ("record_type", "label", "field", "after", "rule")),
)


def bring_search_lines(connection: sa.Connection) -> None:
    """Remembered as if they had come with the founding; an empty database gets them then."""
    if not connection.scalar(sa.text("SELECT count(*) FROM marketing_setup")):
        return
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    opened = sa.insert(CHANGE_SET).values(at=now, by_name="Concord", what=json.dumps([WHAT, {}]))
    change_set_id = connection.scalar(opened.returning(CHANGE_SET.c.id))
    for line in ({"field": field, "part": part, "length": LENGTH} for field in FIELDS for part in PARTS):
        line_id = connection.scalar(sa.insert(LINE).values(**line, version=1).returning(LINE.c.id))
        connection.execute(sa.insert(CHANGE), list(_changes(change_set_id, {"id": line_id, **line})))


def _changes(change_set_id: int | None, line: dict[str, Any]) -> list[dict[str, Any]]:
    shared = {
        "change_set_id": change_set_id,
        "record_type": LINE.name,
        "record_id": line["id"],
        "label": f"{line['field']} {line['part']}",
        "rule": "starter",
    }
    return [shared | {"field": name, "after": str(value)} for name, value in line.items()]
