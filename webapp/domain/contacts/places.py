"""Address help: a post code knows its city, and a city its post code, from the addresses there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, select, union
from sqlalchemy.orm import Session

from ..base import Base
from ..party import PLACE

TABLES = ("contact", "partner")
MOST = 12


class Place(NamedTuple):
    post_code: str
    city: str
    county: str
    country_code: str | None


def fill_in_place(session: Session, party: Any, typed: Mapping[str, Any]) -> None:
    """Where one half of a place was typed and the other is blank, fill in what is known, if it is only one."""
    if typed.get("post_code") and not party.city:
        known = places(session, party.country_code, post_code=party.post_code)
    elif typed.get("city") and not party.post_code:
        known = places(session, party.country_code, city=party.city)
    else:
        return
    if len(known) == 1:
        for field in (*PLACE, "country_code"):
            if not getattr(party, field):
                setattr(party, field, getattr(known[0], field))


def places(session: Session, country_code: str | None, **what: str) -> list[Place]:
    """The known places with this post code or city, in this country if there is one."""
    return [Place._make(row) for row in _rows(session, country_code, what)]


def _rows(session: Session, country_code: str | None, what: Mapping[str, str]) -> list[Row[Any]]:
    parts = union(*(_part(table, country_code, what) for table in TABLES)).limit(MOST)
    return list(session.execute(parts))


def _part(table: str, country_code: str | None, what: Mapping[str, str]) -> Select[Any]:
    columns = Base.metadata.tables[table].c
    query = select(*(columns[field] for field in Place._fields)).distinct()
    query = query.where(columns.post_code != "", columns.city != "")
    for field, value in what.items():
        query = query.where(columns[field] == value)
    return query.where(columns.country_code == country_code) if country_code else query


def suggested(session: Session, field: str, typed: str) -> list[tuple[str, str]]:
    """What a post code or city that begins like this could be, with the other half beside it."""
    other = "city" if field == "post_code" else "post_code"
    parts = []
    for table in TABLES:
        columns = Base.metadata.tables[table].c
        begins = columns[field].between(typed, typed + "\uffff")
        parts.append(select(columns[field], columns[other]).distinct().where(begins, columns[other] != "").limit(MOST))
    rows = session.execute(union(*(select(part.subquery()) for part in parts)).limit(MOST))
    return sorted((value, beside) for value, beside in rows)
