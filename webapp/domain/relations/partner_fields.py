"""An account by itself: its number, and what follows on its own card from what is typed there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from ..base import fresh
from ..partners.kinds import PartnerKind, kind_of
from ..partners.partner import Partner
from ..party import set_fields
from ..series import number_for
from ..series.giving import give_number, renumber
from ..users.user import own_salesperson


def new_partner(session: Session, kind: PartnerKind, values: dict[str, Any], own_series: str | None = None) -> Partner:
    """An account with a number of its own, not yet in touch with any contact. A template may have a series of its own."""
    if own_series:
        given = give_number(session, kind.model, own_series, dt.date.today())
    else:
        given = number_for(session, kind.model, kind.setup, kind.nos_field, typed=values.get("no", ""))
    partner = fresh(kind.model, no=given.no, no_series_code=given.series_code)
    with session.no_autoflush:
        set_partner(partner, {field: value for field, value in values.items() if field != "no"})
        if not getattr(partner, kind.responsible):
            setattr(partner, kind.responsible, own_salesperson(session))
    session.add(partner)
    session.flush()
    return partner


def set_partner(partner: Partner, values: dict[str, Any]) -> None:
    """Set what was typed. To choose another way of blocking ends being blocked for privacy."""
    if values.get("blocked", "all") != "all" and getattr(partner, "privacy_blocked", False):
        values = {"privacy_blocked": False} | values
    set_fields(partner, _with_blocking(partner, values))


def take_over(partner: Partner, values: dict[str, Any]) -> None:
    """Set what comes from the contact, as it is."""
    for field, value in taken_over(partner, values).items():
        setattr(partner, field, value)


def taken_over(partner: Partner, values: dict[str, Any]) -> dict[str, Any]:
    """What changes when these values come from the contact."""
    values = _with_blocking(partner, values)
    return {field: value for field, value in values.items() if value != getattr(partner, field)}


def _with_blocking(partner: Partner, values: dict[str, Any]) -> dict[str, Any]:
    """Blocked for privacy is blocked for everything, and not blocked any more when it ends."""
    private = values.get("privacy_blocked")
    if private is None or private == partner.privacy_blocked:  # type: ignore[attr-defined]
        return values
    return {"blocked": "all" if private else ""} | values


def renumber_partner(session: Session, partner: Partner, no: str) -> None:
    kind = kind_of(partner)
    renumber(session, partner, kind.setup, kind.nos_field, no)
