"""What a contact is to us. Where a customer, vendor or bank account stands behind it, both are kept in step."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    UniqueConstraint,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship
from sqlalchemy.orm.attributes import get_history
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from ..base import NEVER_AGAIN, Base, Record
from ..columns import Field, reference
from ..errors import N_, P_
from ..users.rights import Area

if TYPE_CHECKING:
    from ..contacts.contact import Contact
    from ..partners.partner import Partner

KINDS = (("customer", N_("Customer")), ("vendor", N_("Vendor")), ("bank_account", N_("Bank Account")))
ACCOUNTS = frozenset(kind for kind, _ in KINDS)
RELATION_CODES = ("customer_relation_code", "vendor_relation_code", "bank_relation_code")
"""Where Marketing Setup says which relations are for links."""
INDICATORS = (("", P_("relation", "None")), *KINDS, ("other", P_("relation", "Other")), ("multiple", N_("Multiple")))


class ContactRelation(Record):
    """A contact has each relation once, one customer, one vendor and one bank account; each of these has one contact."""

    __tablename__ = "contact_relation"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Contact Business Relation")
    many: ClassVar[str] = N_("Contact Business Relations")

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    business_relation_code: Mapped[str] = reference("business_relation", N_("Business Relation Code"), required=True)
    kind: Mapped[str | None] = mapped_column(
        String(20), info={"field": Field(N_("Link to Table"), "choice", choices=KINDS, readonly=True)}
    )
    partner_id: Mapped[int | None] = mapped_column(unique=True)

    contact: Mapped[Contact] = relationship()
    partner: Mapped[Partner | None] = relationship(
        primaryjoin="ContactRelation.partner_id == Partner.id", foreign_keys=partner_id
    )

    __table_args__ = (
        UniqueConstraint("contact_id", "business_relation_code"),
        UniqueConstraint("contact_id", "kind"),
        ForeignKeyConstraint(["partner_id", "kind"], ["partner.id", "partner.kind"], ondelete="CASCADE"),
        CheckConstraint("(kind IS NULL) = (partner_id IS NULL)", name="a_link_is_whole"),
        NEVER_AGAIN,
    )

    @property
    def label(self) -> str:
        return " – ".join(each.label for each in (self.contact, self.partner) if each is not None)

    @classmethod
    def keep_derived(cls, session: Session, touched: list[ContactRelation]) -> None:
        """Whoever has a relation, and whoever had it."""
        had_it = (get_history(relation, "contact_id", PASSIVE_NO_INITIALIZE).deleted or () for relation in touched)
        refresh_indicators(session, {relation.contact_id for relation in touched}.union(*had_it))


def refresh_indicators(session: Session, contact_ids: Collection[int]) -> None:
    """What these contacts, and the persons of those that are companies, are to us."""
    if contact_ids:
        session.connection().execute(_refresh(), {"ids": list(contact_ids)})


@cache
def _refresh() -> Any:
    contact = Base.metadata.tables["contact"]
    company = contact.alias()
    ids: Any = bindparam("ids", expanding=True)
    numbers = select(company.c.no).where(company.c.id.in_(ids))
    touched = or_(contact.c.id.in_(ids), contact.c.company_no.in_(numbers))
    return update(contact).where(touched).values(business_relation=indicator())


def refresh_every_indicator(session: Session) -> None:
    contact = Base.metadata.tables["contact"]
    stale = contact.c.business_relation != indicator()
    session.execute(update(contact).where(stale).values(business_relation=indicator()))


def indicator() -> Any:
    """What a contact is to us: its own relations count and its company's."""
    contact = Base.metadata.tables["contact"]
    company, relation = contact.alias(), ContactRelation.__table__
    mine = or_(
        relation.c.contact_id == contact.c.id,
        relation.c.contact_id
        == select(company.c.id).where(company.c.no == contact.c.company_no).correlate(contact).scalar_subquery(),
    )
    known = _codes_of_the_setup()
    only = func.max(case((relation.c.business_relation_code.in_(known), relation.c.kind), else_=None))
    says = case(
        (func.count() == 0, literal("")),
        (func.count() > 1, literal("multiple")),
        else_=func.coalesce(only, literal("other")),
    )
    return select(says).select_from(relation).where(mine).correlate(contact).scalar_subquery()


def _codes_of_the_setup() -> Any:
    setup = Base.metadata.tables["marketing_setup"].alias()
    codes = (setup.c[field] for field in RELATION_CODES)
    return union(*(select(code).where(code.is_not(None)) for code in codes)).scalar_subquery()
