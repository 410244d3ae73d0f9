"""Number series: lines, relationships, trying one out, the ledger."""

from __future__ import annotations

from tests.support.browser import Browser


def with_series(browser: Browser) -> Browser:
    browser.open("/setup/number-series/new").fill("Code", "test").fill("Description", "To try").press("Save")
    browser.open("/setup/number-series/TEST/lines/new").fill("Starting No.", "t001").fill("Ending No.", "T009")
    return browser.press("Save")


def test_a_series_gives_numbers_once_it_has_a_line(browser: Browser) -> None:
    with_series(browser).open("/setup/number-series/TEST")

    browser.press("Test")

    assert browser.receipts == ["The next number would be T001."]


def test_a_series_without_a_line_says_what_it_lacks(browser: Browser) -> None:
    browser.open("/setup/number-series/new").fill("Code", "EMPTY").press("Save")

    browser.press("Test")

    assert "Number series EMPTY has no lines. Add one with a starting number." in browser.receipts[0]


def test_trying_a_series_out_uses_no_number_up(browser: Browser) -> None:
    with_series(browser).open("/setup/number-series/TEST").press("Test")

    browser.press("Test")

    assert browser.receipts == ["The next number would be T001."]


def test_a_line_whose_numbers_do_not_fit_is_refused_at_the_field(browser: Browser) -> None:
    with_series(browser).open("/setup/number-series/TEST/lines/new")
    browser.fill("Starting No.", "A10").fill("Ending No.", "A05")

    browser.press("Save")

    assert browser.status == 422
    assert browser.error_at("Ending No.") == "The ending number is below the starting number. Make it larger."
    assert browser.value("Starting No.") == "A10"


def test_a_related_series_stands_below_the_card(browser: Browser) -> None:
    with_series(browser).open("/setup/number-series/TEST/relationships/new").fill("Series Code", "CUST")

    browser.press("Save and close")

    assert browser.url == "/setup/number-series/TEST"
    assert browser.page.one("section", aria_labelledby="part-relationships-title").one("tbody").text == "CUST"


def test_lines_and_related_series_stand_side_by_side_below_the_card(browser: Browser) -> None:
    with_series(browser).open("/setup/number-series/TEST/relationships/new").fill("Series Code", "CUST").press("Save")

    browser.open("/setup/number-series/TEST")

    assert [link.text for link in browser.page.all("a", class_="row-link")] == ["T001", "CUST"]


def test_a_series_goes_with_its_lines_and_comes_back_with_them(browser: Browser) -> None:
    with_series(browser).open("/setup/number-series/TEST/delete").press("Delete")

    browser.press("Undo")

    browser.open("/setup/number-series/TEST").press("Test")
    assert browser.receipts == ["The next number would be T001."]


def test_the_ledger_of_an_unused_series_is_empty(browser: Browser) -> None:
    with_series(browser).open("/setup/number-series/TEST")

    browser.follow("Number ledger")

    assert browser.heading == "Number ledger: TEST"
    assert "No number was given out yet." in browser.text


def test_numbers_skipped_by_hand_stand_in_the_ledger(browser: Browser) -> None:
    with_series(browser).open("/setup/number-series/TEST").follow("T001")
    browser.fill("Last No. Used", "T003").press("Save")

    browser.open("/setup/number-series/TEST/ledger")

    assert [row[:2] for row in browser.rows()] == [["T003", "skipped"], ["T002", "skipped"], ["T001", "skipped"]]
