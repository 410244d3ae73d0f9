"""Which VAT a line bears: the rate of what is sold, unless something else is set up for whom it is sold to."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..setup.trade import VatRate
from ..setup.vat_setup import VatSetup
from .vat import VatKind


class LineVat(NamedTuple):
    identifier: str = ""
    percent: Decimal = Decimal(0)
    kind: str = VatKind.NORMAL.value


def vat_for(session: Session, group_code: str | None, rate_codes: Collection[str]) -> dict[str, LineVat]:
    """By rate code, the VAT between us and a group of customers or vendors."""
    if not rate_codes:
        return {}
    rates = session.execute(select(VatRate.code, VatRate.rate).where(VatRate.code.in_(rate_codes)))
    found = {code: LineVat(code, rate) for code, rate in rates}
    special = select(VatSetup).where(
        VatSetup.vat_posting_group_code == group_code, VatSetup.vat_rate_code.in_(rate_codes)
    )
    for row in session.scalars(special) if group_code else ():
        found[row.vat_rate_code] = LineVat(row.identifier or row.vat_rate_code, row.rate, row.kind)
    return found
