"""What contacts are sorted into: groups, what companies do, what persons answer for, where to look companies up."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column

from ..base import NEVER_AGAIN, Coded, Record, reference, text
from ..errors import N_, Refused, say
from ..setup.people import IndustryGroup, JobResponsibility, MailingGroup, WebSource
from ..users.rights import Area
from .contact import COMPANY, PERSON, Contact


class Assigned(Record):
    """A contact is in a class once."""

    __abstract__ = True
    area: ClassVar[str] = Area.CONTACTS
    for_type: ClassVar[str] = ""
    """The type of contacts that can be in it; blank for any."""
    of: ClassVar[type[Coded]]

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    code: Mapped[str]

    @declared_attr.directive
    def __table_args__(cls) -> Any:
        return (UniqueConstraint("contact_id", "code"), NEVER_AGAIN)

    @property
    def label(self) -> str:
        return self.code


class ContactMailingGroup(Assigned):
    __tablename__ = "contact_mailing_group"
    one: ClassVar[str] = N_("Mailing Group")
    many: ClassVar[str] = N_("Mailing Groups")
    of = MailingGroup

    code: Mapped[str] = reference("mailing_group", N_("Mailing Group Code"), required=True)


class ContactIndustryGroup(Assigned):
    __tablename__ = "contact_industry_group"
    one: ClassVar[str] = N_("Industry Group")
    many: ClassVar[str] = N_("Industry Groups")
    for_type = COMPANY
    of = IndustryGroup

    code: Mapped[str] = reference("industry_group", N_("Industry Group Code"), required=True)


class ContactJobResponsibility(Assigned):
    __tablename__ = "contact_job_responsibility"
    one: ClassVar[str] = N_("Job Responsibility")
    many: ClassVar[str] = N_("Job Responsibilities")
    for_type = PERSON
    of = JobResponsibility

    code: Mapped[str] = reference("job_responsibility", N_("Job Responsibility Code"), required=True)


class ContactWebSource(Assigned):
    __tablename__ = "contact_web_source"
    one: ClassVar[str] = N_("Web Source")
    many: ClassVar[str] = N_("Web Sources")
    for_type = COMPANY
    of = WebSource

    code: Mapped[str] = reference("web_source", N_("Web Source Code"), required=True)
    search_word: Mapped[str] = text(30, N_("Search Word"))


CLASSES: tuple[type[Assigned], ...] = (
    ContactMailingGroup, ContactIndustryGroup, ContactJobResponsibility, ContactWebSource,
)  # fmt: skip

WRONG_TYPE = {
    COMPANY: N_("%(table)s belong to companies. Open the company of %(contact)s instead."),
    PERSON: N_("%(table)s belong to persons, and %(contact)s is a company."),
}


def assign(session: Session, contact: Contact, model: type[Assigned], values: dict[str, Any]) -> Assigned:
    if model.for_type not in ("", contact.type):
        raise Refused(WRONG_TYPE[model.for_type], table=say(model.many), contact=contact.label)
    if not values.get("code"):
        raise Refused(N_("Choose one."), field="code")
    mine = select(model.id).where(model.contact_id == contact.id, model.code == values["code"])
    if session.scalar(mine):
        raise Refused(N_("%(contact)s has %(code)s already."), field="code", contact=contact.label, code=values["code"])
    assigned = model(contact_id=contact.id, **values)
    session.add(assigned)
    session.flush()
    return assigned


def withdraw(session: Session, assigned: Assigned) -> None:
    session.delete(assigned)
    session.flush()


def count_of(model: type[Assigned], contact: Contact) -> Any:
    """How many of a class a contact has; what belongs to companies is counted there for their persons too."""
    company = select(Contact.id).where(Contact.no == contact.company_no).scalar_subquery()
    ids = [contact.id, company] if model.for_type == COMPANY else [contact.id]
    return select(func.count()).select_from(model).where(model.contact_id.in_(ids)).scalar_subquery()
