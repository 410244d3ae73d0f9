"""Templates, so that a contact becomes a customer or vendor without any choice to make."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from ...contacts.contact import COMPANY, PERSON
from ...errors import N_
from ...partners.templates import CustomerTemplate, VendorTemplate
from .company import NewCompany
from .posting import DOMESTIC

T = TypeVar("T", CustomerTemplate, VendorTemplate)
BY_BANK = "BANK"


class Usual(NamedTuple):
    """Payment terms that are usual among companies, and for persons."""

    companies: str
    persons: str


ELSEWHERE = Usual("30D", "14D")
USUAL = {"NO": Usual("14D", "14D"), "CH": Usual("30D", "30D")}


def customer_templates(new: NewCompany) -> list[CustomerTemplate]:
    """Companies are told prices without VAT, persons with it."""
    usual = USUAL.get(new.country, ELSEWHERE)
    companies = CustomerTemplate(
        code="COMPANY",
        description=new.say(N_("Companies")),
        contact_type=COMPANY,
        payment_terms_code=usual.companies,
    )
    persons = CustomerTemplate(
        code="PERSON",
        description=new.say(N_("Private persons")),
        contact_type=PERSON,
        payment_terms_code=usual.persons,
        prices_include_vat=True,
    )
    return [_at_home(companies), _at_home(persons)]


def vendor_templates(new: NewCompany) -> list[VendorTemplate]:
    template = VendorTemplate(
        code="COMPANY",
        description=new.say(N_("Companies")),
        contact_type=COMPANY,
        payment_terms_code=USUAL.get(new.country, ELSEWHERE).companies,
    )
    return [_at_home(template)]


def _at_home(template: T) -> T:
    """Those abroad are told apart on their own cards."""
    home, _text = DOMESTIC
    template.payment_method_code = BY_BANK
    template.posting_group_code = template.gen_posting_group_code = template.vat_posting_group_code = home
    return template
