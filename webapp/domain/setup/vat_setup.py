"""How VAT is counted between us and a group of customers or vendors, where it is not as usual."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session

from ..base import NEVER_AGAIN, Record, fresh
from ..columns import choice, code_text, percent, reference
from ..documents.vat import VAT_KINDS
from ..errors import N_, Refused
from ..users.rights import Area


class VatSetup(Record):
    """Without such a row, the rate of the line holds."""

    __tablename__ = "vat_setup"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("VAT Posting Setup")
    many: ClassVar[str] = N_("VAT Posting Setup")

    vat_posting_group_code: Mapped[str] = reference(
        "vat_posting_group", N_("VAT Bus. Posting Group"), 20, required=True
    )
    vat_rate_code: Mapped[str] = reference("vat_rate", N_("VAT Rate Code"), required=True)
    kind: Mapped[str] = choice("vat_kind", N_("VAT Calculation Type"), VAT_KINDS)
    rate: Mapped[Decimal] = percent(N_("VAT %"))
    identifier: Mapped[str] = code_text(20, N_("VAT Identifier"))

    __table_args__: Any = (UniqueConstraint("vat_posting_group_code", "vat_rate_code"), NEVER_AGAIN)

    @property
    def label(self) -> str:
        return f"{self.vat_posting_group_code} {self.vat_rate_code}"


def add_vat_setup(session: Session, values: Mapping[str, Any]) -> VatSetup:
    row = fresh(VatSetup, **values)
    same = select(VatSetup.id).where(
        VatSetup.vat_posting_group_code == row.vat_posting_group_code, VatSetup.vat_rate_code == row.vat_rate_code
    )
    if session.scalar(same):
        raise Refused(N_("There is a row for this group and rate already. Change that one."), field="vat_rate_code")
    session.add(row)
    session.flush()
    return row
