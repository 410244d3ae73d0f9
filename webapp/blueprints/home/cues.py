"""What the home page counts and counsels: cues that open the list behind them, and the first steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from ...domain.errors import N_
from ...domain.series import NoSeries, NoSeriesLine
from ...domain.setup.company import CompanyInformation, MailSetup
from ...domain.setup.marketing import MarketingSetup
from ...domain.setup.people import Salesperson
from ...domain.users.user import User


@dataclass(frozen=True)
class Cue:
    """A count with the list behind it."""

    caption: str
    table: str
    query: str
    number: ColumnElement[Any]
    warns: bool = False


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
        CompanyInformation.__tablename__,
        "address",
        exists().where(CompanyInformation.address != "", CompanyInformation.city != ""),
    ),
    Step(
        N_("Choose a number series for contacts"),
        N_("New contacts get their numbers from it."),
        MarketingSetup.__tablename__,
        "contact_nos",
        exists().where(MarketingSetup.contact_nos.is_not(None)),
    ),
    Step(
        N_("Choose the relation codes"),
        N_("They tie contacts to customers, vendors and bank accounts."),
        MarketingSetup.__tablename__,
        "customer_relation_code",
        exists().where(
            MarketingSetup.customer_relation_code.is_not(None),
            MarketingSetup.vendor_relation_code.is_not(None),
            MarketingSetup.bank_relation_code.is_not(None),
        ),
    ),
    Step(
        N_("Name the mail server"),
        N_("Quotes and orders leave by it."),
        MailSetup.__tablename__,
        "host",
        exists().where(MailSetup.host != ""),
    ),
    Step(
        N_("Add a colleague"),
        N_("Everybody signs in under their own name, so that the change log tells who did what."),
        User.__tablename__,
        "",
        select(func.count()).select_from(User).where(User.active).scalar_subquery() > 1,
    ),
)


def steps_done(session: Session) -> list[bool]:
    """One query for all steps."""
    return [bool(done) for done in session.execute(select(*(step.done for step in STEPS))).one()]


def _count(of: Any, *where: ColumnElement[bool]) -> ColumnElement[Any]:
    return select(func.count(of)).where(*where).scalar_subquery()


CUES = (
    Cue(
        N_("Number series running out"),
        NoSeries.__tablename__,
        "",
        _count(
            NoSeriesLine.no_series_code.distinct(),
            NoSeriesLine.warning_no != "",
            NoSeriesLine.last_no_used >= NoSeriesLine.warning_no,
        ),
        warns=True,
    ),
    Cue(
        N_("Salespeople and purchasers"),
        Salesperson.__tablename__,
        "?blocked=no",
        _count(Salesperson.id, Salesperson.blocked.is_(False)),
    ),
    Cue(N_("Active users"), User.__tablename__, "?active=yes", _count(User.id, User.active)),
)


def cue_numbers(session: Session) -> list[int]:
    """One query for all cues."""
    return list(session.execute(select(*(cue.number for cue in CUES))).one())
