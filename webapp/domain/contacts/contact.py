"""The record of a contact: a company, or a person who may belong to one."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, cast

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from ..base import NEVER_AGAIN, Record, has_changed, model_of
from ..columns import bytewise, choice, code_text, flag, number_of, reference, text
from ..duplicates.strings import keep_strings
from ..errors import N_, P_
from ..keys import SORT_KEY_LENGTH
from ..lasting import follow_numbers
from ..party import Business, Party
from ..relations.contact_relation import ACCOUNTS, INDICATORS, ContactRelation, refresh_indicators
from ..series.no_series import Numbered
from ..setup.marketing import CORRESPONDENCE_TYPES
from ..users.rights import Area

COMPANY, PERSON = "company", "person"
TYPES = ((COMPANY, P_("contact", "Company")), (PERSON, N_("Person")))
BELOW = "\x1f"
"""Stands between the company and the person in what contacts are sorted by."""
SORTED_BY = 100
ORDERED_BY = frozenset({"no", "name", "type", "company_no"})


class Contact(Numbered, Party, Business, Record):
    __tablename__ = "contact"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Contact")
    many: ClassVar[str] = N_("Contacts")

    type: Mapped[str] = choice("type", N_("Type"), TYPES)
    company_no: Mapped[str | None] = number_of("contact", N_("Company No."), among=COMPANY)
    first_name: Mapped[str] = text(30, N_("First Name"))
    middle_name: Mapped[str] = text(30, N_("Middle Name"))
    surname: Mapped[str] = text(30, N_("Surname"))
    initials: Mapped[str] = text(30, N_("Initials"))
    job_title: Mapped[str] = text(30, N_("Job Title"))
    email_2: Mapped[str] = text(80, N_("Email 2"), kind="email")
    pager: Mapped[str] = text(30, N_("Pager"))
    extension_no: Mapped[str] = text(30, N_("Extension No."))
    correspondence_type: Mapped[str] = choice("correspondence_type", N_("Correspondence Type"), CORRESPONDENCE_TYPES)
    salesperson_code: Mapped[str | None] = reference("salesperson", N_("Salesperson Code"), 20)
    salutation_code: Mapped[str | None] = reference("salutation", N_("Salutation Code"))
    organisational_level_code: Mapped[str | None] = reference("organisational_level", N_("Organisational Level Code"))
    exclude_from_segment: Mapped[bool] = flag(N_("Exclude from Segment"))
    minor: Mapped[bool] = flag(N_("Minor"))
    parental_consent: Mapped[bool] = flag(N_("Parental Consent Received"))
    external_id: Mapped[str] = code_text(20, N_("External ID"))

    business_relation: Mapped[str] = choice(
        "business_relation", N_("Business Relation"), INDICATORS, readonly=True, untracked=True
    )
    group_key: Mapped[str] = mapped_column(
        bytewise(2 * SORT_KEY_LENGTH + 50), default="", index=True, info={"untracked": True}, sort_order=91
    )

    __table_args__ = (
        CheckConstraint("type = 'person' OR company_no IS NULL", name="companies_belong_to_nobody"),
        CheckConstraint("company_no IS NULL OR company_no <> no", name="nobody_belongs_to_oneself"),
        CheckConstraint("minor OR NOT parental_consent", name="consent_is_for_minors"),
        Index("ix_contact_by_relation", "business_relation", "group_key"),
        Index("ix_contact_post_code", "post_code", "city"),
        Index("ix_contact_city", "city", "post_code"),
        NEVER_AGAIN,
    )

    @property
    def is_company(self) -> bool:
        return self.type == COMPANY

    def search_texts(self) -> tuple[str, ...]:
        more = (self.job_title, self.email_2, self.registration_no, self.vat_registration_no, self.external_id)
        return (*super().search_texts(), *more)

    @classmethod
    def choices_among(cls, word: str) -> ColumnElement[bool]:
        """Companies or persons; or, as “customer:C00010”, those of one account, which are all while it has no contact."""
        kind, _, no = word.partition(":")
        if kind in ACCOUNTS:
            return _of_account(kind, no)
        return cls.type == word if word else true()

    @classmethod
    def keep_derived(cls, session: Session, touched: list[Contact]) -> None:
        """The order of the list, with persons below their company; what companies are to us for their persons; and what
        companies are compared by; and papers that keep their numbers."""
        keep_strings(session, touched)
        follow_numbers(session, touched)
        moved = [contact for contact in touched if _has_moved(contact)]
        if not moved:
            return
        numbers, ids = [contact.no for contact in moved], [contact.id for contact in moved]
        session.connection().execute(_place_again(), {"ids": ids, "numbers": numbers})
        refresh_indicators(session, ids)


def _of_account(kind: str, no: str) -> ColumnElement[bool]:
    linked, account = aliased(Contact), cast(Any, model_of(kind))
    company = (
        select(func.coalesce(linked.company_no, linked.no))
        .join(ContactRelation, ContactRelation.contact_id == linked.id)
        .join(account, account.id == ContactRelation.partner_id)
        .where(account.no == no)
        .scalar_subquery()
    )
    return or_(company.is_(None), Contact.no == company, Contact.company_no == company)


def _has_moved(contact: Contact) -> bool:
    """Whether its place in the list may be another now. Right after a flush what was changed is still known."""
    return has_changed(contact, *ORDERED_BY)


@cache
def _place_again() -> Any:
    """For these contacts and the persons of these companies."""
    table: Any = Contact.__table__
    touched = or_(
        table.c.id.in_(bindparam("ids", expanding=True)), table.c.company_no.in_(bindparam("numbers", expanding=True))
    )
    return update(table).where(touched).values(group_key=group_key())


def group_key() -> ColumnElement[str]:
    """The place in the list by the names as they are."""
    return case((Contact.company_no.is_(None), _own_key()), else_=_key_below_company())


def _own_key() -> ColumnElement[str]:
    return func.substr(Contact.sort_key, 1, SORTED_BY) + literal(BELOW) + Contact.no


def _key_below_company() -> ColumnElement[str]:
    company = aliased(Contact)
    key = func.substr(company.sort_key, 1, SORTED_BY) + literal(BELOW) + company.no
    found = select(key).where(company.no == Contact.company_no).scalar_subquery()
    return found + literal(BELOW) + func.substr(Contact.sort_key, 1, SORTED_BY)
