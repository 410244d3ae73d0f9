"""What stands on the paper of a document, in the language and the formats of whoever it is for."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.support.factories import a_code, a_country
from tests.support.papers import a_company_with_papers, a_document_for, a_line_on, a_product
from tests.support.parties import a_company, a_company_in_step, an_account
from tests.support.printing import printed
from webapp import i18n
from webapp.delivery.papers import paper_of, paper_with
from webapp.domain.documents.archive import archive, as_it_was_kept
from webapp.domain.documents.document import Document
from webapp.domain.documents.kinds import KINDS
from webapp.domain.documents.service_item import ServiceItem
from webapp.domain.pictures import keep_picture
from webapp.domain.setup.company import CompanyInformation, GeneralSetup
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.people import Salesperson
from webapp.domain.setup.places import Currency, Language
from webapp.domain.setup.single import the
from webapp.domain.setup.trade import PaymentTerms, ShipmentMethod, VatRate

from .test_pdf import a_picture

US = {
    "name": "Fjordlys AS", "address": "Lysgata 12", "post_code": "0155", "city": "Oslo", "country_code": "NO",
    "registration_no": "987654325", "vat_registration_no": "NO987654325MVA", "iban": "NO9386011117947", "bank_name": "Nordlysbanken",
}  # fmt: skip
BAKERY = {"address": "Bakkegata 1", "post_code": "5003", "city": "Bergen", "country_code": "NO"}


@pytest.fixture
def session(session: Session) -> Session:
    a_company_in_step(session)
    a_company_with_papers(session)
    for code in ("CH", "GB"):
        a_country(session, code, iso_code=code)
    for tag in i18n.LANGUAGES:
        a_code(session, Language, tag[:2].upper(), locale=tag)
    for code, decimals in (("JPY", 0), ("CHF", 2)):
        a_code(session, Currency, code, decimals=decimals)
    the(session, GeneralSetup).local_currency_code = "NOK"
    for field, value in US.items():
        setattr(the(session, CompanyInformation), field, value)
    session.flush()
    return session


def a_document(session: Session, kind: str = "sales_order", **values: Any) -> Any:
    """For the Hill Bakery; ten metres of rope, or what the test puts on it."""
    word = "vendor" if kind.startswith(("purchase", "blanket_purchase")) else "customer"
    document = a_document_for(session, an_account(session, word, **BAKERY), kind)
    for field, value in values.items():
        setattr(document, field, value)
    session.flush()
    return document


def rope_on(session: Session, document: Document, **values: Any) -> None:
    a_line_on(session, document, a_product(session, f"1{values.get('no', '000')}"), quantity=Decimal(10), **values)


def said(session: Session, document: Document) -> Any:
    return json.loads(paper_of(session, document).data)


def facts(session: Session, document: Document) -> dict[str, str]:
    return {fact["caption"]: fact["text"] for fact in said(session, document)["facts"]}


def totals(session: Session, document: Document) -> list[tuple[str, str]]:
    return [(total["caption"], total["text"]) for total in said(session, document)["totals"]]


@pytest.mark.parametrize("kind", [kind.word for kind in KINDS])
def test_every_kind_has_its_paper(session: Session, kind: str) -> None:
    document = a_document(session, kind)
    rope_on(session, document)

    text = printed(paper_of(session, document))

    assert document.one in text
    assert document.no in text
    assert "Hill Bakery" in text
    assert "Rope, 10 m" in text


@pytest.mark.parametrize(
    ("language", "customer", "date", "amount", "total"),
    [
        ("EN", "Customer", "09/03/2026", "1,000.00", "1,250.00"),
        ("NB", "Kunde", "09.03.2026", "1 000,00", "1 250,00"),
        ("NL", "Klant", "09-03-2026", "1.000,00", "1.250,00"),
        ("FR", "Client", "09.03.2026", "1'000.00", "1'250.00"),
        ("RU", "Клиент", "09.03.2026", "1 000,00", "1 250,00"),
    ],
)
def test_a_paper_speaks_the_language_of_its_document_whoever_prints_it(
    session: Session, language: str, customer: str, date: str, amount: str, total: str
) -> None:
    document = a_document(session, language_code=language)
    rope_on(session, document)

    with i18n.speaking("nl-NL"):
        text = printed(paper_of(session, document))

    for words in (customer, date, amount, total):
        assert words in text
    assert i18n.current().tag == "en-GB"


def test_a_document_without_a_language_has_the_one_we_write_in(session: Session) -> None:
    the(session, MarketingSetup).default_language_code = "NB"
    document = a_document(session, language_code=None)

    paper = paper_of(session, document)

    assert "Kunde" in printed(paper)


def test_a_sale_goes_to_whoever_pays_and_names_whom_it_is_for(session: Session) -> None:
    document = a_document(session, bill_to_name="Head Office", bill_to_city="Oslo", bill_to_contact_name="Kari Berg")

    paper = said(session, document)

    assert paper["receiver"] == ["Head Office", "Kari Berg", "Bakkegata 1", "5003 Oslo"]
    assert [(block["caption"], block["lines"]) for block in paper["blocks"]] == [
        ("Customer", ["Hill Bakery", "Bakkegata 1", "5003 Bergen"]),
        ("Ship-to Address", ["Hill Bakery", "Bakkegata 1", "5003 Bergen"]),
    ]


def test_a_purchase_goes_to_whoever_sells_and_the_goods_come_to_us(session: Session) -> None:
    document = a_document(session, "purchase_order", bill_to_name="Factoring Bank")

    paper = said(session, document)

    assert paper["receiver"][0] == "Hill Bakery"
    assert [block["lines"] for block in paper["blocks"]] == [["Fjordlys AS", "Lysgata 12", "0155 Oslo"]]


def test_where_everything_is_one_address_it_stands_there_once(session: Session) -> None:
    document = a_document(session)

    paper = said(session, document)

    assert paper["receiver"] == ["Hill Bakery", "Bakkegata 1", "5003 Bergen"]
    assert paper["blocks"] == []


def test_a_quote_for_a_contact_that_is_no_customer_yet_goes_to_it(session: Session) -> None:
    document = a_document_for(session, a_company(session, "Hill Bakery", city="Bergen"))

    paper = said(session, document)

    assert paper["receiver"][0] == "Hill Bakery"
    assert "Customer" not in facts(session, document)


@pytest.mark.parametrize(("country", "theirs", "ours"), [("NO", [], ""), ("CH", ["Switzerland"], "Norway")])
def test_countries_are_only_named_to_somebody_abroad(
    session: Session, country: str, theirs: list[str], ours: str
) -> None:
    document = a_document(session, bill_to_country_code=country)

    paper = said(session, document)

    assert paper["receiver"][3:] == theirs
    assert paper["sender"] == " · ".join(filter(None, ("Fjordlys AS", "Lysgata 12", "0155 Oslo", ours)))


def test_a_british_town_comes_before_its_post_code(session: Session) -> None:
    document = a_document(
        session,
        bill_to_post_code="LS1 0ZZ",
        bill_to_city="Leeds",
        bill_to_county="Yorkshire",
        bill_to_country_code="GB",
    )

    assert said(session, document)["receiver"][2:] == ["Leeds, Yorkshire LS1 0ZZ", "United Kingdom"]


def test_facts_that_nobody_filled_in_are_left_out(session: Session) -> None:
    a_code(session, ShipmentMethod, "DAP", description="Delivered at place")
    a_code(session, Salesperson, "JO", description="Johan Holm")
    document = a_document(
        session,
        requested_date=dt.date(2026, 4, 1),
        your_reference="Kari",
        shipment_method_code="DAP",
        salesperson_code="JO",
    )

    assert facts(session, document) == {
        "Customer": document.customer_no, "Document Date": "09/03/2026", "Requested Delivery Date": "01/04/2026",
        "Shipment Date": "09/03/2026", "Due Date": "09/03/2026", "Your Reference": "Kari",
        "Shipment Method": "Delivered at place", "Salesperson": "Johan Holm",
    }  # fmt: skip


def test_a_quote_says_until_when_it_holds_and_not_when_it_is_due(session: Session) -> None:
    document = a_document(session, "sales_quote", valid_until=dt.date(2026, 4, 9), due_date=dt.date(2026, 3, 23))

    names = facts(session, document)

    assert names["Quote Valid Until Date"] == "09/04/2026"
    assert not {"Due Date", "Shipment Date"} & names.keys()


def test_a_discount_for_paying_early_is_told_with_its_day(session: Session) -> None:
    a_code(session, PaymentTerms, "2%", due_date_formula="30D", discount_date_formula="8D", discount_percent=Decimal(2))
    document = a_document(session, discount_date=dt.date(2026, 3, 17), payment_discount_percent=Decimal(2))

    assert said(session, document)["after"] == ["Discount of 2% if paid by 17/03/2026."]


def test_lines_of_text_stand_across_and_are_not_counted(session: Session) -> None:
    document = a_document(session)
    rope_on(session, document)
    a_line_on(session, document, description="Goods for the harbour")
    rope_on(session, document, no="001")

    rows = said(session, document)["lines"]["rows"]

    assert rows[1] == {"text": "Goods for the harbour"}
    assert [row["cells"][0] for row in rows if "cells" in row] == ["1", "2"]


def test_a_column_that_would_be_empty_or_always_the_same_is_left_out(session: Session) -> None:
    document = a_document(session)
    rope_on(session, document)
    before = [column["name"] for column in said(session, document)["lines"]["columns"]]
    other = a_product(session, "2000", vat_rate_code="VAT15")

    a_line_on(session, document, other, discount_percent=Decimal("7.5"))

    after = said(session, document)["lines"]
    assert not {"discount_percent", "vat_percent"} & set(before)
    assert {"discount_percent", "vat_percent"} < {column["name"] for column in after["columns"]}
    assert after["rows"][1]["cells"][-3:] == ["7.5%", "15%", "92.50"]


def test_whoever_asks_for_prices_gets_a_paper_without_them(session: Session) -> None:
    document = a_document(session, "purchase_quote")
    a_line_on(session, document, a_product(session, unit_cost=Decimal(0)), quantity=Decimal(10))

    paper = said(session, document)

    assert [column["name"] for column in paper["lines"]["columns"]] == [
        "position", "product_no", "description", "quantity", "unit_code",
    ]  # fmt: skip
    assert paper["totals"] == paper["vat"]["rows"] == []


def test_a_vendor_reads_its_own_numbers(session: Session) -> None:
    document = a_document(session, "purchase_order")
    a_line_on(session, document, a_product(session), vendor_item_no="R-77")

    assert said(session, document)["lines"]["rows"][0]["cells"][1] == "R-77"


def test_vat_is_added_to_prices_without_it(session: Session) -> None:
    document = a_document(session, discount_kind="percent", discount_value=Decimal(10))
    rope_on(session, document)

    assert totals(session, document) == [
        ("Subtotal", "1,000.00"), ("Invoice Discount", "-100.00"), ("Total Excl. VAT", "900.00"), ("VAT 25%", "225.00"),
        ("Total Incl. VAT NOK", "1,125.00"),
    ]  # fmt: skip
    assert said(session, document)["vat"]["rows"] == [["VAT25", "25%", "900.00", "225.00"]]


def test_vat_is_told_of_prices_that_include_it(session: Session) -> None:
    document = a_document(session, prices_include_vat=True)
    rope_on(session, document, unit_price=Decimal(125))

    assert totals(session, document) == [
        ("Total Incl. VAT NOK", "1,250.00"), ("Total Excl. VAT", "1,000.00"), ("VAT 25%", "250.00"),
    ]  # fmt: skip


def test_lines_below_zero_are_told_with_the_others_of_their_rate(session: Session) -> None:
    document = a_document(session)
    rope_on(session, document)
    a_line_on(session, document, a_product(session, "2000"), quantity=Decimal(-2))

    assert said(session, document)["vat"]["rows"] == [["VAT25", "25%", "800.00", "200.00"]]


def test_whoever_owes_the_vat_is_told(session: Session) -> None:
    a_code(session, VatRate, "EXPORT", rate=Decimal(25))
    document = a_document(session)
    line = a_line_on(session, document, a_product(session))
    line.vat_kind = "reverse"
    session.flush()

    paper = said(session, document)

    assert paper["after"] == ["Reverse charge: whoever receives this accounts for the VAT."]
    assert ("Reverse Charge VAT", "0.00") in totals(session, document)


def test_money_has_the_decimals_of_its_currency_and_prices_as_many_as_they_need(session: Session) -> None:
    document = a_document(session, currency_code="JPY")
    rope_on(session, document, unit_price=Decimal("12.345"))

    cells = said(session, document)["lines"]["rows"][0]["cells"]

    assert cells[-2:] == ["12.345", "123"]
    assert totals(session, document)[-1] == ("Total Incl. VAT JPY", "154")


def test_the_footer_says_who_we_are_to_the_authorities_and_the_bank(session: Session) -> None:
    footer = [line for column in said(session, a_document(session))["footer"] for line in column]

    assert {"Registration No. 987654325", "VAT Registration No. NO987654325MVA", "Nordlysbanken"} < set(footer)
    assert "IBAN NO93 8601 1117 947" in footer


def test_a_logo_keeps_its_shape_in_the_place_it_has(session: Session) -> None:
    picture = keep_picture(session, a_picture(400, 100).data, "logo_id")
    the(session, CompanyInformation).logo_id = picture.id

    paper = paper_of(session, a_document(session))

    assert json.loads(paper.data)["logo"] == {"width": 70.0, "height": 17.5}
    assert paper.logo is not None
    assert paper.logo.data == a_picture(400, 100).data


def test_what_is_to_be_repaired_stands_above_the_lines(session: Session) -> None:
    document = a_document(
        session, "service_order", description="Yearly service", work_description="Call first.\nThen come."
    )
    session.add(ServiceItem(document_id=document.id, description="Oven", serial_no="S-1", fault="Too cold"))
    session.flush()

    assert said(session, document)["before"] == ["Yearly service", "Oven · S-1 · Too cold", "Call first.\nThen come."]


def test_a_version_is_printed_as_it_was_and_says_so(session: Session) -> None:
    document = a_document(session)
    rope_on(session, document)
    version = archive(session, document)
    document.bill_to_name = "Dale Bakery"
    session.flush()

    then, lines = as_it_was_kept(session, version)
    paper = json.loads(paper_with(session, then, lines, version.number).data)

    assert paper["note"] == "Version 1"
    assert paper["receiver"][0] == "Hill Bakery"
    assert paper["lines"]["rows"] == said(session, document)["lines"]["rows"]
