"""Customers, vendors and bank accounts as lists and cards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from ... import formats, i18n
from ...domain.changes import changed_at
from ...domain.codes import delete_code
from ...domain.comments import no_of_comments
from ...domain.contacts.contact import Contact
from ...domain.deletion import delete_partner
from ...domain.errors import N_, Message, See, say
from ...domain.jobs.kinds import CREATING
from ...domain.partners.kinds import BANK_ACCOUNT, CUSTOMER, PARTNER_KINDS, VENDOR, PartnerKind, kind_of
from ...domain.partners.partner import Partner
from ...domain.partners.ship_to import ShipToAddress, add_ship_to, change_ship_to
from ...domain.relations.changing import add_partner, change_partner
from ...domain.relations.contact_relation import ContactRelation
from ...domain.relations.links import hold
from ...domain.relations.ripple import ripple_of_partner
from ...domain.setup.marketing import MarketingSetup
from ...domain.setup.places import Country
from ...domain.standing_in import any_one, meaning
from ...domain.users.rights import Area, Right
from ...domain.users.user import User
from ...domain.values.doubts import doubts_of
from ...pages import Action, Chip, Fact, FactBox, Page, Tab, Why
from ...pages.actions import missing_right
from ...pages.memory import moment_text
from ...pages.rendering import page_of

HOME = "partners"
ADDRESS = ("address", "address_2", "country_code", "post_code", "city", "county")
REACHED = ("phone_no", "mobile_phone_no", "email", "fax_no", "home_page", "language_code")


@dataclass
class Around:
    contact: Contact | None
    setup: MarketingSetup
    country: str
    changed_at: dt.datetime | None
    no_of_comments: int


def around(session: Session, partner: Partner) -> Around:
    setup, contact, iso_code, at, comments = session.execute(_facts(type(partner)), meaning(partner)).one()
    return Around(contact, setup, iso_code or "", at, comments)


@cache
def _facts(model: type[Partner]) -> Any:
    """The contact, the setup and what is one value, in one query."""
    partner = any_one(model)
    linked = select(ContactRelation.contact_id).where(ContactRelation.partner_id == partner.id)
    country = select(Country.iso_code).where(Country.code == partner.country_code)
    facts = (country.scalar_subquery(), changed_at(partner).scalar_subquery(), no_of_comments(partner))
    query = select(MarketingSetup, Contact, *facts).select_from(MarketingSetup)
    return query.outerjoin(Contact, Contact.id == linked.scalar_subquery())


def chips(partner: Partner, seen: Around) -> list[Chip]:
    """A filled chip opens the contact; an empty one offers to find it."""
    if seen.contact is None:
        return [Chip(f"{i18n.gettext(Contact.one)} –", None, "empty", EMPTY_CHIP[partner.kind])]
    page = page_of(Contact.type_name)
    assert page is not None
    of_contact = (("key", seen.contact.key), ("kind", partner.kind))
    return [
        Chip(
            f"{i18n.gettext(Contact.one)} {seen.contact.key}",
            page.card_url(seen.contact),
            "role",
            FILLED_CHIP,
            of_contact,
        )
    ]


def unless_linked(partner: Partner, _user: User, seen: Around) -> Why | None:
    kind = kind_of(partner)
    if seen.contact is not None:
        return Why(
            say(N_("It has the contact %(contact)s already."), contact=seen.contact.label),
            See("contact", seen.contact.key),
        )
    if getattr(seen.setup, kind.relation_field) is None:
        return Why(say(kind.without_relation), See(MarketingSetup.type_name, field=kind.relation_field))
    return None


def unless_no_contacts_may_come(_record: None, user: User, _around: None) -> Why | None:
    area, right = Area.CONTACTS, Right.WRITE
    return None if user.may(area, right) else missing_right(area, right)


EMPTY_CHIP = {
    word: (
        Action(
            f"link-{word}", N_("Link with existing"), f"contacts.link_{word}", "link", Right.WRITE, place="more",
            enabled=unless_linked,
        ),
    ) for word in PARTNER_KINDS
}  # fmt: skip
FILLED_CHIP = (
    Action("inspect", N_("Compare the cards"), "contacts.inspect", "columns-2", place="more"),
    Action("unlink", N_("Unlink"), "contacts.unlink", "unlink", Right.WRITE, place="more"),
)


def doubts(values: Mapping[str, Any], seen: Around) -> dict[str, Message]:
    return doubts_of(values, seen.country)


def statistics(_session: Session, partner: Partner, seen: Around) -> list[Fact]:
    contact = seen.contact
    page = page_of(Contact.type_name)
    comments = formats.show_number(seen.no_of_comments, i18n.current().locale)
    facts = [
        Fact(N_("Comments"), comments, url_for(_comments(partner), key=partner.key)),
        Fact(N_("Last changed"), moment_text(seen.changed_at) if seen.changed_at else ""),
    ]
    if contact is not None and page is not None:
        facts.insert(0, Fact(N_("Contact"), contact.label, page.card_url(contact)))
    return facts


def _comments(partner: Partner | type[Partner]) -> str:
    return f"contacts.{partner.type_name}s_comments"


def partner_page(
    word: str,
    kind: PartnerKind,
    icon: str,
    note: str,
    *tabs: Tab,
    columns: tuple[str, ...],
    synonyms: str,
    new_contact: str,
    parts: tuple[str, ...] = (),
    sections: tuple[str, ...] = (),
) -> Page:
    table = kind.model.type_name
    return Page(
        word, kind.model, HOME, tabs, columns=columns, sort="no", icon=icon, note=note, synonyms=synonyms,
        add=lambda session, values: add_partner(session, kind, values), change=change_partner, delete=delete_partner,
        hold=partial(hold, kind.model),
        around=around, chips=chips, doubts=doubts, ripple=ripple_of_partner, parts=parts,
        sections=(*sections, "interactions/timeline_beside.html"), styles=("timeline.css",),
        more_filters=("search_name", "post_code", "city", "country_code", "currency_code", "posting_group_code", "blocked"),
        factboxes=(FactBox("statistics", N_("Statistics"), statistics),),
        actions=(
            Action("create-contact", N_("Create contact"), new_contact, "user-plus", right=Right.WRITE, method="post", enabled=unless_linked),
            Action("comments", N_("Comments"), _comments(kind.model), "message-square", place="more"),
            Action("merge", N_("Merge with"), f"contacts.{table}s_merge", "merge", right=Right.DELETE, place="more"),
        ),
        bulk=(Action("merge-ticked", N_("Merge"), f"contacts.{table}s_merge_ticked", "merge", right=Right.DELETE, method="post"),),
        list_actions=(
            Action(
                "create-contacts", CREATING[kind.word].title, f"partners.{table}s_rehearse_contacts", "user-plus",
                place="more", enabled=unless_no_contacts_may_come,
            ),
            Action("import", N_("Import"), f"contacts.importing.{kind.word}_import", "upload", Right.WRITE, place="more"),
        ),
        exports=(
            Action("csv", N_("CSV, all fields"), f"contacts.{kind.word}_export_csv"),
            Action("xlsx", N_("Excel, all fields"), f"contacts.{kind.word}_export_xlsx"),
        ),
    )  # fmt: skip


CUSTOMERS = partner_page(
    "customers", CUSTOMER, "store", N_("Whom we sell to."),
    Tab(N_("General"), (
        "no", "name", "name_2", "search_name", "contact_type", "salesperson_code", "credit_limit", "blocked",
        "privacy_blocked", "registration_no", "our_account_no", "quote_address_from",
    ), summary=("name", "salesperson_code", "blocked")),
    Tab(N_("Address & Contact"), (*ADDRESS, *REACHED, "primary_contact_no", "contact_name"), summary=("city", "phone_no", "contact_name")),
    Tab(N_("Invoicing"), (
        "bill_to_customer_no", "vat_registration_no", "gen_posting_group_code", "vat_posting_group_code",
        "posting_group_code", "price_group_code", "discount_group_code", "allow_line_discount",
        "invoice_discount_code", "prices_include_vat", "currency_code", "territory_code",
    ), summary=("posting_group_code", "currency_code")),
    Tab(N_("Payments"), ("payment_terms_code", "payment_method_code"), summary=("payment_terms_code", "payment_method_code")),
    Tab(N_("Shipping"), ("ship_to_code", "shipment_method_code"), summary=("ship_to_code", "shipment_method_code")),
    Tab(N_("Picture"), ("picture_id",), open=False),
    columns=("no", "name", "contact_name", "phone_no", "city", "salesperson_code", "payment_terms_code", "blocked"),
    synonyms=N_("clients, buyers, debtors, sales accounts"), new_contact="partners.customers_create_contact", parts=("ship_to_address",), sections=("documents/_of.html",),
)  # fmt: skip
VENDORS = partner_page(
    "vendors", VENDOR, "factory", N_("Whom we buy from."),
    Tab(N_("General"), (
        "no", "name", "name_2", "search_name", "purchaser_code", "blocked", "privacy_blocked", "registration_no",
        "our_account_no",
    ), summary=("name", "purchaser_code", "blocked")),
    Tab(N_("Address & Contact"), (*ADDRESS, *REACHED, "primary_contact_no", "contact_name"), summary=("city", "phone_no", "contact_name")),
    Tab(N_("Invoicing"), (
        "pay_to_vendor_no", "vat_registration_no", "gen_posting_group_code", "vat_posting_group_code",
        "posting_group_code", "invoice_discount_code", "prices_include_vat", "currency_code", "territory_code",
    ), summary=("posting_group_code", "currency_code")),
    Tab(N_("Payments"), ("payment_terms_code", "payment_method_code", "preferred_bank_account_code"), summary=("payment_terms_code", "payment_method_code")),
    Tab(N_("Receiving"), ("shipment_method_code",), summary=("shipment_method_code",)),
    Tab(N_("Picture"), ("picture_id",), open=False),
    columns=("no", "name", "contact_name", "phone_no", "city", "purchaser_code", "payment_terms_code", "blocked"),
    synonyms=N_("suppliers, sellers, creditors"), new_contact="partners.vendors_create_contact", sections=("documents/_of.html",),
)  # fmt: skip
BANK_ACCOUNTS = partner_page(
    "bank-accounts", BANK_ACCOUNT, "landmark", N_("Our own accounts at banks."),
    Tab(N_("General"), (
        "no", "name", "name_2", "search_name", "bank_branch_no", "bank_account_no", "our_contact_code",
        "balance_last_statement", "min_balance", "blocked",
    ), summary=("name", "bank_account_no")),
    Tab(N_("Address & Contact"), (*ADDRESS, *REACHED, "contact_name"), summary=("city", "phone_no", "contact_name")),
    Tab(N_("Posting"), ("currency_code", "territory_code", "posting_group_code"), summary=("currency_code", "posting_group_code")),
    Tab(N_("Transfer"), ("iban", "swift_code"), summary=("iban", "swift_code")),
    Tab(N_("Picture"), ("picture_id",), open=False),
    columns=("no", "name", "bank_account_no", "iban", "swift_code", "currency_code", "contact_name", "our_contact_code"),
    synonyms=N_("banks, giro, IBAN, cash"), new_contact="partners.bank_accounts_create_contact",
)  # fmt: skip
SHIP_TO_ADDRESSES = Page(
    "ship-to-addresses", ShipToAddress, HOME,
    (Tab(N_("General"), (
        "code", "name", "name_2", "address", "address_2", "country_code", "post_code", "city", "county", "contact_name", "phone_no",
        "shipment_method_code",
    )),),
    columns=("code", "name", "address", "city", "contact_name"), sort="code",
    note=N_("Other places the customer wants goods sent to."),
    add=add_ship_to, change=change_ship_to, delete=delete_code, parent=CUSTOMERS, parent_field="customer_no",
)  # fmt: skip
PAGES = (CUSTOMERS, VENDORS, BANK_ACCOUNTS, SHIP_TO_ADDRESSES)
