"""How much a page may ask of the database, whatever it shows. An N+1 breaks these first."""

from __future__ import annotations

import pytest

from tests.support.browser import Browser
from tests.support.houses import House
from tests.support.queries import queries
from webapp.domain.base import model_of
from webapp.domain.codes import add_code

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
