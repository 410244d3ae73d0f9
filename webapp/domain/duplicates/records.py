"""What companies are compared by, and who was found not to be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from ..base import NEVER_AGAIN, Record
from ..columns import choice, whole
from ..errors import N_
from ..users.rights import Area
from .pairs import LONGEST
from .strings import PARTS, SEARCHED, SHORTEST, USUAL, rebuild

if TYPE_CHECKING:
    from ..contacts.contact import Contact
    from ..partners.partner import Partner

USUALLY_SEARCHED = (
    "name", "address", "city", "phone_no", "vat_registration_no", "post_code", "email", "mobile_phone_no",
)  # fmt: skip
"""Of these a new company compares the first and the last letters."""


class DuplicateSearchLine(Record):
    """One thing that two companies may have in common: the beginning or the end of a field."""

    __tablename__ = "duplicate_search_line"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Duplicate Search String")
    many: ClassVar[str] = N_("Duplicate Search String Setup")

    field: Mapped[str] = choice("field", N_("Field"), SEARCHED, required=True)
    part: Mapped[str] = choice("part", N_("Part of Field"), PARTS, required=True)
    length: Mapped[int] = whole(N_("Length"), default=USUAL, lowest=SHORTEST, highest=LONGEST)

    __table_args__ = (
        UniqueConstraint("field", "part"),
        CheckConstraint(f"length BETWEEN {SHORTEST} AND {LONGEST}", name="length"),
        NEVER_AGAIN,
    )

    @property
    def label(self) -> str:
        return f"{self.field} {self.part}"

    @classmethod
    def keep_derived(cls, session: Session, _touched: list[Any]) -> None:
        """Other things to compare make other strings."""
        rebuild(session)


class Difference(Record):
    """Somebody has looked: these two are not the same. A contact and another one, or a contact and an account."""

    __tablename__ = "difference"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Separate Contacts")
    many: ClassVar[str] = N_("Separate Contacts")

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id", ondelete="CASCADE"), index=True)

    contact: Mapped[Contact] = relationship(foreign_keys=contact_id)
    other: Mapped[Contact | None] = relationship(foreign_keys=other_id)
    partner: Mapped[Partner | None] = relationship(foreign_keys=partner_id)

    __table_args__ = (
        UniqueConstraint("contact_id", "other_id"),
        UniqueConstraint("contact_id", "partner_id"),
        CheckConstraint("(other_id IS NULL) <> (partner_id IS NULL)", name="between_two"),
        NEVER_AGAIN,
    )

    @property
    def label(self) -> str:
        return " – ".join(each.label for each in (self.contact, self.other, self.partner) if each is not None)
