"""Whoever narrows the log and does something with its entries comes back to the same entries."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.support.browser import Browser
from tests.support.factories import a_salesperson
from tests.support.houses import House
from tests.support.interactions import a_template
from tests.support.parties import a_company
from tests.support.talks import a_talk, put_off
from webapp.domain.interactions.interaction import Interaction

NARROWED = "/interactions?q=Hill&sort=-description&salesperson_code=IS"
Act = Callable[[Browser], Browser]


@pytest.fixture(autouse=True)
def _two_entries(house: House) -> None:
    with house.acting() as session:
        a_salesperson(session, "IS")
        contact, template = a_company(session, "Hill Bakery"), a_template(session)
        for _ in range(2):
            a_talk(session, contact, template)
        put_off(session, contact, template)


def opened(browser: Browser, tick: bool = True, at: str = NARROWED) -> Browser:
    browser.open(at)
    if tick:
        browser.page.all("input", type="checkbox", name="key")[0].attributes["checked"] = ""
    return browser


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda b: b.press("Evaluate").fill("Evaluation", "Positive").press("Save"), id="evaluated"),
        pytest.param(lambda b: b.press("Evaluate").follow("Cancel"), id="not evaluated after all"),
        pytest.param(lambda b: b.press("Comment").fill("Comment", "Ask again").press("Save"), id="commented on"),
        pytest.param(lambda b: b.press("Comment").press("Save").follow("Cancel"), id="comment refused, then left"),
        pytest.param(lambda b: b.press("Cancel or take back").press("Cancel the interaction"), id="cancelled"),
        pytest.param(lambda b: b.press("Cancel or take back").follow("Back"), id="not cancelled after all"),
    ],
)
def test_after_an_action_the_log_is_as_narrow_as_before(browser: Browser, act: Act) -> None:
    opened(browser)

    act(browser)

    assert browser.url == NARROWED


def test_even_when_nothing_was_ticked(browser: Browser) -> None:
    opened(browser, tick=False).press("Evaluate")

    assert browser.url == NARROWED
    assert browser.receipts == ["No rows were ticked. Tick some, then try again."]


@pytest.mark.parametrize("way", ["Close", "Interactions"])
def test_the_card_leads_back_to_the_log_as_it_was(browser: Browser, way: str) -> None:
    browser.open(browser.open(NARROWED).page.all("a", class_="row-link")[0]["href"])

    link = next(each for each in browser.page.by_id("main").all("a") if way in (each.text, each.get("aria-label")))  # type: ignore[union-attr]
    browser.open(link["href"])

    assert browser.url == NARROWED


def test_saved_and_cancelled_on_the_card_one_still_finds_back(browser: Browser) -> None:
    browser.open(browser.open(NARROWED).page.all("a", class_="row-link")[0]["href"])

    browser.fill("Evaluation", "Neutral").press("Save")
    browser.follow("Cancel or take back").press("Cancel the interaction")

    assert browser.page.by_id("close")["href"] == NARROWED  # type: ignore[index]


def test_a_new_one_leads_back_and_what_is_finished_too(browser: Browser, house: House) -> None:
    browser.open(NARROWED).follow("New")
    left = [each["href"] for each in browser.page.all("a") if each["href"] == NARROWED]

    browser.fill("Contact No.", "Hill").fill("Interaction Template Code", "T-DOC").press("Finish")

    assert len(left) == 2
    assert browser.url == NARROWED
    with house.looking() as session:
        assert len(session.scalars(select(Interaction)).all()) == 4


def test_other_lists_of_it_are_as_narrow(browser: Browser) -> None:
    browser.open("/interactions?salesperson_code=IS").follow("Without cancelled ones")
    without = browser.url
    browser.open("/interactions?salesperson_code=IS").follow("Delete Cancelled Interaction Log Entries")

    browser.open(browser.page.one("nav", class_="breadcrumb").one("a")["href"])

    assert without == "/interactions?salesperson_code=IS&cancelled=no"
    assert browser.url == "/interactions?salesperson_code=IS"


def test_what_was_put_off_is_deleted_from_a_narrowed_list(browser: Browser) -> None:
    narrowed = "/interactions/postponed?salesperson_code=IS"

    opened(browser, at=narrowed).press("Delete").press("Delete")

    assert browser.url == narrowed


def test_nobody_is_led_out_of_the_house(browser: Browser) -> None:
    answer = browser.post("/interactions/evaluate", query="https://elsewhere.test/&salesperson_code=IS")

    assert answer.headers["Location"] == "/interactions?salesperson_code=IS"
