"""Two people on one card: nobody's edit is lost silently."""

from __future__ import annotations

import pytest

from tests.support.browser import Browser
from tests.support.houses import PASSWORD, House
from webapp.domain.users.user import add_user

CARD = "/setup/salespeople/OH"
QUESTION = "Somebody else changed the same fields meanwhile. Choose which value stays, then save again."


@pytest.fixture
def colleague(house: House) -> Browser:
    with house.acting() as session:
        add_user(session, {"name": "Sia Lund", "email": "sia@fjordlys.example", "role": "owner"}, PASSWORD)
    return Browser(house.app).sign_in("sia@fjordlys.example")


@pytest.fixture
def both(browser: Browser, colleague: Browser) -> tuple[Browser, Browser]:
    """The same card open in front of two people."""
    browser.open("/setup/salespeople/new").fill("Code", "OH").fill("Name", "Otto Hagen").press("Save")
    return browser.open(CARD), colleague.open(CARD)


def test_edits_of_different_fields_are_both_kept(both: tuple[Browser, Browser]) -> None:
    mine, theirs = both
    theirs.fill("Job Title", "Seller").press("Save")

    mine.fill("Phone No.", "+47 123").press("Save")

    assert mine.status == 200
    assert (mine.value("Job Title"), mine.value("Phone No.")) == ("Seller", "+47 123")


def test_the_same_edit_twice_is_no_conflict(both: tuple[Browser, Browser]) -> None:
    mine, theirs = both
    theirs.fill("Job Title", "Seller").press("Save")

    mine.fill("Job Title", "Seller").press("Save")

    assert mine.receipts == ["There was nothing to save."]


def test_edits_of_the_same_field_are_shown_side_by_side(both: tuple[Browser, Browser]) -> None:
    mine, theirs = both
    theirs.fill("Name", "Otto Haugen").press("Save")

    mine.fill("Name", "Otto Hansen").press("Save")

    assert mine.status == 409
    assert QUESTION in mine.problem
    assert [heading.text for heading in mine.page.one("table", class_="comparison-table").one("thead").all("th")] == [
        "Field",
        "Before",
        "Sia Lund",
        "Mine",
    ]
    assert [cell.all("bdi")[0].text for cell in mine.page.one("table", class_="comparison-table").all("td")] == [
        "Otto Hagen",
        "Otto Haugen",
        "Otto Hansen",
    ]
    assert theirs.open(CARD).value("Name") == "Otto Haugen"


@pytest.mark.parametrize(("side", "kept"), [("mine", "Otto Hansen"), ("theirs", "Otto Haugen")])
def test_the_chosen_value_stays(both: tuple[Browser, Browser], side: str, kept: str) -> None:
    mine, theirs = both
    theirs.fill("Name", "Otto Haugen").fill("Job Title", "Seller").press("Save")
    mine.fill("Name", "Otto Hansen").fill("Phone No.", "+47 123").press("Save")

    mine.choose("chosen-description", side).press("Save")

    assert mine.status == 200
    assert (mine.value("Name"), mine.value("Job Title"), mine.value("Phone No.")) == (kept, "Seller", "+47 123")


def test_a_choice_is_asked_again_when_the_value_moved_on_once_more(both: tuple[Browser, Browser]) -> None:
    mine, theirs = both
    theirs.fill("Name", "Otto Haugen").press("Save")
    mine.fill("Name", "Otto Hansen").press("Save")
    theirs.open(CARD).fill("Name", "Otto Holm").press("Save")

    mine.choose("chosen-description", "mine").press("Save")

    assert mine.status == 409
    assert "Otto Holm" in mine.text
    assert theirs.open(CARD).value("Name") == "Otto Holm"


def test_a_card_that_is_gone_is_not_there_to_be_saved(both: tuple[Browser, Browser]) -> None:
    mine, theirs = both
    theirs.open(f"{CARD}/delete").press("Delete")

    response = mine.post(CARD, code="OH", description="Otto Hansen")

    assert response.status_code == 404
