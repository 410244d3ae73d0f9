"""A new company works at once: every code it needs is there, and the setup points to it."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.base import Base, Coded, Record
from webapp.domain.changes import Change, Rule
from webapp.domain.changes.recording import memory_of
from webapp.domain.changes.values import tracked_fields
from webapp.domain.contacts.contact import COMPANY, PERSON
from webapp.domain.errors import Refused
from webapp.domain.interactions.slots import InteractionTemplateSetup
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.partners.templates import CustomerTemplate, VendorTemplate
from webapp.domain.relations.changing import add_contact, add_partner
from webapp.domain.relations.creating import WANTED, create_as
from webapp.domain.search import found
from webapp.domain.series import NoSeries, NoSeriesLine, peek
from webapp.domain.setup.company import CompanyInformation, GeneralSetup, MailSetup
from webapp.domain.setup.date_formula import read_formula
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.numbering import PurchaseSetup, SalesSetup
from webapp.domain.setup.people import BusinessRelation, Salutation, WebSource
from webapp.domain.setup.places import Country, Currency, Language, Territory
from webapp.domain.setup.single import Setup, the
from webapp.domain.setup.starter import set_up_company
from webapp.domain.setup.trade import (
    BankPostingGroup,
    CustomerDiscountGroup,
    CustomerPostingGroup,
    CustomerPriceGroup,
    GenPostingGroup,
    PaymentTerms,
    Unit,
    VatPostingGroup,
    VatRate,
    VendorPostingGroup,
)

COUNTRIES = ("NO", "NL", "CH", "FR", "GB", "DE")
SETUPS = (
    CompanyInformation, GeneralSetup, MailSetup, MarketingSetup, SalesSetup, PurchaseSetup, InteractionTemplateSetup,
)  # fmt: skip
NORWEGIAN = {"Customer": "Kunde", "Piece": "Stykk"}


def start(session: Session, **answers: Any) -> None:
    spoken = {"say": str, "country_name": "Country {}".format, "currency_name": "Currency {}".format}
    usual = {"name": "Fjordlys AS", "country": "NO", "currency": "NOK", "language": "nb-NO"}
    set_up_company(session, **(usual | spoken | answers))


def all_of(session: Session, model: type[Coded]) -> dict[str, Any]:
    return {row.code: row for row in session.scalars(select(model))}


def rates(session: Session) -> dict[str, Decimal]:
    return {code: row.rate for code, row in all_of(session, VatRate).items()}


@pytest.mark.parametrize("model", SETUPS)
def test_every_setup_page_has_its_record(session: Session, model: type[Setup]) -> None:
    start(session)

    assert the(session, model).id == 1


def test_the_answers_are_kept(session: Session) -> None:
    start(session, name="  Fjordlys AS ", country="NL", currency="EUR", language="nl-NL")

    assert the(session, CompanyInformation).name == "Fjordlys AS"
    assert the(session, CompanyInformation).country_code == "NL"
    assert the(session, GeneralSetup).local_currency_code == "EUR"
    assert the(session, MailSetup).sender_name == "Fjordlys AS"
    assert the(session, MarketingSetup).default_language_code == "NLD"


def test_contacts_are_ready_to_be_synchronised(session: Session) -> None:
    start(session)

    setup = the(session, MarketingSetup)
    assert (setup.customer_relation_code, setup.vendor_relation_code, setup.bank_relation_code) == (
        "CUST",
        "VEND",
        "BANK",
    )
    assert (setup.company_salutation_code, setup.person_salutation_code) == ("COMPANY", "UNISEX")
    assert setup.inherit_address and setup.inherit_salesperson and setup.autosearch_duplicates
    assert setup.search_hit_percent == 60
    assert {"LAW", "CONSULT", "PROSPECT", "PRESS"} <= all_of(session, BusinessRelation).keys()
    assert {"F", "M", "F-JOB", "M-JOB"} <= all_of(session, Salutation).keys()


@pytest.mark.parametrize(
    ("code", "first"), [("CONT", "CT000001"), ("CUST", "C00010"), ("VEND", "V00010"), ("BANK", "B010")]
)
def test_the_first_number_is_known(session: Session, code: str, first: str) -> None:
    start(session)

    assert peek(session, code, dt.date.today()) == first


def test_every_kind_of_record_has_a_series_of_its_own(session: Session) -> None:
    start(session)

    setups = [the(session, model) for model in SETUPS]
    named = [getattr(setup, name) for setup in setups for name in tracked_fields(type(setup)) if name.endswith("_nos")]
    assert sorted(named) == sorted(all_of(session, NoSeries))


def test_numbers_come_by_themselves_or_are_typed_and_leave_no_gaps(session: Session) -> None:
    start(session)

    series = all_of(session, NoSeries).values()
    assert all(row.default_nos and row.manual_nos for row in series)
    assert not any(row.allow_gaps or row.date_order for row in series)


def test_the_series_never_meet(session: Session) -> None:
    start(session)

    prefixes = [re.sub("[0-9]", "", line.starting_no) for line in session.scalars(select(NoSeriesLine))]
    assert all(one != other for one, other in combinations(prefixes, 2))


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("NO", {"STD": "25", "MID": "15", "LOW": "12", "REVERSE": "0", "ZERO": "0", "EXEMPT": "0"}),
        ("NL", {"STD": "21", "RED": "9", "REVERSE": "0", "ZERO": "0", "EXEMPT": "0"}),
        ("CH", {"STD": "8.1", "LODGING": "3.8", "RED": "2.6", "REVERSE": "0", "ZERO": "0", "EXEMPT": "0"}),
        ("FR", {"STD": "20", "MID": "10", "RED": "5.5", "SPECIAL": "2.1", "REVERSE": "0", "ZERO": "0", "EXEMPT": "0"}),
        ("GB", {"STD": "20", "RED": "5", "REVERSE": "0", "ZERO": "0", "EXEMPT": "0"}),
        ("JP", {"STD": "0", "ZERO": "0"}),
    ],
)
def test_vat_rates_are_those_of_the_country(session: Session, country: str, expected: dict[str, str]) -> None:
    start(session, country=country)

    assert rates(session) == {code: Decimal(rate) for code, rate in expected.items()}


def test_where_no_rates_are_known_the_description_asks_for_them(session: Session) -> None:
    start(session, country="JP")

    assert "enter the rate" in all_of(session, VatRate)["STD"].description


@pytest.mark.parametrize("country", COUNTRIES)
def test_posting_groups_know_the_eu_from_inside_only(session: Session, country: str) -> None:
    start(session, country=country)

    expected = {"DOMESTIC", "EU", "FOREIGN"} if country in {"NL", "FR", "DE"} else {"DOMESTIC", "FOREIGN"}
    for model in (CustomerPostingGroup, VendorPostingGroup, GenPostingGroup, VatPostingGroup):
        assert all_of(session, model).keys() == expected


@pytest.mark.parametrize(
    ("country", "bank", "cash"),
    [("NO", "1920", "1900"), ("NL", "1100", "1000"), ("CH", "1020", "1000"), ("FR", "512000", "530000"),
     ("GB", "1200", "1230"), ("DE", "", "")],
)  # fmt: skip
def test_bank_accounts_are_posted_where_the_usual_chart_has_them(
    session: Session, country: str, bank: str, cash: str
) -> None:
    start(session, country=country)

    accounts = {code: row.bank_account for code, row in all_of(session, BankPostingGroup).items()}
    assert accounts == {"BANK": bank, "CASH": cash}


def test_prices_and_discounts_are_for_each_company_to_think_out(session: Session) -> None:
    start(session)

    assert not all_of(session, CustomerPriceGroup)
    assert not all_of(session, CustomerDiscountGroup)


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize(("kind", "type_"), [("customer", COMPANY), ("customer", PERSON), ("vendor", COMPANY)])
def test_a_contact_becomes_a_customer_or_vendor_at_once(session: Session, country: str, kind: str, type_: str) -> None:
    start(session, country=country)
    contact = add_contact(session, {"type": type_, "name": "Somebody New"})

    partner: Any = create_as(session, contact, PARTNER_KINDS[kind]).partner

    assert all(getattr(partner, field) for field in WANTED)
    assert memory_of(session).notes == []


def test_a_bank_account_comes_with_its_contact(session: Session) -> None:
    start(session)

    account: Any = add_partner(session, PARTNER_KINDS["bank_account"], {"name": "Fjordbanken"})

    assert account.no == "B010"


@pytest.mark.parametrize(
    ("country", "companies", "persons"), [("NO", "14D", "14D"), ("CH", "30D", "30D"), ("GB", "30D", "14D")]
)
def test_when_bills_are_due_is_what_the_country_is_used_to(
    session: Session, country: str, companies: str, persons: str
) -> None:
    start(session, country=country)

    customers, vendors = all_of(session, CustomerTemplate), all_of(session, VendorTemplate)
    assert {code: row.payment_terms_code for code, row in customers.items()} == {
        "COMPANY": companies,
        "PERSON": persons,
    }
    assert {code: row.payment_terms_code for code, row in vendors.items()} == {"COMPANY": companies}


def test_persons_are_told_prices_with_vat(session: Session) -> None:
    start(session)

    templates = all_of(session, CustomerTemplate)
    assert {code: row.prices_include_vat for code, row in templates.items()} == {"COMPANY": False, "PERSON": True}


@pytest.mark.parametrize("country", COUNTRIES)
def test_territories_end_abroad(session: Session, country: str) -> None:
    start(session, country=country)

    territories = all_of(session, Territory)
    assert "ABROAD" in territories
    assert len(territories) >= 5


def test_countries_know_their_neighbours(session: Session) -> None:
    start(session)

    countries = all_of(session, Country)
    assert sum(country.in_eu for country in countries.values()) == 27
    assert countries["NO"].phone_prefix == "+47" and not countries["NO"].in_eu
    assert countries["NO"].description == "Country NO"
    assert len(countries) >= 70


def test_a_company_may_be_at_home_anywhere_and_count_in_anything(session: Session) -> None:
    start(session, country="FJ", currency="BHD")

    assert all_of(session, Country)["FJ"].phone_prefix == "+679"
    assert all_of(session, Currency)["BHD"].decimals == 3


def test_currencies_have_their_decimals_and_signs(session: Session) -> None:
    start(session)

    currencies = all_of(session, Currency)
    assert (currencies["JPY"].decimals, currencies["KWD"].decimals, currencies["NOK"].decimals) == (0, 3, 2)
    assert (currencies["EUR"].symbol, currencies["GBP"].symbol) == ("€", "£")
    assert currencies["CHF"].description == "Currency CHF"


def test_documents_can_be_printed_in_five_languages(session: Session) -> None:
    start(session)

    assert {code: row.locale for code, row in all_of(session, Language).items()} == {
        "ENG": "en-GB",
        "NOR": "nb-NO",
        "NLD": "nl-NL",
        "FRS": "fr-CH",
        "RUS": "ru-RU",
    }


def test_payment_terms_calculate(session: Session) -> None:
    start(session)

    for terms in all_of(session, PaymentTerms).values():
        assert terms.due_date_formula == read_formula(terms.due_date_formula) != ""
        assert terms.discount_date_formula == read_formula(terms.discount_date_formula)
    assert all_of(session, PaymentTerms)["2% 8D/30D"].discount_percent == 2


def test_units_have_their_international_codes(session: Session) -> None:
    start(session)

    units = all_of(session, Unit)
    assert {code: units[code].standard_code for code in ("PCS", "HOUR", "KG", "M2")} == {
        "PCS": "H87",
        "HOUR": "HUR",
        "KG": "KGM",
        "M2": "MTK",
    }


def test_web_sources_have_a_place_for_the_word(session: Session) -> None:
    start(session)

    sources = all_of(session, WebSource)
    assert all(source.url.startswith("https://") and "%1" in source.url for source in sources.values())
    assert "nb.wikipedia.org" in sources["WIKI"].url
    assert "REGISTER" in sources


def test_descriptions_are_said_in_the_language_of_the_company(session: Session) -> None:
    start(session, say=lambda text: NORWEGIAN.get(text, text))

    assert all_of(session, BusinessRelation)["CUST"].description == "Kunde"
    assert session.scalars(select(Unit).where(found(Unit, "stykk"))).one().code == "PCS"


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_is_brought_along_fits_its_fields(session: Session, country: str) -> None:
    start(session, country=country)

    for model in (mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)):
        for row in session.scalars(select(model)):
            assert too_long(row) == []


def too_long(row: Record) -> list[str]:
    fields = {column.key: column.info["field"] for column in row.__mapper__.columns if "field" in column.info}
    return [name for name, field in fields.items() if field.length and len(getattr(row, name) or "") > field.length]


def test_the_memory_says_where_it_comes_from(session: Session) -> None:
    start(session)

    table, record_id = Salutation.type_name, all_of(session, Salutation)["UNISEX"].id
    query = select(Change).where(Change.record_type == table, Change.record_id == record_id, Change.field == "id")
    assert session.scalars(query).one().rule == Rule.STARTER


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"name": "  "}, "name"),
        ({"country": "XX"}, "country"),
        ({"country": ""}, "country"),
        ({"currency": "KRONER"}, "currency"),
        ({"language": "de-DE"}, "language"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused_at_its_field(
    session: Session, answers: dict[str, str], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        start(session, **answers)

    assert refused.value.field == field
    assert session.scalar(select(func.count()).select_from(Country)) == 0


def test_a_company_is_set_up_once(session: Session) -> None:
    start(session)

    with pytest.raises(Refused, match="set up already"):
        start(session, name="Another Ltd")

    assert the(session, CompanyInformation).name == "Fjordlys AS"
