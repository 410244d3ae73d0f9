"""Code tables: adding, renaming, deleting a row."""

from __future__ import annotations

import pytest

from tests.support.browser import Browser
from tests.support.houses import House


def test_a_new_code_is_written_in_capitals(browser: Browser) -> None:
    browser.open("/setup/units").follow("New").fill("Code", "crate").fill("Description", "Wooden crate")

    browser.press("Save")

    assert browser.url == "/setup/units/CRATE"
    assert browser.heading == "CRATE · Wooden crate"
    assert browser.receipts == ["Created: Unit of Measure CRATE"]


def test_save_and_close_leads_to_the_list(browser: Browser) -> None:
    browser.open("/setup/units/PCS").fill("Description", "Single piece")

    browser.press("Save and close")

    assert browser.heading == "Units of Measure"
    assert ["PCS", "Single piece"] in [row[:2] for row in browser.rows()]


def test_a_code_that_is_there_is_refused_at_the_field(browser: Browser) -> None:
    browser.open("/setup/units/new").fill("Code", "pcs").fill("Description", "Again")

    browser.press("Save")

    assert browser.status == 422
    assert browser.error_at("Code") == "The code PCS is taken in Units of Measure. Take another one."
    assert browser.value("Description") == "Again"


def test_undo_takes_a_new_code_away_again(browser: Browser) -> None:
    browser.open("/setup/units/new").fill("Code", "CRATE").press("Save")

    browser.press("Undo")

    assert browser.open("/setup/units/CRATE").status == 404


def test_a_renamed_code_is_found_at_its_old_address(browser: Browser) -> None:
    browser.open("/setup/units/PCS").fill("Code", "PIECE").press("Save")

    browser.open("/setup/units/PCS")

    assert browser.url == "/setup/units/PIECE"
    assert browser.value("Code") == "PIECE"


def test_what_is_saved_at_an_old_address_is_not_lost(browser: Browser, house: House) -> None:
    other = Browser(house.app).sign_in()
    browser.open("/setup/units/PCS").fill("Description", "Single piece")
    other.open("/setup/units/PCS").fill("Code", "PIECE").press("Save")

    browser.press("Save")

    assert browser.url == "/setup/units/PIECE"
    assert browser.value("Description") == "Single piece"


def test_what_uses_a_code_goes_along_when_it_is_renamed(browser: Browser) -> None:
    browser.open("/setup/business-relations/CUST").fill("Code", "CLIENT").press("Save")

    browser.open("/setup/marketing")

    assert browser.value("Bus. Relation Code for Customers") == "CLIENT"


@pytest.mark.parametrize("code", ["50%41", "A/B", "..", "A?B#C", "~1", "Ж Ø"])
def test_a_code_may_have_any_signs_and_keeps_its_address(browser: Browser, code: str) -> None:
    browser.open("/setup/units/new").fill("Code", code).press("Save")

    browser.open("/setup/units").follow(code)

    assert browser.status == 200
    assert browser.value("Code") == code


def test_deleting_asks_first_and_can_be_undone(browser: Browser) -> None:
    browser.open("/setup/units/PCS").follow("Delete")
    assert browser.heading == "Delete PCS · Piece?"

    browser.press("Delete")

    assert browser.receipts == ["Deleted: Unit of Measure PCS"]
    assert "PCS" not in [row[0] for row in browser.rows()]
    browser.press("Undo")
    assert browser.open("/setup/units/PCS").value("Description") == "Piece"


def test_a_code_in_use_names_the_places_with_links(browser: Browser) -> None:
    browser.open("/setup/business-relations/CUST/delete")

    browser.follow("Marketing Setup")

    assert browser.url == "/setup/marketing"


def test_a_code_in_use_cannot_be_deleted_by_hand_either(browser: Browser) -> None:
    browser.open("/setup/business-relations/CUST/delete")
    assert not browser.has_button("Delete")

    response = browser.post("/setup/business-relations/CUST/delete")

    assert response.status_code == 422
    assert browser.open("/setup/business-relations/CUST").status == 200


def test_ticked_rows_are_deleted_together_and_come_back_together(browser: Browser) -> None:
    browser.open("/setup/units").tick("Select PCS").tick("Select PAIR").press("Delete")
    assert browser.heading == "Delete 2 rows?"

    browser.press("Delete")

    assert browser.receipts == ["Deleted: Units of Measure (2)"]
    assert not {"PCS", "PAIR"} & {row[0] for row in browser.rows()}
    browser.press("Undo")
    assert {"PCS", "PAIR"} <= {row[0] for row in browser.open("/setup/units").rows()}


def test_nothing_is_deleted_when_one_of_the_ticked_rows_is_in_use(browser: Browser) -> None:
    browser.open("/setup/business-relations").tick("Select CUST").tick("Select PRESS")

    browser.press("Delete")

    assert "This is in use. Take it out in these places first." in browser.text
    assert not browser.has_button("Delete")


def test_deleting_without_a_tick_says_what_to_do(browser: Browser) -> None:
    browser.open("/setup/units")

    browser.press("Delete")

    assert browser.receipts == ["No rows were ticked. Tick some, then try again."]
