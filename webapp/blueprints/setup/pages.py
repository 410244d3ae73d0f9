"""The setup area: its records as cards and lists."""

from __future__ import annotations

from typing import NamedTuple

from ...domain.codes import change_code, delete_code
from ...domain.duplicates.records import DuplicateSearchLine
from ...domain.duplicates.setting_up import add_line as add_search_line
from ...domain.duplicates.setting_up import change_line as change_search_line
from ...domain.duplicates.setting_up import change_marketing
from ...domain.errors import N_
from ...domain.outbox.acting import change_mail_setup
from ...domain.series import (
    NoSeries,
    NoSeriesLine,
    NoSeriesRelationship,
    add_line,
    add_relationship,
    add_series,
    change_line,
    change_series,
    delete_series,
)
from ...domain.setup.company import CompanyInformation, GeneralSetup, MailSetup
from ...domain.setup.marketing import MarketingSetup
from ...domain.setup.numbering import PurchaseSetup, SalesSetup
from ...domain.users.rights import Area, Right
from ...domain.users.user import User, change_user
from ...pages import Action, Page, Tab, Why
from ...pages.actions import missing_right
from ...pages.declarations import Change
from .codes import CODES, VAT_SETUP

HOME = "setup"


def only_for_owners(_record: object, user: User, _around: object) -> Why | None:
    """The sample brings users along."""
    return None if user.may(Area.USERS, Right.SETUP) else missing_right(Area.USERS, Right.SETUP)


def setup_page(
    word: str,
    model: type,
    icon: str,
    note: str,
    *tabs: Tab,
    synonyms: str = "",
    actions: tuple[Action, ...] = (),
    change: Change = change_code,
) -> Page:
    """The page of a setup record."""
    return Page(
        word,
        model,
        HOME,
        tabs,
        icon=icon,
        note=note,
        synonyms=synonyms,
        write=Right.SETUP,
        change=change,
        actions=actions,
    )


PAPERS = (
    Tab(N_("General"), ("quote_validity", "default_quantity", "copy_comments")),
    Tab(N_("Archiving"), ("archive_quotes", "archive_orders", "archive_blanket_orders"), note=N_("When versions of documents are kept.")),
)  # fmt: skip
"""How documents go, on both sides of the trade."""

COMPANY = setup_page(
    "company", CompanyInformation, "building-2", N_("Name, addresses and numbers as they stand on every document."),
    Tab(N_("General"), (
        "name", "name_2", "address", "address_2", "post_code", "city", "county", "country_code",
        "vat_registration_no", "registration_no", "logo_id",
    ), summary=("name", "city")),
    Tab(N_("Communication"), ("phone_no", "email", "home_page"), summary=("phone_no", "email")),
    Tab(N_("Payments"), ("bank_name", "bank_branch_no", "bank_account_no", "iban", "swift_code"), summary=("iban",)),
    synonyms=N_("logo, letterhead, our address, own company"),
    actions=(Action("sample", N_("Sample data"), "setup.sample", "sparkles", place="more", enabled=only_for_owners),),
)  # fmt: skip
GENERAL = setup_page(
    "general", GeneralSetup, "settings", N_("The currency of the books, and numbers that belong to no other setup."),
    Tab(N_("General"), ("local_currency_code",)),
    Tab(N_("Numbering"), ("bank_account_nos", "item_nos", "resource_nos")),
)  # fmt: skip
MARKETING = setup_page(
    "marketing", MarketingSetup, "users", N_("How contacts are numbered and kept in step with customers, vendors and bank accounts."),
    Tab(N_("Inheritance"), (
        "inherit_salesperson", "inherit_territory", "inherit_country", "inherit_language",
        "inherit_address", "inherit_communication",
    ), note=N_("What persons take over from their company.")),
    Tab(N_("Defaults"), (
        "default_salesperson_code", "default_territory_code", "default_country_code", "default_language_code",
        "default_correspondence_type", "company_salutation_code", "person_salutation_code",
    ), note=N_("What a new contact begins with.")),
    Tab(N_("Interactions"), ("customer_relation_code", "vendor_relation_code", "bank_relation_code"),
        note=N_("The relation that ties a contact to its customer, vendor or bank account.")),
    Tab(N_("Numbering"), ("contact_nos",)),
    Tab(N_("Attachments"), ("attachment_storage", "attachment_limit"), note=N_("Where files of interactions are kept.")),
    Tab(N_("Duplicates"), ("maintain_search_strings", "autosearch_duplicates", "search_hit_percent")),
    synonyms=N_("contacts, inheritance, synchronisation, relation codes"),
    actions=(
        Action("search-strings", N_("Duplicate Search String Setup"), "setup.duplicate_search_list", "list"),
        Action("duplicates", N_("Duplicate Contacts"), "contacts.duplicate_list", "copy", right=Right.WRITE),
    ),
    change=change_marketing,
)  # fmt: skip
DUPLICATE_SEARCH = Page(
    "duplicate-search", DuplicateSearchLine, HOME,
    (Tab(N_("General"), ("field", "part", "length")),),
    columns=("field", "part", "length"), sort="id", icon="copy",
    note=N_("Which fields of companies are compared to find duplicates."), synonyms=N_("search strings, hits"),
    write=Right.SETUP, remove=Right.SETUP, add=add_search_line, change=change_search_line, delete=delete_code,
)  # fmt: skip
SALES = setup_page(
    "sales", SalesSetup, "shopping-cart", N_("Which series customers and sales documents take their numbers from."),
    Tab(N_("Numbering"), ("customer_nos", "quote_nos", "order_nos", "blanket_order_nos", "service_order_nos")),
    *PAPERS,
    synonyms=N_("receivables, customers, offers"),
)  # fmt: skip
PURCHASE = setup_page(
    "purchases", PurchaseSetup, "truck", N_("Which series vendors and purchase documents take their numbers from."),
    Tab(N_("Numbering"), ("vendor_nos", "quote_nos", "order_nos", "blanket_order_nos")),
    *PAPERS,
    synonyms=N_("payables, suppliers, vendors"),
)  # fmt: skip
MAIL = setup_page(
    "mail", MailSetup, "mail", N_("The server that mails leave by."),
    Tab(N_("Mail Server"), ("host", "port", "security", "user_name", "password")),
    Tab(N_("Sender"), ("sender_name", "sender_email")),
    synonyms=N_("SMTP, outgoing mail"),
    actions=(
        Action("test-mail", N_("Test mail"), "outbox.test_mail", "send", Right.SETUP, "post"),
        Action("mail-texts", N_("Mail Texts"), "outbox.mail_texts_list", "message-square"),
        Action("outbox", N_("Outbox"), "outbox.outbox_list", "inbox"),
    ),
    change=change_mail_setup,
)  # fmt: skip


