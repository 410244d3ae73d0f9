"""Who we are, and what holds for the whole company."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ..columns import Field, choice, code_text, reference, text, whole
from ..errors import N_
from ..users.rights import Area
from .single import Setup

SECURITIES = (("starttls", N_("STARTTLS")), ("tls", N_("TLS")), ("none", N_("None")))


class CompanyInformation(Setup):
    __tablename__ = "company_information"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("Company Information")
    many: ClassVar[str] = N_("Company Information")

    name: Mapped[str] = text(100, N_("Name"), required=True, autocomplete="organization")
    name_2: Mapped[str] = text(50, N_("Name 2"))
    address: Mapped[str] = text(100, N_("Address"), autocomplete="address-line1")
    address_2: Mapped[str] = text(50, N_("Address 2"), autocomplete="address-line2")
    post_code: Mapped[str] = code_text(20, N_("Post Code"), autocomplete="postal-code")
    city: Mapped[str] = text(30, N_("City"), autocomplete="address-level2")
    county: Mapped[str] = text(30, N_("County"))
    country_code: Mapped[str | None] = reference("country", N_("Country/Region Code"))
    phone_no: Mapped[str] = text(30, N_("Phone No."), kind="phone", autocomplete="tel")
    email: Mapped[str] = text(80, N_("Email"), kind="email")
    home_page: Mapped[str] = text(255, N_("Home Page"), kind="url")
    vat_registration_no: Mapped[str] = code_text(20, N_("VAT Registration No."))
    registration_no: Mapped[str] = code_text(20, N_("Registration No."))
    bank_name: Mapped[str] = text(100, N_("Bank Name"))
    bank_branch_no: Mapped[str] = text(20, N_("Bank Branch No."))
    bank_account_no: Mapped[str] = text(30, N_("Bank Account No."))
    iban: Mapped[str] = code_text(50, N_("IBAN"))
    swift_code: Mapped[str] = code_text(20, N_("SWIFT Code"))
    logo_id: Mapped[int | None] = mapped_column(
        ForeignKey("picture.id"), info={"field": Field(N_("Logo"), "picture")}, active_history=True, index=True
    )


class GeneralSetup(Setup):
    __tablename__ = "general_setup"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("General Setup")
    many: ClassVar[str] = N_("General Setup")

    local_currency_code: Mapped[str | None] = reference("currency", N_("Local Currency Code"))
    bank_account_nos: Mapped[str | None] = reference("no_series", N_("Bank Account Nos."), 20)
    item_nos: Mapped[str | None] = reference("no_series", N_("Item Nos."), 20)
    resource_nos: Mapped[str | None] = reference("no_series", N_("Resource Nos."), 20)


class MailSetup(Setup):
    __tablename__ = "mail_setup"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("Mail Setup")
    many: ClassVar[str] = N_("Mail Setup")

    host: Mapped[str] = text(
        100, N_("Mail Server"), hint=N_("The name of the SMTP server, such as mail.fabrikam.example.")
    )
    port: Mapped[int] = whole(N_("Port"), default=587, lowest=1, highest=65535)
    security: Mapped[str] = choice("security", N_("Security"), SECURITIES)
    user_name: Mapped[str] = text(100, N_("User Name"))
    password: Mapped[str] = mapped_column(
        default="", info={"field": Field(N_("Password"), "secret", 100), "untracked": True}
    )
    sender_name: Mapped[str] = text(100, N_("Sender Name"))
    sender_email: Mapped[str] = text(80, N_("Sender Email"), kind="email")
