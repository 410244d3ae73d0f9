"""The history beside a card: what was said, noted and changed, narrowed and paged."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.support.browser import Browser
from tests.support.histories import DAY, an_entry, many_entries
from tests.support.houses import House
from tests.support.parties import a_cluster, a_company, a_person
from tests.support.queries import queries
from webapp.domain.comments import add_comment

PARTIES = {"contact": "/contacts", "customer": "/customers", "vendor": "/vendors", "bank_account": "/bank-accounts"}
ASKED = 11


def a_history(house: House) -> dict[str, str]:
    """A company with every role, and something on it; the numbers of the cards."""
    with house.acting() as session:
        cards = a_cluster(session, name="Hill Bakery")
        person = a_person(session, "Ann Hill", cards[0])
        an_entry(session, person, "Asked about rye", evaluation="positive")
        an_entry(session, cards[0], "Wrote by mistake", cancelled=True)
        add_comment(session, cards[0], {"text": "Likes rye", "date": DAY})
        return {"person": person.no, **{word: card.no for word, card in zip(PARTIES, cards, strict=True)}}


def items(browser: Browser) -> list[str]:
    return [node.text for node in browser.page.all("ol", class_="timeline") for node in node.all("li")]


@pytest.mark.parametrize("word", PARTIES)
def test_every_card_leads_to_the_history_of_its_contact(house: House, browser: Browser, word: str) -> None:
    nos = a_history(house)

    browser.open(f"{PARTIES[word]}/{nos[word]}").follow("History")

    assert browser.heading.startswith("History of")
    assert "Asked about rye" in browser.text and "Ann Hill" in browser.text


def test_a_person_has_only_his_own(house: House, browser: Browser) -> None:
    nos = a_history(house)

    browser.open(f"/interactions/of/contact/{nos['person']}")

    assert "Asked about rye" in browser.text and "Wrote by mistake" not in browser.text


def test_what_was_called_off_is_struck_through_and_says_so(house: House, browser: Browser) -> None:
    nos = a_history(house)

    browser.open(f"/interactions/of/contact/{nos['contact']}")

    assert [node.text for node in browser.page.all("del")][-1:] == ["Wrote by mistake"]
    assert any("Cancelled" in item for item in items(browser))


@pytest.mark.parametrize(
    ("chip", "there", "hidden"),
    [
        ("Interactions", "Asked about rye", "Likes rye"),
        ("Comments", "Likes rye", "Asked"),
        ("Changes", "Given", "Likes"),
    ],
)
def test_a_chip_narrows_it(house: House, browser: Browser, chip: str, there: str, hidden: str) -> None:
    nos = a_history(house)

    browser.open(f"/interactions/of/contact/{nos['contact']}").follow(chip)

    assert there in browser.text and hidden not in browser.text


def test_earlier_entries_follow_on_request(house: House, browser: Browser) -> None:
    with house.acting() as session:
        no = (company := a_company(session)).no
        many_entries(session, company, 70)

    browser.open(f"/interactions/of/contact/{no}?show=interactions")
    seen = items(browser)
    while any(link.text == "Show earlier ones" for link in browser.page.all("a")):
        browser.follow("Show earlier ones")
        seen += items(browser)

    assert len(seen) == 70 and [f"Call {number}" in text for number, text in enumerate(seen)] == [True] * 70


@pytest.mark.parametrize("place", ["", "2026-03-09", "2026-13-40 25:61 7", "'; drop", "2026-03-09 12:00:00 7"])
def test_an_address_made_by_hand_is_borne(house: House, browser: Browser, place: str) -> None:
    nos = a_history(house)

    browser.open(f"/interactions/of/contact/{nos['contact']}?interactions={place}&changes=x&comments={place}")

    assert browser.status == 200


@pytest.mark.parametrize(
    "url", ["/interactions/of/user/olga", "/interactions/of/contact/CT9", "/interactions/of/contact/CT1?show=x"]
)
def test_what_has_no_history_is_not_found(house: House, browser: Browser, url: str) -> None:
    assert browser.open(url).status == 404


def test_a_comment_on_an_entry_stands_below_it(house: House, browser: Browser) -> None:
    with house.acting() as session:
        company = a_company(session)
        add_comment(session, an_entry(session, company), {"text": "She bakes on Mondays", "date": DAY})
        no = company.no

    browser.open(f"/interactions/of/contact/{no}?show=interactions")

    assert "She bakes on Mondays" in items(browser)[0]


def test_the_card_says_how_many_there_were_and_when(house: House, browser: Browser) -> None:
    with house.acting() as session:
        company = a_company(session)
        an_entry(session, company, duration=20, cost=5, initiated_by="us")
        an_entry(session, company, date=DAY + dt.timedelta(days=2), attempt_failed=True, initiated_by="us")
        no = company.no

    browser.open(f"/contacts/{no}")

    facts = browser.page.one("section", aria_labelledby="facts-interactions-title")
    found = dict(zip((node.text for node in facts.all("dt")), (node.text for node in facts.all("dd")), strict=True))
    assert found == {
        "No. of Interactions": "2", "Date of Last Interaction": "09/03/2026", "Last Date Attempted": "11/03/2026",
        "Cost": "5.00", "Duration (Min.)": "20",
    }  # fmt: skip


def test_a_history_of_ten_thousand_entries_asks_no_more_than_a_short_one(house: House, browser: Browser) -> None:
    with house.acting() as session:
        no = (company := a_company(session)).no
        many_entries(session, company, 10_000)

    place = f"{DAY - dt.timedelta(days=9_000)} 12:00 1"
    with queries(house.database.engine, at_most=ASKED):
        browser.open(f"/interactions/of/contact/{no}?interactions={place}")

    assert len(items(browser)) == 30
