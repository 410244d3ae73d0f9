"""Setup of contacts: what persons take over from their company, what new contacts begin with, numbers, duplicates."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import inspect
from sqlalchemy.orm import Mapped, Session

from ..columns import choice, flag, reference, whole
from ..duplicates.strings import rebuild
from ..errors import N_
from ..relations.contact_relation import RELATION_CODES, refresh_every_indicator
from ..users.rights import Area
from .single import Setup

STORAGES = (("database", N_("Database")), ("folder", N_("Folder")))
CORRESPONDENCE_TYPES = (("", N_("None")), ("hard_copy", N_("Hard Copy")), ("email", N_("Email")))

COMPARING = ("maintain_search_strings", "search_hit_percent")


class MarketingSetup(Setup):
    __tablename__ = "marketing_setup"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Marketing Setup")
    many: ClassVar[str] = N_("Marketing Setup")

    inherit_salesperson: Mapped[bool] = flag(N_("Salesperson Code"), default=True)
    inherit_territory: Mapped[bool] = flag(N_("Territory Code"), default=True)
    inherit_country: Mapped[bool] = flag(N_("Country/Region Code"), default=True)
    inherit_language: Mapped[bool] = flag(N_("Language Code"), default=True)
    inherit_address: Mapped[bool] = flag(N_("Address Details"), default=True)
    inherit_communication: Mapped[bool] = flag(N_("Communication Details"), default=True)

    default_salesperson_code: Mapped[str | None] = reference("salesperson", N_("Default Salesperson Code"), 20)
    default_territory_code: Mapped[str | None] = reference("territory", N_("Default Territory Code"))
    default_country_code: Mapped[str | None] = reference("country", N_("Default Country/Region Code"))
    default_language_code: Mapped[str | None] = reference("language", N_("Default Language Code"))
    default_correspondence_type: Mapped[str] = choice(
        "default_correspondence_type", N_("Default Correspondence Type"), CORRESPONDENCE_TYPES
    )
    company_salutation_code: Mapped[str | None] = reference("salutation", N_("Default Company Salutation Code"))
    person_salutation_code: Mapped[str | None] = reference("salutation", N_("Default Person Salutation Code"))

    customer_relation_code: Mapped[str | None] = reference(
        "business_relation",
        N_("Bus. Relation Code for Customers"),
        hint=N_("Without it a new customer gets no contact."),
    )
    vendor_relation_code: Mapped[str | None] = reference(
        "business_relation", N_("Bus. Relation Code for Vendors"), hint=N_("Without it a new vendor gets no contact.")
    )
    bank_relation_code: Mapped[str | None] = reference(
        "business_relation",
        N_("Bus. Relation Code for Bank Accounts"),
        hint=N_("Without it a new bank account gets no contact."),
    )

    contact_nos: Mapped[str | None] = reference("no_series", N_("Contact Nos."), 20)

    maintain_search_strings: Mapped[bool] = flag(N_("Maintain Dupl. Search Strings"), default=True)
    autosearch_duplicates: Mapped[bool] = flag(N_("Autosearch for Duplicates"), default=True)
    attachment_storage: Mapped[str] = choice(
        "attachment_storage",
        N_("Attachment Storage"),
        STORAGES,
        hint=N_("The folder “files” beside the database needs a backup of its own."),
    )
    attachment_limit: Mapped[int] = whole(N_("Largest Attachment (MB)"), default=10, lowest=1, highest=50)

    search_hit_percent: Mapped[int] = whole(N_("Search Hit %"), default=60, lowest=1, highest=100)

    @classmethod
    def keep_derived(cls, session: Session, touched: list[MarketingSetup]) -> None:
        """Another code for links makes other relations of contacts count as such; another way to compare companies
        makes other pairs."""
        if _has_changed(touched, RELATION_CODES):
            refresh_every_indicator(session)
        if _has_changed(touched, COMPARING):
            rebuild(session)


def _has_changed(touched: list[MarketingSetup], fields: tuple[str, ...]) -> bool:
    return any(inspect(setup).attrs[field].history.has_changes() for setup in touched for field in fields)
