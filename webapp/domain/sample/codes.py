"""A few codes of the firm's own, beside those that a new company brings along."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ..base import Coded
from ..errors import N_
from ..setup.people import MailingGroup
from ..setup.places import Territory
from ..setup.trade import CustomerDiscountGroup, CustomerPriceGroup
from .adding import Sample, add_missing

CODES: tuple[tuple[type[Coded], str, str], ...] = (
    (Territory, "CITY", N_("City and surroundings")),
    (Territory, "COAST", N_("Coast and islands")),
    (Territory, "NORDICS", N_("Nordic countries")),
    (MailingGroup, "OPEN DAY", N_("Invitation to the open day")),
    (MailingGroup, "SPRING", N_("Spring catalogue")),
    (MailingGroup, "LOYAL", N_("Customers for many years")),
    (CustomerPriceGroup, "RESELLERS", N_("Prices for resellers")),
    (CustomerDiscountGroup, "LOYAL", N_("Customers for many years")),
)


def add(session: Session, sample: Sample) -> None:
    for model, code, text in CODES:
        add_missing(session, model, {"code": code, "description": sample.say(text)})
