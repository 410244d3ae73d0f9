"""The memory of a record on its pages: why, what happened, as it was; and the pages that say no."""

from __future__ import annotations

import pytest

from tests.support.browser import Browser


@pytest.fixture
def twice(browser: Browser) -> Browser:
    """A description that was changed two times."""
    browser.open("/setup/units/PCS").fill("Description", "Single piece").press("Save")
    return browser.fill("Description", "Each").press("Save")


def test_why_tells_the_chain_of_values_newest_first(twice: Browser) -> None:
    twice.press("Why this value of Description?")

    steps = twice.page.one("ol", class_="steps").all("li")
    assert [step.all("strong")[0].text for step in steps] == ["Each", "Single piece", "Piece"]
    assert "Olga Nordahl" in steps[0].text
    assert "typed by hand" in steps[0].text
    assert "brought along with a new company" in steps[2].text


def test_the_log_of_a_card_shows_fields_before_and_after(twice: Browser) -> None:
    twice.open("/setup/units/PCS/history")

    assert ["Description", "Single piece", "Each", "typed by hand"] in twice.rows()


def test_the_card_as_it_was_shows_the_old_values_and_can_not_be_changed(twice: Browser) -> None:
    twice.open("/setup/units/PCS/history")
    oldest = [link for link in twice.page.all("a") if link.text == "As it was then"][-1]

    twice.open(oldest["href"])

    assert twice.value("Description") == "Piece"
    assert not twice.has_button("Save")


def test_before_it_came_there_was_no_record(browser: Browser) -> None:
    browser.open("/setup/units/PCS/history").fill("The card as it was on", "01/01/2001")

    browser.press("Show")

    assert "this record did not exist" in browser.text


def test_a_date_that_is_none_says_how_to_write_one(browser: Browser) -> None:
    browser.open("/setup/units/PCS/history").fill("The card as it was on", "31/02/2026")

    browser.press("Show")

    assert browser.status == 200
    assert "“31/02/2026” is not in the calendar." in browser.problem


def test_an_action_that_was_built_upon_names_what_stands_in_the_way(twice: Browser) -> None:
    twice.open("/setup/units/PCS/history")
    older = [link for link in twice.page.one(id="main").all("a") if link.text.startswith("Changed")][1]

    twice.open(older["href"])

    assert "What stands in the way of undo" in twice.text
    assert "Each" in twice.text
    assert not twice.has_button("Undo")


def test_the_log_of_everything_leads_to_every_action(twice: Browser) -> None:
    twice.open("/changes")

    twice.open(twice.page.one(id="main").all("a")[0]["href"])

    assert twice.heading == "Changed: Unit of Measure PCS"
    twice.press("Undo")
    assert twice.open("/setup/units/PCS").value("Description") == "Single piece"


def test_the_search_finds_pages_by_their_synonyms(browser: Browser) -> None:
    browser.open("/search?q=supplier")

    assert "Purchase Setup" in browser.text


def test_the_search_finds_records_and_opens_them(browser: Browser) -> None:
    browser.open("/search?q=norw")

    assert browser.page.all("a", href="/setup/languages/NOR")


@pytest.mark.parametrize(
    ("url", "status", "heading"),
    [
        ("/nothing", 404, "There is nothing here"),
        ("/setup/units/NONE", 404, "There is nothing here"),
        ("/changes/99999", 404, "There is nothing here"),
        ("/pictures/7", 404, "There is nothing here"),
        ("/sign-out", 405, "This address cannot be used like that"),
    ],
)
def test_an_error_page_says_what_is_and_what_to_do(browser: Browser, url: str, status: int, heading: str) -> None:
    browser.open(url)

    assert (browser.status, browser.heading) == (status, heading)
    assert browser.follow("Home").url == "/"
