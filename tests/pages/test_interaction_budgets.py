"""How much the log, timelines and printing may ask of the database: the same for a handful of entries and for hundreds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.support.browser import Browser
from tests.support.houses import House
from tests.support.interactions import AT, a_log, a_template
from tests.support.papers import a_document_for
from tests.support.parties import a_company, a_new_account, a_person
from tests.support.queries import queries
from webapp.domain.comments import add_comment
from webapp.domain.interactions.entry import begun, store
from webapp.domain.interactions.statistics import BY

from .test_budgets import CARD, LIST
from .test_document_budgets import opened

TIMELINE, STATISTICS, PRINTED, PRINTED_EACH = 8, 3, 47, 50
FEW, MANY = 3, 120
SEARCHED = LIST + 1
"""What was put off is not in the log, so what is found is counted beside."""
NARROWED = (
    ("", LIST),
    ("?page=2", LIST),
    ("?template_code=T120", LIST),
    ("?salesperson_code=NOBODY", LIST),
    ("?date=2025-01-01..2026-12-31", LIST),
    ("?q=hill", SEARCHED),
    ("?q=qvixzzot", LIST),
)
Talked = Callable[[str, int], str]


@pytest.fixture
def way() -> str:
    """Both ways ask the same of the database."""
    return "plain"


@pytest.fixture
def talked(house: House) -> Talked:
    """So many entries with a person of a new company, each with a comment; gives the company's number."""

    def talk(name: str, entries: int) -> str:
        with house.acting() as session:
            template = a_template(session, f"T{entries}")
            company = a_company(session, name)
            person = a_person(session, "Kari Lie", company)
            for number in range(entries):
                at = AT - dt.timedelta(days=number)
                entry = store(session, begun(session, person, template, at), description=f"Talk {number}")
                add_comment(session, entry, {"text": "Likes rye"})
            return company.no

    return talk


def test_the_log_asks_four_questions(house: House, browser: Browser, talked: Talked) -> None:
    no = talked("Hill Bakery", MANY)

    for narrowed, at_most in (*NARROWED, (f"?company_no={no}", LIST)):
        opened(house, browser, at_most, f"/interactions{narrowed}")


def test_a_timeline_asks_the_same_however_long_it_is(house: House, browser: Browser, talked: Talked) -> None:
    short, long = talked("Dale Bakery", FEW), talked("Hill Bakery", MANY)

    asked = [opened(house, browser, TIMELINE, f"/interactions/of/contact/{no}") for no in (short, long)]
    earlier = next(link for link in browser.page.all("a") if link.text == "Show earlier ones")
    asked.append(opened(house, browser, TIMELINE, earlier.get("href")))

    assert max(asked) == asked[0]


def test_the_card_of_somebody_we_often_talk_to_asks_no_more(house: House, browser: Browser, talked: Talked) -> None:
    short, long = talked("Dale Bakery", FEW), talked("Hill Bakery", MANY)

    asked = [opened(house, browser, CARD, f"/contacts/{no}") for no in (short, long)]

    assert asked[0] == asked[1]


@pytest.mark.parametrize("by", BY)
def test_statistics_ask_the_same_however_much_is_counted(
    house: House, browser: Browser, talked: Talked, by: str
) -> None:
    talked("Hill Bakery", MANY)

    opened(house, browser, STATISTICS, f"/interactions/statistics?by={by}")


@pytest.mark.parametrize("templates", ["sqlite"], indirect=True)
@pytest.mark.parametrize("column", ["contact_no", "company_no", "salesperson_code", "template_code", "group_code"])
def test_figures_are_read_from_an_index_alone(house: House, column: str) -> None:
    plan = f"EXPLAIN QUERY PLAN SELECT sum(cost), sum(duration), max(date) FROM interaction WHERE {column} = 'X' AND NOT cancelled AND NOT postponed AND NOT attempt_failed"

    with house.looking() as session:
        steps = [row.detail for row in session.execute(text(plan))]

    assert len(steps) == 1 and "USING COVERING INDEX ix_interaction_of_" in steps[0]


def test_printing_takes_the_same_for_each_of_several(house: House, browser: Browser) -> None:
    with house.acting() as session:
        a_log(session)
        customer = a_new_account(session, "customer", "Hill Bakery")
        keys = [a_document_for(session, customer, "sales_order").no for _ in range(9)]
    form = {"csrf_token": browser.token()}

    with queries(house.database.engine, at_most=PRINTED):
        one = browser.client.post(f"/sales-orders/{keys[0]}/print", data=form)
    with queries(house.database.engine, at_most=PRINTED_EACH * len(keys[1:])):
        several = browser.client.post("/sales-orders/print", data={**form, "once": "w", "key": keys[1:]})

    assert (one.status_code, several.status_code) == (200, 200)
