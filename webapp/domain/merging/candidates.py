"""Which records somebody may mean when two are one and the same, the likeliest first."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from ..changes import formerly
from ..errors import N_, Refused
from ..keys import search_key, search_words
from ..search import found

TELLING = ("vat_registration_no", "registration_no", "email", "phone_no", "mobile_phone_no", "search_name", "iban")
MOST_LOOKED_AT = 100
MOST = 10


def candidates(session: Session, record: Any) -> list[Any]:
    """Those that share a number or a word of the name with the record."""
    model = type(record)
    told = [getattr(model, name) == value for name in TELLING if (value := getattr(record, name, ""))]
    named = [found(model, word) for word in search_words(record.name)[:3] if len(word) > 2]
    query = _others(record).where(or_(*told, *named)).limit(MOST_LOOKED_AT)
    ranked = sorted(session.scalars(query), key=lambda other: (-_likeness(record, other), other.id))
    return ranked[:MOST]


def chosen_other(session: Session, record: Any, typed: str) -> Any:
    """The record somebody named: by its number, or by a name that only one has."""
    model: Any = type(record)
    typed = typed.strip()
    by_no = session.scalar(select(model).where(model.no == typed.upper())) or formerly(session, model, typed)
    if by_no is not None:
        return by_no
    named = session.scalars(_others(record).where(found(model, typed)).limit(MOST_LOOKED_AT)).all()
    same = [other for other in named if search_key(other.name) == search_key(typed)] or named
    if len(same) == 1:
        return same[0]
    text = N_("Several are called “%(typed)s”. Choose one by its number.") if same else N_("There is no “%(typed)s”. Choose another one.")  # fmt: skip
    raise Refused(text, field="with", typed=typed)


def _others(record: Any) -> Any:
    model: Any = type(record)
    alike = [model.type == record.type] if hasattr(record, "type") else []
    return select(model).where(and_(model.id != record.id, *alike)).order_by(model.id)


def _likeness(record: Any, other: Any) -> float:
    same = sum(1 for name in TELLING if getattr(record, name, "") and getattr(record, name) == getattr(other, name))
    return same + SequenceMatcher(None, search_key(record.name), search_key(other.name)).ratio()
