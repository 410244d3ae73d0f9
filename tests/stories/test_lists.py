"""Lists: searching, filtering, sorting, paging, views, exports."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from tests.support.browser import Browser
from tests.support.houses import House
from webapp.domain.codes import add_code
from webapp.domain.setup.people import Salesperson
from webapp.domain.setup.places import Territory

PEOPLE = (
    ("ANN", "Ann Hill", "Seller", "+47 22 33 44 55", False),
    ("BJØRN", "Bjørn Åsen", "Seller", "", True),
    ("CARL", "Carl-Otto Hill", "Purchaser", "0041 44 111 22 33", False),
    ("DINA", "=1+1", "", "", False),
)

SEARCHES = {
    "hill": ["ANN", "CARL"],
    "hill ann": ["ANN"],
    "ANN HI": ["ANN"],
    "bjorn asen": ["BJØRN"],
    "Åse": ["BJØRN"],
    "otto": ["CARL"],
    "22334455": ["ANN"],
    "2233 44 55": ["ANN"],
    "ill": [],
}
FILTERS = {
    ("Code", "ANN"): ["ANN"],
    ("Code", "a*"): ["ANN"],
    ("Code", "*n*"): ["ANN", "BJØRN", "DINA"],
    ("Code", "?NN"): ["ANN"],
    ("Code", "ANN|CARL"): ["ANN", "CARL"],
    ("Code", "B..D"): ["BJØRN", "CARL"],
    ("Code", "..B"): ["ANN"],
    ("Code", "CARL.."): ["CARL", "DINA"],
    ("Code", "<>ANN&<>DINA"): ["BJØRN", "CARL"],
    ("Code", ">=CARL"): ["CARL", "DINA"],
    ("Job Title", "@SELLER"): ["ANN", "BJØRN"],
    ("Job Title", "''"): ["DINA"],
    ("Job Title", "<>''"): ["ANN", "BJØRN", "CARL"],
    ("Name", "100%"): [],
    ("Blocked", "yes"): ["BJØRN"],
    ("Blocked", "no"): ["ANN", "CARL", "DINA"],
    ("Blocked", "<>yes"): ["ANN", "CARL", "DINA"],
    ("Blocked", "<>no"): ["BJØRN"],
}


@pytest.fixture
def people(house: House) -> None:
    with house.acting() as session:
        for code, name, title, phone, blocked in PEOPLE:
            add_code(
                session,
                Salesperson,
                {"code": code, "description": name, "job_title": title, "phone_no": phone, "blocked": blocked},
            )


@pytest.fixture
def many(house: House) -> None:
    with house.acting() as session:
        for number in range(114):
            add_code(session, Territory, {"code": f"T{number:03}", "description": "Far away"})


def codes(browser: Browser) -> list[str]:
    return [row[0] for row in browser.rows()] if browser.page.all("table") else []


@pytest.mark.usefixtures("people")
def test_words_are_found_in_any_order_from_their_beginnings(browser: Browser) -> None:
    found = {
        typed: codes(browser.open("/setup/salespeople").fill("Search Salespeople/Purchasers", typed).press("Search"))
        for typed in SEARCHES
    }

    assert found == SEARCHES


@pytest.mark.usefixtures("people")
def test_filters_are_read_as_nav_users_type_them(browser: Browser) -> None:
    found = {
        (label, typed): codes(browser.open("/setup/salespeople").fill(label, typed).press("Apply"))
        for label, typed in FILTERS
    }

    assert found == FILTERS


def test_a_filter_that_cannot_be_read_says_how_to_write_it(browser: Browser) -> None:
    browser.open("/setup/currencies").fill("Decimal Places", "many")

    browser.press("Apply")

    assert codes(browser) == []
    assert "“many” is not a number." in browser.text


def test_nothing_found_says_what_was_looked_for_and_leads_back(browser: Browser) -> None:
    browser.open("/setup/units").fill("Search Units of Measure", "unicorn").press("Search")
    assert "Nothing found for “unicorn”. Try fewer or other words." in browser.text

    browser.follow("Clear filters")

    assert browser.url == "/setup/units"
    assert "PCS" in codes(browser)


@pytest.mark.usefixtures("people")
def test_a_column_sorts_both_ways(browser: Browser) -> None:
    browser.open("/setup/salespeople").follow("Job Title")
    upwards = [row[2] for row in browser.rows()]

    browser.follow("Job Title")

    assert upwards == ["", "Purchaser", "Seller", "Seller"]
    assert [row[2] for row in browser.rows()] == upwards[::-1]


@pytest.mark.usefixtures("many")
def test_a_long_list_is_turned_page_by_page_without_losing_a_row(browser: Browser) -> None:
    pages = [codes(browser.open("/setup/territories"))]

    while any(link.get("aria-label") == "Next page" for link in browser.page.all("a")):
        pages.append(codes(browser.follow("Next page")))

    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({code for page in pages for code in page}) == 120
    assert "101–120 of 120 rows" in browser.text


@pytest.mark.usefixtures("many")
def test_sorting_keeps_the_search_and_begins_at_the_first_page(browser: Browser) -> None:
    browser.open("/setup/territories?q=far&page=2")

    browser.follow("Code")

    assert codes(browser)[0] == "T113"
    assert browser.value("Search Territories") == "far"


@pytest.mark.usefixtures("people")
def test_a_view_is_saved_used_and_deleted(browser: Browser) -> None:
    browser.open("/setup/salespeople?q=hill&sort=-code").fill("Save this view as", "The Hills")
    browser.press("Save view")
    assert browser.receipts == ["Saved the view The Hills."]

    browser.open("/setup/salespeople").follow("The Hills")

    assert codes(browser) == ["CARL", "ANN"]
    browser.press("Delete the view The Hills")
    assert browser.receipts == ["The view is deleted."]


def test_a_view_belongs_to_who_saved_it(browser: Browser, house: House) -> None:
    browser.open("/setup/units?q=pcs").fill("Save this view as", "Mine").press("Save view")
    browser.open("/setup/users/new").fill("Name", "Sia").fill("Email", "sia@fjordlys.example").fill(
        "Password", "long enough for it"
    )
    browser.press("Add user")

    colleague = Browser(house.app).sign_in("sia@fjordlys.example", "long enough for it").open("/setup/units")

    assert "Mine" not in colleague.text
    colleague.post("/views/1/delete")
    assert "Mine" in browser.open("/setup/units").text


@pytest.mark.usefixtures("people")
def test_the_csv_has_exactly_what_is_shown_and_runs_no_formula(browser: Browser) -> None:
    browser.open("/setup/salespeople?sort=-code&blocked=no")

    response = browser.client.get(
        next(link["href"] for link in browser.page.all("a") if link.text == "CSV"), buffered=True
    )

    rows = list(csv.reader(io.StringIO(response.text.removeprefix("\ufeff"))))
    assert rows[0] == ["Code", "Name", "Job Title", "Email", "Phone No.", "Blocked"]
    assert [row[0] for row in rows[1:]] == ["DINA", "CARL", "ANN"]
    assert rows[1][1] == "'=1+1"
    assert rows[3][4] == "+47 22 33 44 55"


@pytest.mark.usefixtures("people")
def test_the_excel_file_has_exactly_what_is_shown_and_texts_that_stay_texts(browser: Browser) -> None:
    browser.open("/setup/salespeople?sort=-code&blocked=no")

    response = browser.client.get(next(link["href"] for link in browser.page.all("a") if link.text == "Excel"))

    sheet = load_workbook(io.BytesIO(response.data)).active
    assert [row[0].value for row in sheet.iter_rows()] == ["Code", "DINA", "CARL", "ANN"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")


def test_where_a_comma_is_the_decimal_sign_the_csv_has_semicolons(browser: Browser) -> None:
    browser.open("/setup/units").press("Nederlands")

    response = browser.client.get("/setup/vat-rates.csv?code=STD", buffered=True)

    assert response.text.splitlines()[1].split(";")[2] in ("25", "25,000")
