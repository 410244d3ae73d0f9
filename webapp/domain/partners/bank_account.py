"""The record of a bank account of ours. The contact beside it is the bank."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy.orm import Mapped

from ..columns import flag, money, reference, text
from ..errors import N_
from ..series.no_series import Numbered
from ..users.rights import Area
from .partner import Partner, beside_partner


class BankAccount(Numbered, Partner):
    __tablename__ = "bank_account"
    __table_args__: Any = ()
    area: ClassVar[str] = Area.BANKING
    one: ClassVar[str] = N_("Bank Account")
    many: ClassVar[str] = N_("Bank Accounts")

    id: Mapped[int] = beside_partner()
    our_contact_code: Mapped[str | None] = reference("salesperson", N_("Our Contact Code"), 20)
    bank_account_no: Mapped[str] = text(30, N_("Bank Account No."))
    bank_branch_no: Mapped[str] = text(20, N_("Bank Branch No."))
    iban: Mapped[str] = text(50, N_("IBAN"), kind="iban")
    swift_code: Mapped[str] = text(20, N_("SWIFT Code"), kind="bic")
    posting_group_code: Mapped[str | None] = reference("bank_posting_group", N_("Bank Acc. Posting Group"), 20)
    min_balance: Mapped[Decimal] = money(N_("Min. Balance"))
    balance_last_statement: Mapped[Decimal] = money(
        N_("Balance Last Statement"), hint=N_("As long as there is money on it, its currency stays.")
    )
    blocked: Mapped[bool] = flag(N_("Blocked"))

    def search_texts(self) -> tuple[str, ...]:
        return (*super().search_texts(), self.bank_account_no, self.iban, self.swift_code)
