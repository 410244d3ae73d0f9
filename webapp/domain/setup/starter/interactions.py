"""Groups and templates of interactions, so that everything printed or sent is logged from the first day."""

from __future__ import annotations

from ...errors import N_
from ...interactions.template import INBOUND, OUTBOUND, US, InteractionGroup, InteractionTemplate
from .company import NewCompany

GROUPS = (
    ("LETTER", N_("Letters")),
    ("MAIL", N_("Mails")),
    ("MEETING", N_("Meetings")),
    ("PHONE", N_("Telephone calls")),
    ("PURCHASES", N_("Purchase documents")),
    ("SALES", N_("Sales documents")),
    ("SERVICE", N_("Service documents")),
)
TEMPLATES = (
    ("LETTER-OUT", "LETTER", N_("Letter written"), OUTBOUND, US, 15),
    ("LETTER-IN", "LETTER", N_("Letter received"), INBOUND, "them", 5),
    ("MAIL-OUT", "MAIL", N_("Mail sent"), OUTBOUND, US, 5),
    ("MAIL-IN", "MAIL", N_("Mail received"), INBOUND, "them", 5),
    ("MEETING", "MEETING", N_("Meeting"), "", US, 60),
    ("CALL-OUT", "PHONE", N_("Call made"), OUTBOUND, US, 10),
    ("CALL-IN", "PHONE", N_("Call taken"), INBOUND, "them", 10),
    ("COVER", "LETTER", N_("Cover sheet"), OUTBOUND, US, 2),
    ("S-QUOTE", "SALES", N_("Sales quote"), OUTBOUND, US, 0),
    ("S-ORDER", "SALES", N_("Order confirmation"), OUTBOUND, US, 0),
    ("S-BLANKET", "SALES", N_("Blanket sales order"), OUTBOUND, US, 0),
    ("P-QUOTE", "PURCHASES", N_("Purchase quote"), OUTBOUND, US, 0),
    ("P-ORDER", "PURCHASES", N_("Purchase order"), OUTBOUND, US, 0),
    ("P-BLANKET", "PURCHASES", N_("Blanket purchase order"), OUTBOUND, US, 0),
    ("SERVICE", "SERVICE", N_("Service order"), "", "them", 0),
)
SLOTS_FILLED = {
    "sales_quotes": "S-QUOTE",
    "sales_order_confirmations": "S-ORDER",
    "sales_blanket_orders": "S-BLANKET",
    "purchase_quotes": "P-QUOTE",
    "purchase_orders": "P-ORDER",
    "purchase_blanket_orders": "P-BLANKET",
    "service_orders_created": "SERVICE",
    "emails": "MAIL-OUT",
    "cover_sheets": "COVER",
    "outgoing_calls": "CALL-OUT",
}
SAME_AS_CONTACT = ""
"""No template insists on mail: it goes as the contact likes it."""


def interaction_groups(new: NewCompany) -> list[InteractionGroup]:
    return new.codes(InteractionGroup, GROUPS)


def interaction_templates(new: NewCompany) -> list[InteractionTemplate]:
    return [
        InteractionTemplate(
            code=code, group_code=group, description=new.say(text), information_flow=flow, initiated_by=by,
            unit_duration=minutes, correspondence_type=SAME_AS_CONTACT,
        )
        for code, group, text, flow, by, minutes in TEMPLATES
    ]  # fmt: skip
