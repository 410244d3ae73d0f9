"""A contact by itself: what it begins with, and what follows on its own card from what is typed there."""

from __future__ import annotations

from functools import cached_property
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import Session

from ..base import blanks_of, fresh
from ..party import set_fields
from ..series import number_for
from ..series.giving import Given, renumber
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from ..users.user import own_salesperson
from .company import with_company
from .contact import COMPANY, PERSON, Contact
from .inheritance import COUNTRY, LANGUAGE, SALESPERSON, TERRITORY
from .names import with_parts
from .places import fill_in_place
from .privacy import with_privacy
from .types import salutation_for, with_type

DEFAULTS = {
    "salesperson_code": ("default_salesperson_code", SALESPERSON),
    "territory_code": ("default_territory_code", TERRITORY),
    "country_code": ("default_country_code", COUNTRY),
    "language_code": ("default_language_code", LANGUAGE),
    "correspondence_type": ("default_correspondence_type", None),
}
"""What a new contact begins with, unless its company says otherwise."""


def new_contact(session: Session, values: dict[str, Any], with_defaults: bool = True) -> Contact:
    """A contact with a number of its own, not yet in touch with anybody else."""
    given = number_for(session, Contact, MarketingSetup, "contact_nos", values.get("no", ""))
    rest = {field: value for field, value in values.items() if field not in ("no", "type")}
    contact = begun(session, given, rest, with_defaults, type=values.get("type", COMPANY))
    session.add(contact)
    session.flush()
    return contact


def begun(session: Session, given: Given, values: dict[str, Any], with_defaults: bool = True, **known: Any) -> Contact:
    """What a contact is when it has its number, its type and nothing else. It is not stored."""
    return Beginning(session).contact(given, values, with_defaults, **known)


class Beginning:
    """What new contacts begin with, looked up once for however many there are."""

    def __init__(self, session: Session) -> None:
        self.session, self.setup = session, the(session, MarketingSetup)
        self.salutations = {type_: salutation_for(session, type_) for type_ in (COMPANY, PERSON)}

    @cached_property
    def own_salesperson(self) -> str | None:
        return own_salesperson(self.session)

    def contact(self, given: Given, values: dict[str, Any], with_defaults: bool = True, **known: Any) -> Contact:
        """So long as it is a draft, nothing watches what is set."""
        draft = SimpleNamespace(**blanks_of(Contact))
        vars(draft).update(known, no=given.no, no_series_code=given.series_code)
        with self.session.no_autoflush:
            _set(self.session, draft, values)
            if with_defaults:
                fill_in_place(self.session, draft, values)
        self.fill_in(draft, with_defaults)
        return fresh(Contact, **vars(draft))

    def fill_in(self, draft: Any, with_defaults: bool = True) -> None:
        """What nothing was said about, and the company says nothing about either."""
        if not draft.salutation_code:
            draft.salutation_code = self.salutations[draft.type]
        for field, (default, group) in DEFAULTS.items() if with_defaults else ():
            says_company = draft.company_no and group and getattr(self.setup, group.switch)
            if not getattr(draft, field) and not says_company:
                own = self.own_salesperson if field == "salesperson_code" else None
                setattr(draft, field, own or getattr(self.setup, default))


def set_contact(session: Session, contact: Contact, values: dict[str, Any]) -> None:
    """Set what was typed and what follows from it on this contact alone."""
    if values.get("no", contact.no) != contact.no:
        renumber(session, contact, MarketingSetup, "contact_nos", values["no"])
    put_on(session, contact, {field: value for field, value in values.items() if field != "no"})
    session.flush()


def put_on(session: Session, contact: Contact, typed: dict[str, Any]) -> None:
    """The same without storing it yet; the number stays."""
    with session.no_autoflush:
        _set(session, contact, typed)
        fill_in_place(session, contact, typed)


def take_over(contact: Contact, values: dict[str, Any]) -> None:
    """Set what comes from an account, as it is; a person's name is taken apart."""
    if not contact.is_company:
        values = with_parts(contact, values)
    for field, value in values.items():
        setattr(contact, field, value)


def _set(session: Session, contact: Any, values: dict[str, Any]) -> None:
    values = with_type(session, contact, values)
    values = with_company(session, contact, values)
    values = with_privacy(contact, values)
    if values.get("type", contact.type) != COMPANY:
        values = with_parts(contact, values)
    set_fields(contact, values)