NUMBER_SERIES = Page(
    "number-series", NoSeries, HOME,
    (Tab(N_("General"), ("code", "description", "default_nos", "manual_nos", "date_order", "allow_gaps")),),
    columns=("code", "description", "default_nos", "manual_nos", "date_order", "allow_gaps"),
    sort="code", icon="hash", note=N_("Where the numbers of records come from."), synonyms=N_("numbering, counters"),
    write=Right.SETUP, remove=Right.SETUP,
    add=add_series, change=change_series, delete=delete_series,
    actions=(
        Action("ledger", N_("Number ledger"), "setup.ledger", "list"),
        Action("test", N_("Test"), "setup.test_series", "check", method="post"),
    ),
    parts=("no_series_line", "no_series_relationship"),
)  # fmt: skip
SERIES_LINES = Page(
    "lines", NoSeriesLine, HOME,
    (Tab(N_("General"), (
        "starting_date", "starting_no", "ending_no", "warning_no", "increment_by", "last_no_used", "last_date_used",
    )),),
    columns=("starting_no", "starting_date", "ending_no", "warning_no", "increment_by", "last_no_used", "last_date_used"),
    new_fields=("starting_date", "starting_no", "ending_no", "warning_no", "increment_by"),
    sort="starting_date", note=N_("A series gives numbers once it has a line."), write=Right.SETUP, remove=Right.SETUP,
    add=add_line, change=change_line, delete=delete_code, parent=NUMBER_SERIES, parent_field="no_series_code",
)  # fmt: skip
SERIES_RELATIONSHIPS = Page(
    "relationships", NoSeriesRelationship, HOME,
    (Tab(N_("General"), ("series_code",)),),
    columns=("series_code",), sort="series_code",
    note=N_("Series that may be used where this one is set up."), write=Right.SETUP, remove=Right.SETUP,
    add=lambda session, series, values: add_relationship(session, series, values["series_code"]),
    delete=delete_code, parent=NUMBER_SERIES, parent_field="no_series_code",
)  # fmt: skip
USERS = Page(
    "users", User, HOME,
    (
        Tab(N_("General"), ("name", "email", "role", "salesperson_code", "active")),
        Tab(N_("Languages and formats"), ("language", "time_zone")),
    ),
    columns=("email", "name", "role", "language", "active"),
    sort="name", icon="user-cog", note=N_("Who signs in, and what each role may do."),
    synonyms=N_("colleagues, passwords, permissions, roles"), write=Right.SETUP, change=change_user,
    list_actions=(
        Action("new-user", N_("New"), "setup.new_user", "plus", right=Right.SETUP, place="primary", keys="Alt+N"),
    ),
    actions=(
        Action("password", N_("Set password"), "setup.user_password", "key-round", right=Right.SETUP),
        Action("sign-out-everywhere", N_("Sign out everywhere"), "setup.user_sign_out", "log-out", right=Right.SETUP, method="post"),
    ),
)  # fmt: skip

PAGES = (
    COMPANY, GENERAL, MARKETING, DUPLICATE_SEARCH, SALES, PURCHASE, MAIL,
    NUMBER_SERIES, SERIES_LINES, SERIES_RELATIONSHIPS, USERS, VAT_SETUP, *CODES,
)  # fmt: skip


class Group(NamedTuple):
    """A heading of the setup page."""

    caption: str
    words: tuple[str, ...]


GROUPS = (
    Group(N_("Company"), ("company", "general", "number-series", "users", "mail")),
    Group(N_("Contacts"), (
        "marketing", "duplicate-search", "business-relations", "mailing-groups", "industry-groups", "job-responsibilities",
        "organisational-levels", "web-sources", "salutations",
    )),
    Group(N_("Interactions"), ("interaction-template-setup", "interaction-groups", "interaction-templates", "word-templates", "mail-texts")),
    Group(N_("Sales and purchases"), (
        "sales", "purchases", "salespeople", "payment-terms", "payment-methods", "shipment-methods", "units",
        "vat-rates", "customer-posting-groups", "vendor-posting-groups", "bank-posting-groups", "general-posting-groups",
        "vat-posting-groups", "vat-posting-setup", "customer-price-groups", "customer-discount-groups", "customer-templates", "vendor-templates",
    )),
    Group(N_("Places and languages"), ("countries", "territories", "currencies", "languages")),
)  # fmt: skip
