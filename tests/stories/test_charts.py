"""The first page: charts that come after it, and cues for what waits."""

from __future__ import annotations

import datetime as dt

from tests.support.browser import Browser
from tests.support.histories import an_entry
from tests.support.houses import House
from tests.support.interactions import left
from tests.support.papers import a_document_for
from tests.support.parties import a_company, linked_to
from tests.support.queries import queries
from webapp.domain.interactions.slots import InteractionTemplateSetup
from webapp.domain.setup.single import the

ASKED = 9


def a_lively_house(house: House) -> str:
    today = dt.date.today()
    with house.acting() as session:
        company = a_company(session, "Hill Bakery")
        linked_to(session, company, "customer")
        for days in (0, 1, 40, 200):
            an_entry(
                session,
                company,
                date=today - dt.timedelta(days=days),
                group_code="PHONE",
                information_flow="outbound",
                evaluation="positive",
            )
        an_entry(session, company, "Ring back", date=today, postponed=True)
        quote = a_document_for(session, company)
        quote.document_date = today
        return str(company.no)


def numbers(browser: Browser, caption: str) -> list[list[str]]:
    table = next(table for table in browser.page.all("table") if caption in table.text or caption in table.parent.text)  # type: ignore[union-attr]
    return [
        [cell.text for cell in row.all(where=lambda node: node.tag in ("td", "th"))]
        for row in table.one("tbody").all("tr")
    ]


def test_the_first_page_has_charts_behind_a_link(house: House, browser: Browser) -> None:
    a_lively_house(house)

    browser.open("/").follow("Charts")

    captions = [node.text for node in browser.page.all("figcaption")]
    assert captions == [
        "Interactions per month", "Sales quotes and orders per month", "How interactions were valued in twelve months",
        "Most interactions in twelve months",
    ]  # fmt: skip


def test_every_chart_has_its_numbers_in_a_table(house: House, browser: Browser) -> None:
    no = a_lively_house(house)

    browser.open("/charts")

    by_month = numbers(browser, "Interactions per month")
    assert len(by_month) == 24 and sum(int(row[1]) for row in by_month) == 4
    assert numbers(browser, "How interactions were valued") == [["Positive", "", "4"]]
    assert numbers(browser, "Most interactions in") == [["Hill Bakery", "", "4"]]
    assert any(link["href"] == f"/contacts/{no}" for link in browser.page.all("a"))


def test_a_new_company_is_told_what_will_be_drawn(house: House, browser: Browser) -> None:
    browser.open("/charts")

    assert "month by month" in browser.text


def test_the_charts_ask_few_questions(house: House, browser: Browser) -> None:
    a_lively_house(house)

    with queries(house.database.engine, at_most=ASKED):
        browser.open("/charts")


def test_what_was_put_off_is_counted_and_a_click_away(house: House, browser: Browser) -> None:
    a_lively_house(house)

    browser.open("/").follow("1 Postponed interactions")

    assert "Ring back" in browser.text


def test_what_left_unlogged_is_counted_and_leads_to_where_it_can_be_logged(house: House, browser: Browser) -> None:
    a_lively_house(house)
    with house.acting() as session:
        the(session, InteractionTemplateSetup).sales_quotes = None
        company = a_company(session, "Oak Ltd")
        linked_to(session, company, "customer")
        left(session, quote := a_document_for(session, company))
        no = quote.no

    browser.open("/")
    cue = next(link for link in browser.page.all("a") if link.text.endswith("Documents not logged"))
    browser.open(cue["href"])

    [row] = browser.rows()
    assert row[:2] == [f"Sales Quote {no}", "No template is set up"]
    assert browser.follow(row[0]).status == 200


def test_mails_that_were_not_sent_are_counted_and_listed(house: House, browser: Browser) -> None:
    from tests.domain.interactions.test_timeline import a_mail

    with house.acting() as session:
        session.add(a_mail(an_entry(session, a_company(session)), state="held"))

    browser.open("/")
    cue = next(link for link in browser.page.all("a") if link.text.endswith("Mails not sent"))
    browser.open(cue["href"])

    assert cue.text.startswith("1") and len(browser.rows()) == 1
