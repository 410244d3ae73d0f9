"""What the home page counts and counsels: cues that open the list behind them, and the first steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from ...domain.base import Base
from ...domain.contacts.contact import Contact
from ...domain.duplicates.pairs import DuplicatePair
from ...domain.duplicates.reviewing import is_open
from ...domain.errors import N_
from ...domain.interactions.dispatch import Dispatch
from ...domain.interactions.interaction import Interaction
from ...domain.interactions.promises import still_to_log
from ...domain.outbox.mail import Mail, State
from ...domain.partners.customer import Customer
from ...domain.partners.vendor import Vendor
from ...domain.relations.contact_relation import ContactRelation
from ...domain.series import NoSeries, NoSeriesLine
from ...domain.setup.company import CompanyInformation
from ...domain.setup.marketing import MarketingSetup
from ...pages.query import COUNTED


@dataclass(frozen=True)
class Cue:
    """A count with the list behind it."""

    caption: str
    table: str
    query: str
    number: ColumnElement[Any]
    warns: bool = False
    endpoint: str = ""
    """Where it leads, if not to the list of the table."""


@dataclass(frozen=True)
class Step:
    """Something a new company should do once; it ticks itself."""

    caption: str
    text: str
    table: str
    field: str
    done: ColumnElement[bool]


STEPS = (
    Step(
        N_("Complete the company information"),
        N_("Address and VAT registration no. stand on every document."),
        CompanyInformation.type_name,
        "address",
        exists().where(CompanyInformation.address != "", CompanyInformation.city != ""),
    ),
    Step(
        N_("Choose a number series for contacts"),
        N_("New contacts get their numbers from it."),
        MarketingSetup.type_name,
        "contact_nos",
        exists().where(MarketingSetup.contact_nos.is_not(None)),
    ),
    Step(
        N_("Choose the relation codes"),
        N_("They tie contacts to customers, vendors and bank accounts."),
        MarketingSetup.type_name,
        "customer_relation_code",
        exists().where(
            MarketingSetup.customer_relation_code.is_not(None),
            MarketingSetup.vendor_relation_code.is_not(None),
            MarketingSetup.bank_relation_code.is_not(None),
        ),
    ),
    Step(
        N_("Add the first contact"),
        N_("A company, or a person in one."),
        Contact.type_name,
        "",
        exists().where(Contact.id.is_not(None)),
    ),
    Step(
        N_("Link a contact with a customer, vendor or bank account"),
        N_("From then on both are kept in step: what changes on one card changes on the other."),
        Contact.type_name,
        "",
        exists().where(ContactRelation.partner_id.is_not(None)),
    ),
)


def steps_done(session: Session) -> list[bool]:
    """One query for all steps."""
    return [bool(done) for done in session.execute(select(*(step.done for step in STEPS))).one()]


def _count(of: Any, *where: ColumnElement[bool]) -> ColumnElement[Any]:
    return select(func.count(of)).where(*where).scalar_subquery()


def _some(model: type[Base], *where: ColumnElement[bool]) -> ColumnElement[Any]:
    """Counting stops a little past what is shown as 1,000+."""
    rows = select(model.id).where(*where).limit(COUNTED + 1).subquery()
    return select(func.count()).select_from(rows).scalar_subquery()


CUES = (
    Cue(N_("Contacts"), Contact.type_name, "", _some(Contact)),
    Cue(
        N_("Contacts without relation"),
        Contact.type_name,
        "?business_relation=''",
        _some(Contact, Contact.business_relation == ""),
    ),
    Cue(
        N_("Possible duplicates"),
        Contact.type_name,
        "",
        _some(DuplicatePair, is_open()),
        endpoint="contacts.duplicate_list",
    ),
    Cue(N_("Customers"), Customer.type_name, "", _some(Customer)),
    Cue(N_("Vendors"), Vendor.type_name, "", _some(Vendor)),
    Cue(
        N_("Postponed interactions"),
        Interaction.type_name,
        "",
        _some(Interaction, Interaction.postponed.is_(True)),
        endpoint="interactions.postponed_list",
    ),
    Cue(
        N_("Mails not sent"),
        Mail.type_name,
        "?state=failed%7Cheld&discarded=no",
        _some(Mail, Mail.state.in_((State.FAILED, State.HELD)), ~Mail.discarded),
        warns=True,
    ),
    Cue(
        N_("Documents not logged"),
        Interaction.type_name,
        "",
        _some(Dispatch, still_to_log()),
        warns=True,
        endpoint="home.not_logged",
    ),
    Cue(
        N_("Number series running out"),
        NoSeries.type_name,
        "",
        _count(
            NoSeriesLine.no_series_code.distinct(),
            NoSeriesLine.warning_no != "",
            NoSeriesLine.last_no_used >= NoSeriesLine.warning_no,
        ),
        warns=True,
    ),
)


def cue_numbers(session: Session) -> list[int]:
    """One query for all cues."""
    return list(session.execute(select(*(cue.number for cue in CUES))).one())
