"""How much a page may ask of the database, whatever it shows. An N+1 breaks these first."""

from __future__ import annotations

import pytest

from tests.support.browser import Browser
from tests.support.houses import House
from tests.support.parties import a_cluster, a_company, a_person, an_account
from tests.support.queries import queries
from webapp.domain.base import model_of
from webapp.domain.codes import add_code
from webapp.domain.comments import add_comment
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.primary import choose_primary

LIST, CARD, SAVE = 4, 8, 20
LISTS = (
    "/setup/units",
    "/setup/countries",
    "/setup/countries?q=no",
    "/setup/countries?page=2&sort=-code",
    "/setup/users",
)
CARDS = (
    "/setup/units/PCS",
    "/setup/company",
    "/setup/marketing",
    "/setup/number-series/CONT",
    "/setup/users/olga@fjordlys.example",
)


@pytest.fixture
def way() -> str:
    """Both ways ask the same of the database."""
    return "plain"


@pytest.mark.parametrize("url", LISTS)
def test_a_list_asks_four_questions(house: House, browser: Browser, url: str) -> None:
    with queries(house.database.engine, at_most=LIST):
        browser.open(url)

    assert browser.status == 200


def test_a_long_list_asks_no_more_than_a_short_one(house: House, browser: Browser) -> None:
    with house.acting() as session:
        for number in range(120):
            add_code(session, model_of("territory"), {"code": f"T{number}", "description": "Far away"})

    with queries(house.database.engine, at_most=LIST):
        browser.open("/setup/territories?q=far")

    assert len(browser.rows()) == 50


@pytest.mark.parametrize("url", CARDS)
def test_a_card_asks_eight_questions(house: House, browser: Browser, url: str) -> None:
    with queries(house.database.engine, at_most=CARD):
        browser.open(url)

    assert browser.status == 200


@pytest.mark.parametrize(
    ("url", "label", "value"),
    [
        ("/setup/units/PCS", "Description", "Single pieces"),
        ("/setup/company", "City", "Bodø"),
        ("/setup/marketing", "Default Territory Code", "OST"),
        ("/setup/users/olga@fjordlys.example", "Name", "Olga N."),
    ],
)
def test_saving_a_card_takes_twenty_statements(
    house: House, browser: Browser, url: str, label: str, value: str
) -> None:
    browser.open(url).fill(label, value)
    form = browser.page.one("form", id="card-form")
    data = dict(browser._fields(form))

    with queries(house.database.engine, at_most=SAVE):
        response = browser.client.post(url, data=data)

    assert response.status_code == 303
    assert browser.open(url).value(label) == value


# --- contacts, customers, vendors and bank accounts

PERSONS = 10
PARTIES = ("/contacts", "/customers", "/vendors", "/bank-accounts")
QUESTIONS = (("", 50), ("?q=oak", 50), ("?name=Oak*&sort=-name&page=2", 10))


@pytest.fixture
def cluster(house: House) -> list[str]:
    """A company with every role, ten persons and comments on each card; gives the addresses of the cards."""
    with house.acting() as session:
        cards = a_cluster(session, name="Hill Bakery", phone_no="22 00 01 01", city="Oslo")
        persons = [a_person(session, f"Person {number}", cards[0]) for number in range(PERSONS)]
        for card in cards:
            add_comment(session, card, {"text": "Likes rye"})
        for account in cards[1:3]:
            choose_primary(session, account, persons[0].no)
        return [f"{party}/{card.no}" for party, card in zip(PARTIES, cards, strict=True)]


@pytest.fixture
def crowd(house: House) -> None:
    with house.acting() as session:
        for number in range(60):
            a_company(session, f"Oak {number}")
            for kind in PARTNER_KINDS:
                an_account(session, kind, f"Oak {number}")


@pytest.mark.parametrize("templates", ["sqlite"], indirect=True)
def test_a_long_list_of_parties_asks_four_questions(house: House, browser: Browser, crowd: None) -> None:
    for party in PARTIES:
        for question, rows in QUESTIONS:
            with queries(house.database.engine, at_most=LIST):
                browser.open(party + question)

            assert len(browser.rows()) == rows


@pytest.mark.parametrize("templates", ["sqlite"], indirect=True)
def test_a_list_that_finds_no_such_number_asks_four_questions(house: House, browser: Browser, crowd: None) -> None:
    with queries(house.database.engine, at_most=LIST):
        browser.open("/contacts?q=00000000")

    assert "Nothing found" in browser.text


def test_a_card_with_every_role_asks_eight_questions(house: House, browser: Browser, cluster: list[str]) -> None:
    for card in (*cluster, "/contacts/CT000002"):
        with queries(house.database.engine, at_most=CARD):
            browser.open(card)

        assert browser.status == 200


@pytest.mark.parametrize(
    ("label", "value"), [("Phone No.", "22 00 01 9"), ("City", "Geilo "), ("Name", "Dale Bakery ")]
)
def test_saving_one_of_four_linked_cards_keeps_within_its_statements(
    house: House, browser: Browser, cluster: list[str], label: str, value: str
) -> None:
    for place, card in enumerate(cluster):
        browser.open(card).fill(label, f"{value}{place}")
        data = dict(browser._fields(browser.page.one("form", id="card-form")))

        with queries(house.database.engine, at_most=SAVE):
            response = browser.client.post(card, data=data)

        assert response.status_code == 303
        assert {browser.open(each).value(label) for each in cluster} == {f"{value}{place}"}
