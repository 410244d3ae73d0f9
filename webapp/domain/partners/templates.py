"""Templates: what a customer or vendor made from a contact begins with, where the contact says nothing."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy.orm import Mapped

from ..base import Coded
from ..columns import choice, reference
from ..contacts.contact import TYPES
from ..errors import N_
from ..users.rights import Area
from .customer import CustomerTerms
from .partner import Partner
from .vendor import VendorTerms


class ForNewPartners:
    """Which contacts a template is for, and what else it can say of them."""

    contact_type: Mapped[str] = choice("contact_type", N_("Contact Type"), TYPES)
    nos: Mapped[str | None] = reference("no_series", N_("No. Series"), 20)
    country_code: Mapped[str | None] = reference("country", N_("Country/Region Code"))
    currency_code: Mapped[str | None] = reference("currency", N_("Currency Code"))
    language_code: Mapped[str | None] = reference("language", N_("Language Code"))
    territory_code: Mapped[str | None] = reference("territory", N_("Territory Code"))


class CustomerTemplate(ForNewPartners, CustomerTerms, Coded):
    __tablename__ = "customer_template"
    area: ClassVar[str] = Area.SALES
    one: ClassVar[str] = N_("Customer Template")
    many: ClassVar[str] = N_("Customer Templates")


class VendorTemplate(ForNewPartners, VendorTerms, Coded):
    __tablename__ = "vendor_template"
    area: ClassVar[str] = Area.PURCHASES
    one: ClassVar[str] = N_("Vendor Template")
    many: ClassVar[str] = N_("Vendor Templates")


ABOUT_ITSELF = frozenset({"id", "version", "code", "description", "contact_type", "nos"})


def apply_template(partner: Partner, template: Any) -> None:
    """Fill in what the partner does not say itself: the contact's own values win."""
    columns = partner.__mapper__.columns
    for name in set(template.__mapper__.columns.keys()) & set(columns.keys()) - ABOUT_ITSELF:
        default = columns[name].default
        if getattr(partner, name) == (default.arg if default is not None else None):
            setattr(partner, name, getattr(template, name))
