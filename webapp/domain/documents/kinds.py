"""The kinds of documents. Everything that differs between them is a row here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..errors import N_, P_
from ..partners.kinds import CUSTOMER, VENDOR, PartnerKind
from ..partners.templates import CustomerTemplate, VendorTemplate
from ..setup.numbering import PurchaseSetup, SalesSetup
from ..setup.single import Setup
from .document import (
    BlanketPurchaseOrder,
    BlanketSalesOrder,
    Document,
    PurchaseOrder,
    PurchaseQuote,
    SalesOrder,
    SalesQuote,
    ServiceOrder,
)


class Side(NamedTuple):
    """Selling or buying."""

    word: str
    partner: PartnerKind
    setup: type[Setup]
    partner_field: str
    """Where a document names whom it is for."""
    payer_field: str
    """Where it names who is billed, and where a card says that this is somebody else."""
    template: type[CustomerTemplate] | type[VendorTemplate]
    template_field: str
    product_blocked: str
    price_field: str
    """What a product begins with on a line."""
    ships_to_us: bool
    contact_reaches: bool
    """Whether a contact's telephone and mail take the place of the account's."""
    without_partner: str
    """The refusal where a contact has no such account."""
    needs_partner: str
    needs_template: str
    other_company: str
    other_partner: str
    make_order: str
    """The button that makes an order."""
    quote: str
    line_captions: Mapping[str, str]
    """What the fields of lines are called on this side, where the two differ."""


SALES = Side(
    "sales", CUSTOMER, SalesSetup, "customer_no", "bill_to_customer_no", CustomerTemplate, "customer_template_code",
    "sales_blocked", "unit_price", ships_to_us=False, contact_reaches=True,
    without_partner=N_("%(contact)s is not linked to a customer. Link or create the customer first, or make a quote."),
    needs_partner=N_("This quote has no customer yet. Create one from the contact now?"),
    needs_template=N_("Choose a customer template on the quote before the customer is created."),
    other_company=N_("%(contact)s belongs to a different company than customer %(partner)s. Choose one of its contacts."),
    other_partner=N_("%(contact)s is linked to customer %(other)s, not %(partner)s. Choose one of its contacts."),
    make_order=N_("Make order"), quote=N_("Quote %(no)s"), line_captions={},
)  # fmt: skip
PURCHASES = Side(
    "purchase", VENDOR, PurchaseSetup, "vendor_no", "pay_to_vendor_no", VendorTemplate, "vendor_template_code",
    "purchasing_blocked", "unit_cost", ships_to_us=True, contact_reaches=False,
    without_partner=N_("%(contact)s is not linked to a vendor. Link or create the vendor first."),
    needs_partner=N_("This quote has no vendor yet. Create one from the contact now?"),
    needs_template=N_("Choose a vendor template on the quote before the vendor is created."),
    other_company=N_("%(contact)s belongs to a different company than vendor %(partner)s. Choose one of its contacts."),
    other_partner=N_("%(contact)s is linked to vendor %(other)s, not %(partner)s. Choose one of its contacts."),
    make_order=P_("purchase", "Make order"), quote=P_("purchase", "Quote %(no)s"),
    line_captions={
        "quantity_to_ship": N_("Qty. to Receive"), "shipment_date": N_("Expected Receipt Date"),
        "unit_price": N_("Direct Unit Cost"),
    },
)  # fmt: skip
SIDES = (SALES, PURCHASES)


class DocumentKind(NamedTuple):
    model: type[Document]
    side: Side
    noun: str
    """What its papers are called beside their number."""
    nos_field: str
    new: str
    """The button that makes one."""
    blocked_by: frozenset[str]
    """The ways of blocking a customer or vendor that keep such documents from being made."""
    for_prospects: bool = False
    """Whether it can be made for a contact who is no customer or vendor yet."""
    posts: bool = True
    """Whether it has a posting date from the beginning."""
    becomes: str = ""
    """The kind that is made of it."""
    stays: bool = False
    """Whether it stays when something is made of it, which can then be done again and again."""
    archive_field: str = ""
    """Where the setup says whether its versions are kept."""
    own_account: bool = True
    """Whether a person's own account comes before the company's."""

    @property
    def word(self) -> str:
        return self.model.type_name


CUSTOMER_BLOCKS, VENDOR_BLOCKS = frozenset({"all", "invoice", "ship"}), frozenset({"all"})

KINDS = (
    DocumentKind(
        SalesQuote, SALES, N_("Quote"), "quote_nos", N_("New sales quote"), CUSTOMER_BLOCKS, for_prospects=True,
        posts=False, becomes="sales_order", archive_field="archive_quotes",
    ),
    DocumentKind(
        SalesOrder, SALES, P_("document", "Order"), "order_nos", N_("New sales order"), CUSTOMER_BLOCKS,
        archive_field="archive_orders",
    ),
    DocumentKind(
        BlanketSalesOrder, SALES, N_("Blanket Order"), "blanket_order_nos", N_("New blanket sales order"), CUSTOMER_BLOCKS,
        posts=False, becomes="sales_order", stays=True, archive_field="archive_blanket_orders",
    ),
    DocumentKind(
        PurchaseQuote, PURCHASES, P_("purchase", "Quote"), "quote_nos", N_("New purchase quote"), VENDOR_BLOCKS,
        for_prospects=True, posts=False, becomes="purchase_order", archive_field="archive_quotes",
    ),
    DocumentKind(
        PurchaseOrder, PURCHASES, P_("purchase", "Order"), "order_nos", N_("New purchase order"), VENDOR_BLOCKS,
        archive_field="archive_orders",
    ),
    DocumentKind(
        BlanketPurchaseOrder, PURCHASES, P_("purchase", "Blanket Order"), "blanket_order_nos",
        N_("New blanket purchase order"), VENDOR_BLOCKS, posts=False, becomes="purchase_order", stays=True,
        archive_field="archive_blanket_orders",
    ),
    DocumentKind(
        ServiceOrder, SALES, P_("service", "Order"), "service_order_nos", N_("New service order"), CUSTOMER_BLOCKS,
        own_account=False,
    ),
)  # fmt: skip
DOCUMENT_KINDS = {kind.word: kind for kind in KINDS}


def kind_of(document: Document) -> DocumentKind:
    return DOCUMENT_KINDS[document.kind]
