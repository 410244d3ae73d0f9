"""The setup records, pointing to the codes that came before them."""

from __future__ import annotations

from ...interactions.slots import InteractionTemplateSetup
from ..company import CompanyInformation, GeneralSetup, MailSetup
from ..marketing import MarketingSetup
from ..numbering import PurchaseSetup, SalesSetup
from ..single import ONLY_ROW, Setup
from .company import NewCompany
from .interactions import SLOTS_FILLED
from .languages import CODES


def setups(new: NewCompany) -> list[Setup]:
    return [
        CompanyInformation(id=ONLY_ROW, name=new.name, country_code=new.country),
        GeneralSetup(
            id=ONLY_ROW, local_currency_code=new.currency, bank_account_nos="BANK", item_nos="ITEM", resource_nos="RES"
        ),
        MailSetup(id=ONLY_ROW, sender_name=new.name),
        MarketingSetup(
            id=ONLY_ROW,
            contact_nos="CONT",
            customer_relation_code="CUST",
            vendor_relation_code="VEND",
            bank_relation_code="BANK",
            company_salutation_code="COMPANY",
            person_salutation_code="UNISEX",
            default_country_code=new.country,
            default_language_code=CODES[new.language],
        ),
        SalesSetup(
            id=ONLY_ROW,
            customer_nos="CUST",
            quote_nos="S-QUO",
            order_nos="S-ORD",
            blanket_order_nos="S-BLK",
            service_order_nos="SERV-ORD",
        ),
        PurchaseSetup(
            id=ONLY_ROW,
            vendor_nos="VEND",
            quote_nos="P-QUO",
            order_nos="P-ORD",
            blanket_order_nos="P-BLK",
        ),
        interaction_slots(),
    ]


def interaction_slots() -> InteractionTemplateSetup:
    """What is logged by itself from the first day."""
    return InteractionTemplateSetup(id=ONLY_ROW, **SLOTS_FILLED)
