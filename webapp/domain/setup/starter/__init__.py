"""What a new company brings along, so that the first contact, customer or order needs no setup before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from ...base import Record
from ...changes import Rule, because
from ...errors import N_, Refused
from ..company import CompanyInformation
from ..single import ONLY_ROW
from .company import NewCompany
from .contacts import business_relations, classifications, duplicate_search_lines, salutations
from .countries import CALLING_CODES, countries
from .currencies import DECIMALS, currencies
from .interactions import interaction_groups, interaction_templates
from .languages import CODES, languages
from .numbering import series, series_lines
from .posting import bank_groups, business_groups, customer_groups, vendor_groups
from .setups import setups
from .templates import customer_templates, vendor_templates
from .territories import territories
from .trade import payment_methods, payment_terms, shipment_methods
from .units import units
from .vat import vat_rates
from .web_sources import web_sources

TABLES: tuple[Callable[[NewCompany], Iterable[Record]], ...] = (
    countries,
    currencies,
    languages,
    territories,
    business_relations,
    salutations,
    classifications,
    duplicate_search_lines,
    web_sources,
    payment_terms,
    payment_methods,
    shipment_methods,
    units,
    vat_rates,
    customer_groups,
    vendor_groups,
    bank_groups,
    business_groups,
    customer_templates,
    vendor_templates,
    interaction_groups,
    interaction_templates,
    series,
    series_lines,
    setups,
)
"""In this order, since rows name the codes of rows before them."""


def set_up_company(
    session: Session,
    *,
    name: str,
    country: str,
    currency: str,
    language: str,
    say: Callable[[str], str],
    country_name: Callable[[str], str],
    currency_name: Callable[[str], str],
) -> None:
    """Fill an empty database with what fits the country, in the company's language."""
    new = NewCompany(name.strip(), country, currency, language, say, country_name, currency_name)
    _check(session, new)
    with because(session, Rule.STARTER):
        for table in TABLES:
            session.add_all(table(new))
            session.flush()


def _check(session: Session, new: NewCompany) -> None:
    if session.get(CompanyInformation, ONLY_ROW):
        raise Refused(N_("The company is set up already. Change it under Company Information."))
    if not new.name:
        raise Refused(N_("Enter the name of the company."), field="name")
    if new.country not in CALLING_CODES:
        raise Refused(N_("There is no country “%(code)s”. Take one like NO or GB."), field="country", code=new.country)
    if new.currency not in DECIMALS:
        raise Refused(
            N_("There is no currency “%(code)s”. Take one like NOK or GBP."), field="currency", code=new.currency
        )
    if new.language not in CODES:
        raise Refused(N_("There is no language “%(code)s”. Take one like nb-NO."), field="language", code=new.language)


__all__ = ["CALLING_CODES", "DECIMALS", "TABLES", "set_up_company"]
