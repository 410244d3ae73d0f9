"""What contacts are sorted into: groups, what companies do, what persons answer for, where to look companies up."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple
from urllib.parse import quote

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column

from ..base import NEVER_AGAIN, Coded, Record
from ..changes.bulk import delete_many
from ..codes import delete_code
from ..columns import reference, text
from ..errors import N_, Refused, See, say
from ..relations.contact_relation import ContactRelation
from ..setup.people import (
    BusinessRelation,
    IndustryGroup,
    JobResponsibility,
    MailingGroup,
    OrganisationalLevel,
    WebSource,
)
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


class Holding(NamedTuple):
    """How contacts hold the codes of a table: the word that lists of contacts are narrowed by, and where both stand."""

    word: str
    of: type[Coded]
    code: Any
    contact_id: Any


HOLDINGS: dict[str, Holding] = {
    holding.of.type_name: holding
    for holding in (
        *(Holding(model.of.type_name, model.of, model.code, model.contact_id) for model in CLASSES),
        Holding("organisational_level", OrganisationalLevel, Contact.organisational_level_code, Contact.id),
        Holding("relation_code", BusinessRelation, ContactRelation.business_relation_code, ContactRelation.contact_id),
    )
}

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


def rows_of(session: Session, contact: Contact, model: type[Assigned]) -> list[tuple[Assigned, Coded]]:
    """What a contact has of a class, in the order of its codes."""
    query = select(model, model.of).join(model.of, model.of.code == model.code)
    held = query.where(model.contact_id == contact.id).order_by(model.code)
    return [(assigned, code) for assigned, code in session.execute(held)]


def search_address(source: WebSource, word: str) -> str:
    """Where a web source looks a word up."""
    if not source.url:
        see = See(WebSource.type_name, source.code, "url")
        raise Refused(N_("%(source)s has no address yet. Enter it first."), see=see, source=source.label)
    address = source.url.replace("%1", quote(word, safe=""))
    return address if address.casefold().startswith(("http://", "https://")) else f"https://{address.lstrip('/')}"


def no_of_contacts(of: type[Coded]) -> ColumnElement[int]:
    """How many contacts have a code, as a column of its table."""
    holding = HOLDINGS[of.type_name]
    return select(func.count(holding.contact_id)).where(holding.code == of.code).scalar_subquery()


def holders(of: type[Coded], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition on contacts that have a code like this."""
    holding = HOLDINGS[of.type_name]
    codes = select(of.code).where(condition)
    return Contact.id.in_(select(holding.contact_id).where(holding.code.in_(codes)))


def delete_class(session: Session, record: Coded) -> None:
    """The code goes, and with it what contacts have of it."""
    model = next(model for model in CLASSES if isinstance(record, model.of))
    delete_many(session, session.scalars(select(model).where(model.code == record.code)).all())
    delete_code(session, record)


def count_of(model: type[Assigned], contact: Contact) -> Any:
    """How many of a class a contact has; what belongs to companies is counted there for their persons too."""
    company = select(Contact.id).where(Contact.no == contact.company_no).scalar_subquery()
    ids = [contact.id, company] if model.for_type == COMPANY else [contact.id]
    return select(func.count()).select_from(model).where(model.contact_id.in_(ids)).scalar_subquery()
