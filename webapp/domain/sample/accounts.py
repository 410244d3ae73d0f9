"""Customers, vendors and bank accounts of the sample, each come about in one of the ways there are."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..contacts.contact import Contact
from ..partners.kinds import PARTNER_KINDS, PartnerKind
from ..partners.partner import Partner
from ..relations.changing import add_partner, change_partner
from ..relations.creating import create_as
from ..relations.linking import PARTNER, Choice, link
from ..relations.links import contact_of, relation_code
from ..relations.partner_fields import new_partner
from ..setup.company import CompanyInformation
from ..setup.places import Country
from ..setup.single import the
from .adding import Known, brought

LINKED: dict[str, tuple[str, dict[str, Any]]] = {
    "Kaasmakerij ’t Hoekje": (
        "customer",
        {
            "name": "Kaasmakerij ’t Hoekje",
            "address": "Kaasmarkt 1 A",
            "phone_no": "+31 20 000 0239",
            "salesperson_code": "EW",
        },
    ),
    "Ferronnerie Béthier & Fils": (
        "vendor",
        {
            "name": "Ferronnerie Béthier et Fils",
            "city": "Lyon",
            "email": "compta@bethier.example",
            "purchaser_code": "JV",
        },
    ),
}
"""Accounts that were kept apart from their contact for years; where the two differ, the account knows better."""

ALONE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("customer", {"name": "Kiosken på Brygga", "address": "Brygga 1", "post_code": "5003", "city": "Bergen"}),
    ("vendor", {"name": "Papir og Pakk AS", "address": "Industriveien 44", "post_code": "1407", "city": "Vinterbro"}),
)
"""From the time before contacts were kept; nobody has made theirs yet."""

NOTHING: Mapping[str, Any] = {}
BY_BANK = {"payment_method_code": "BANK"}
TERMS: dict[str, dict[str, Any]] = {
    "customer": BY_BANK,
    "vendor": {**BY_BANK, "payment_terms_code": "30D"},
    "bank_account": {"posting_group_code": "BANK"},
}
OWN: dict[tuple[str, str], dict[str, Any]] = {
    ("customer", "Myrvold Hotell AS"): {"credit_limit": Decimal(150_000), "payment_terms_code": "30D"},
    ("customer", "Brødrene Lien Bakst AS"): {"credit_limit": Decimal(40_000), "payment_terms_code": "14D"},
    ("customer", "De Gouden Lampion B.V."): {"price_group_code": "RESELLERS", "payment_terms_code": "2% 8D/30D"},
    ("customer", "Van Veldhoven Verlichting"): {"price_group_code": "RESELLERS"},
    ("customer", "Whitcombe & Daughters Ltd"): {"price_group_code": "RESELLERS", "discount_group_code": "LOYAL"},
    ("customer", "Laternenhaus Krüger GmbH"): {"price_group_code": "RESELLERS", "blocked": "ship"},
    ("customer", "ООО «Светлый дом»"): {"payment_terms_code": "PREPAID", "prices_include_vat": True},
    ("vendor", "Østhavn Glassverk AS"): {"our_account_no": "10442", "shipment_method_code": "EXW"},
    ("vendor", "Atelier Clairval Sàrl"): {"shipment_method_code": "DAP", "payment_terms_code": "60D"},
    ("bank_account", "Fjordbanken Nordvik"): {
        "iban": "NO2200000012351", "bank_account_no": "00000012351", "swift_code": "FJNVNO22",
        "min_balance": Decimal(25_000),
    },
    ("bank_account", "Bank De Dijk N.V."): {"iban": "NL14ZZZZ0000012345", "swift_code": "ZZZZNL2A"},
    ("bank_account", "Banque du Vieux-Port SA"): {"iban": "CH1300000000000012345", "swift_code": "VPRTCH22"},
}  # fmt: skip
"""What is agreed with single ones, by kind and name."""


class Accounts:
    """Makes accounts in a company that may lack some of the codes."""

    def __init__(self, session: Session, known: Known) -> None:
        self.session = session
        self.known = known
        self.home = the(session, CompanyInformation).country_code
        self.in_eu = frozenset(session.scalars(select(Country.code).where(Country.in_eu)))

    def first(self, word: str, values: dict[str, Any]) -> Contact:
        """The account comes first, and its contact along with it."""
        kind = PARTNER_KINDS[word]
        relation_code(self.session, kind)
        own = {kind.responsible if field == "salesperson_code" else field: value for field, value in values.items()}
        partner = add_partner(self.session, kind, self.known.only(kind.model, own))
        self._agree(kind, partner)
        contact = contact_of(self.session, partner)
        assert contact is not None
        return contact

    def of(self, contact: Contact, word: str, primary: Contact | None = None) -> None:
        """The contact becomes one."""
        kind = PARTNER_KINDS[word]
        partner = create_as(self.session, contact, kind).partner
        self._agree(kind, partner, {"primary_contact_no": primary.no} if primary else {})

    def linked(self, contact: Contact, word: str, values: dict[str, Any]) -> None:
        """It was there all the time, and is linked now."""
        kind = PARTNER_KINDS[word]
        partner = new_partner(self.session, kind, self.known.only(kind.model, values))
        link(self.session, contact, partner, Choice(PARTNER))
        self._agree(kind, partner)

    def alone(self) -> None:
        for word, values in ALONE:
            kind = PARTNER_KINDS[word]
            if values["name"] not in brought(self.session, kind.model):
                self._agree(kind, new_partner(self.session, kind, self.known.only(kind.model, values)))

    def _agree(self, kind: PartnerKind, partner: Partner, more: Mapping[str, Any] = NOTHING) -> None:
        """The terms, and the posting groups of the place it is in."""
        wanted = {
            **TERMS[kind.word],
            **self._groups(partner),
            **OWN.get((kind.word, partner.name), NOTHING),
            **more,
        }
        fitting = {field: value for field, value in wanted.items() if field in kind.model.__mapper__.columns}
        change_partner(self.session, partner, self.known.only(kind.model, fitting))

    def _groups(self, partner: Partner) -> dict[str, str]:
        if not hasattr(partner, "gen_posting_group_code"):
            return {}
        fields = ("posting_group_code", "gen_posting_group_code", "vat_posting_group_code")
        return dict.fromkeys(fields, self._whereabouts(partner.country_code))

    def _whereabouts(self, country: str | None) -> str:
        if country in (None, self.home):
            return "DOMESTIC"
        return "EU" if {country, self.home} <= self.in_eu else "FOREIGN"
