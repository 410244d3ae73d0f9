"""Comments on contacts and accounts: written, read, changed, found, each side its own."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.support.browser import Browser
from tests.support.factories import a_user
from tests.support.houses import PASSWORD, House
from tests.support.parties import a_cluster
from tests.support.queries import queries
from webapp.domain.comments import Comment

SIDES = ("/contacts/CT000001", "/customers/C00010", "/vendors/V00010", "/bank-accounts/B010")


@pytest.fixture(autouse=True)
def _a_company_with_its_accounts(house: House) -> None:
    with house.acting() as session:
        a_cluster(session)


def write(browser: Browser, text: str, date: str = "", url: str = SIDES[0]) -> Browser:
    browser.open(f"{url}/comments").fill("Comment", text)
    if date:
        browser.fill("Date", date)
    return browser.press("Add")


def told(browser: Browser) -> list[str]:
    """The comments shown, without who wrote them."""
    return [row.all("p")[-1].text for row in browser.page.all("li", where=lambda node: "comment-" in node.get("id"))]


def today(browser: Browser) -> str:
    """As the new comment is dated."""
    return browser.value("Date")


@pytest.mark.parametrize("url", SIDES)
def test_208_a_comment_is_kept_and_shown_with_the_record_it_is_about(browser: Browser, url: str) -> None:
    browser.open(url).follow("Comments")

    browser.fill("Comment", "Prefers to be called\nin the morning").press("Add")

    assert browser.url == f"{url}/comments"
    assert "Prefers to be called" in browser.text
    assert "Olga Nordahl" in browser.page.one("ol", class_="log lines").text
    browser.open(url)
    fact = browser.page.one("a", where=lambda node: node.get("href") == f"{url}/comments" and node.text == "1")
    assert fact.above("dl") is not None


def test_each_side_has_its_own_comments(browser: Browser) -> None:
    write(browser, "About the contact")

    browser.open("/customers/C00010/comments")

    assert "There are no comments yet." in browser.text


def test_the_newest_comment_comes_first(browser: Browser) -> None:
    write(browser, "Older", "01/02/2026")
    write(browser, "Newer", "01/03/2026")
    write(browser, "Oldest", "01/01/2026")

    assert told(browser) == ["Newer", "Older", "Oldest"]


def test_a_comment_is_found_by_beginnings_of_its_words(browser: Browser) -> None:
    write(browser, "Delivers on Tuesdays")
    write(browser, "Pays late")

    browser.fill("Search the comments", "tues deliv").press("Search")

    assert told(browser) == ["Delivers on Tuesdays"]
    assert "Nothing found" in browser.open(f"{SIDES[0]}/comments?q=nowhere").text


def test_nothing_is_no_comment(browser: Browser) -> None:
    write(browser, "  ")

    assert browser.status == 422
    assert browser.error_at("Comment") == "Comment must have a value."


def test_a_comment_is_changed_and_says_by_whom(browser: Browser) -> None:
    write(browser, "Pays late")

    browser.follow(f"Change the comment of {today(browser)}").fill("Comment", "Pays in time").press("Save")

    assert browser.receipts == ["Changed a comment on Contact CT000001 Hill Bakery"]
    assert told(browser) == ["Pays in time"]
    assert "changed by Olga Nordahl" in browser.text


def test_a_comment_is_deleted_and_undo_brings_it_back(browser: Browser) -> None:
    write(browser, "Pays late")

    browser.press(f"Delete the comment of {today(browser)}")

    assert told(browser) == []
    browser.press("Undo")
    assert told(browser.open(f"{SIDES[0]}/comments")) == ["Pays late"]


def test_two_people_change_the_same_comment_and_neither_is_lost_silently(browser: Browser, house: House) -> None:
    write(browser, "Pays late")
    with house.looking() as session:
        url = f"{SIDES[0]}/comments/{session.scalar(select(Comment.id))}"
    with house.acting() as session:
        a_user(session, name="Lars Moe", email="lars@fjordlys.example", password=PASSWORD)
    other = Browser(house.app).sign_in("lars@fjordlys.example").open(url)
    browser.open(url)
    other.fill("Comment", "Pays in time").press("Save")

    browser.fill("Comment", "Pays never").press("Save")

    assert browser.status == 409
    assert "Lars Moe changed Comment to: Pays in time" in browser.text
    assert browser.value("Comment") == "Pays never"
    browser.press("Save")
    assert told(browser) == ["Pays never"]


def test_two_people_change_different_things_and_both_stay(browser: Browser, house: House) -> None:
    write(browser, "Pays late", "01/02/2026")
    with house.looking() as session:
        url = f"{SIDES[0]}/comments/{session.scalar(select(Comment.id))}"
    other = Browser(house.app).sign_in().open(url)
    browser.open(url)
    other.fill("Date", "02/02/2026").press("Save")

    browser.fill("Comment", "Pays in time").press("Save")

    assert told(browser) == ["Pays in time"]
    assert "02/02/2026" in browser.text


def test_comments_on_a_bank_account_are_for_those_who_see_bank_accounts(browser: Browser, house: House) -> None:
    write(browser, "Ask for Mia", url="/bank-accounts/B010")
    with house.acting() as session:
        a_user(session, email="sven@fjordlys.example", role="sales", password=PASSWORD)
        a_user(session, email="rita@fjordlys.example", role="reader", password=PASSWORD)
    seller = Browser(house.app).sign_in("sven@fjordlys.example")
    reader = Browser(house.app).sign_in("rita@fjordlys.example")

    assert seller.open("/bank-accounts/B010/comments").status == 403
    assert write(seller, "Likes rye bread", url="/customers/C00010").receipts
    assert told(reader.open("/customers/C00010/comments")) == ["Likes rye bread"]
    assert not reader.has_button("Add")


def test_a_comment_is_not_reached_by_way_of_another_record(browser: Browser, house: House) -> None:
    write(browser, "About the contact")
    with house.looking() as session:
        comment_id = session.scalar(select(Comment.id))

    assert browser.open(f"/customers/C00010/comments/{comment_id}").status == 404


def test_many_comments_ask_no_more_than_one(browser: Browser, house: House) -> None:
    for number in range(5):
        write(browser, f"Number {number}")

    with queries(house.database.engine, at_most=5):
        browser.open(f"{SIDES[0]}/comments")

    assert len(told(browser)) == 5


@pytest.mark.parametrize("url", SIDES)
def test_a_card_with_comments_asks_eight_questions(browser: Browser, house: House, url: str) -> None:
    write(browser, "Pays late", url=url)

    with queries(house.database.engine, at_most=8):
        browser.open(url)

    assert browser.status == 200
