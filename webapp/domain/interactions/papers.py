"""Everything that is logged by itself, a row each: the template slot it takes, and who is logged."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import N_, P_

SALES, PURCHASES, SERVICE, MISC = N_("Sales"), N_("Purchases"), N_("Service"), N_("Miscellaneous")
BILLED, SOLD, BOUGHT = "bill_to_contact_no", "contact_no", ""


class Paper(NamedTuple):
    word: str
    """What an interaction calls it: the kind of document where there is one."""
    caption: str
    slot: str = ""
    """The field of the setup that names its template."""
    contact_field: str = ""
    """Whose interaction it is, where the paper names somebody there."""
    partner_field: str = ""
    """Whose contact it is otherwise."""
    responsible: str = "salesperson_code"
    has_versions: bool = False
    """Whether an interaction names the version that left. The others tell of the paper as it is, and say 0/0."""


MANUAL = Paper("", P_("paper", "None"))
COVER_SHEET = Paper("cover_sheet", N_("Cover Sheet"), "cover_sheets")
_CUSTOMER, _VENDOR, _PAID, _PURCHASER = "bill_to_customer_no", "vendor_no", "pay_to_vendor_no", "purchaser_code"

PAPERS = (
    MANUAL,
    Paper("sales_quote", N_("Sales Quote"), "sales_quotes", BILLED, _CUSTOMER, has_versions=True),
    Paper("blanket_sales_order", N_("Blanket Sales Order"), "sales_blanket_orders", BILLED, _CUSTOMER, has_versions=True),
    Paper("sales_order", N_("Sales Order"), "sales_order_confirmations", BILLED, _CUSTOMER, has_versions=True),
    Paper("sales_invoice", N_("Sales Invoice"), "sales_invoices", BILLED, _CUSTOMER),
    Paper("sales_shipment", N_("Sales Shipment Note"), "sales_shipment_notes", SOLD, "customer_no"),
    Paper("sales_credit_memo", N_("Sales Credit Memo"), "sales_credit_memos", BILLED, _CUSTOMER),
    Paper("sales_statement", N_("Sales Statement"), "sales_statements", "", "customer_no"),
    Paper("sales_reminder", N_("Sales Reminder"), "sales_reminders", "", "customer_no", ""),
    Paper("service_order", N_("Service Order"), "service_orders_created", BILLED, _CUSTOMER),
    Paper("service_order_posted", N_("Service Order Posted"), "service_orders_posted", BILLED, _CUSTOMER),
    Paper("purchase_quote", N_("Purchase Quote"), "purchase_quotes", BOUGHT, _PAID, _PURCHASER, has_versions=True),
    Paper("blanket_purchase_order", N_("Blanket Purchase Order"), "purchase_blanket_orders", BOUGHT, _PAID, _PURCHASER, has_versions=True),
    Paper("purchase_order", N_("Purchase Order"), "purchase_orders", BOUGHT, _VENDOR, _PURCHASER, has_versions=True),
    Paper("purchase_invoice", N_("Purchase Invoice"), "purchase_invoices", BOUGHT, _VENDOR, _PURCHASER),
    Paper("purchase_receipt", N_("Purchase Receipt"), "purchase_receipts", BOUGHT, _VENDOR, _PURCHASER),
    Paper("purchase_credit_memo", N_("Purchase Credit Memo"), "purchase_credit_memos", BOUGHT, _VENDOR, _PURCHASER),
    COVER_SHEET,
    Paper("sales_return_order", N_("Sales Return Order"), "sales_return_orders", BILLED, _CUSTOMER),
    Paper("finance_charge_memo", N_("Finance Charge Memo"), "sales_finance_charge_memos", "", "customer_no", ""),
    Paper("sales_return_receipt", N_("Sales Return Receipt"), "sales_return_receipts", BILLED, _CUSTOMER),
    Paper("purchase_return_shipment", N_("Purchase Return Shipment"), "purchase_return_shipments", BOUGHT, _VENDOR, _PURCHASER),
    Paper("purchase_return_order", N_("Purchase Return Order"), "purchase_return_orders", "contact_no", _VENDOR, _PURCHASER),
    Paper("service_contract", N_("Service Contract"), "service_contracts", "contact_no", "customer_no"),
    Paper("service_contract_quote", N_("Service Contract Quote"), "service_contract_quotes", "contact_no", "customer_no"),
    Paper("service_quote", N_("Service Quote"), "service_quotes", "contact_no", "customer_no", has_versions=True),
    Paper("sales_draft_invoice", N_("Draft Sales Invoice"), "sales_draft_invoices", BILLED, _CUSTOMER),
)  # fmt: skip
"""In the order in which NAV counts them."""
PAPER = {paper.word: paper for paper in PAPERS}


class Slot(NamedTuple):
    """A place for a template in the setup."""

    field: str
    area: str
    caption: str
    may_attach: bool = False
    """Whether a template with an attachment or with languages can be taken."""


SLOTS = (
    Slot("sales_quotes", SALES, N_("Quotes")),
    Slot("sales_blanket_orders", SALES, N_("Blanket Orders")),
    Slot("sales_order_confirmations", SALES, N_("Order Confirmations")),
    Slot("sales_invoices", SALES, N_("Invoices")),
    Slot("sales_draft_invoices", SALES, N_("Draft Invoices")),
    Slot("sales_credit_memos", SALES, N_("Credit Memos")),
    Slot("sales_shipment_notes", SALES, N_("Shipment Notes")),
    Slot("sales_return_orders", SALES, N_("Return Orders")),
    Slot("sales_return_receipts", SALES, N_("Return Receipts")),
    Slot("sales_statements", SALES, N_("Statements")),
    Slot("sales_reminders", SALES, N_("Reminders")),
    Slot("sales_finance_charge_memos", SALES, N_("Finance Charge Memos")),
    Slot("purchase_quotes", PURCHASES, P_("purchase", "Quotes")),
    Slot("purchase_blanket_orders", PURCHASES, P_("purchase", "Blanket Orders")),
    Slot("purchase_orders", PURCHASES, P_("purchase", "Orders")),
    Slot("purchase_invoices", PURCHASES, P_("purchase", "Invoices")),
    Slot("purchase_credit_memos", PURCHASES, P_("purchase", "Credit Memos")),
    Slot("purchase_receipts", PURCHASES, N_("Receipts")),
    Slot("purchase_return_orders", PURCHASES, N_("Return Order Confirmations")),
    Slot("purchase_return_shipments", PURCHASES, N_("Return Shipments")),
    Slot("service_orders_created", SERVICE, N_("Service Order Create")),
    Slot("service_orders_posted", SERVICE, N_("Service Order Post")),
    Slot("service_quotes", SERVICE, N_("Service Quote")),
    Slot("service_contracts", SERVICE, N_("Service Contract")),
    Slot("service_contract_quotes", SERVICE, N_("Service Contract Quote")),
    Slot("emails", MISC, N_("Emails")),
    Slot("email_drafts", MISC, N_("Email Draft")),
    Slot("cover_sheets", MISC, N_("Cover Sheets")),
    Slot("outgoing_calls", MISC, N_("Outgoing Calls")),
    Slot("meeting_invitations", MISC, N_("Meeting Invitation"), may_attach=True),
)
SLOT = {slot.field: slot for slot in SLOTS}
