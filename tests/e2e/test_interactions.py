"""Interactions by keyboard alone: begun on a card, put off and resumed, evaluated, cancelled and deleted; and without
script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from webapp.domain.contacts.contact import Contact
from webapp.domain.interactions.interaction import Interaction

from .keyboard import act, tab_to
from .parties import contact_path, furnish_parties
from .stage import Stage, Visitor
from .talks import PERSON

OpenWindow = Callable[..., Visitor]


@pytest.fixture
def card(stage: Stage) -> str:
    """The address of a contact nobody has talked to, and a salesperson who will."""
    furnish_parties(stage.server)
    with stage.acting("Whose contact it is") as session:
        session.scalars(select(Contact).where(Contact.name == PERSON)).one().salesperson_code = "IS"
    return contact_path(stage.server, PERSON)


def begin(visitor: Visitor, card: str, template: str) -> Page:
    """From the card to the page that the template has filled in."""
    page = visitor.open(card)
    act(visitor, "Create interaction")
    expect(page.get_by_role("heading", level=1)).to_contain_text(PERSON)
    tab_to(visitor, identifier="field-template_code")
    page.keyboard.type(template)
    page.keyboard.press("Tab")
    expect(page.locator("[name=filled]")).to_have_value(template)
    return page


def choose(page: Page, identifier: str, text: str) -> None:
    """What a list offers, by its first letters."""
    page.keyboard.type(text)
    expect(page.locator(f"#{identifier} option:checked")).to_have_text(text)


def ticked(visitor: Visitor, path: str, action: str) -> None:
    """All that the list shows, and what is done with it."""
    page = visitor.open(path)
    tab_to(visitor, identifier="select-all")
    page.keyboard.press("Space")
    tab_to(visitor, identifier=f"action-{action}")
    page.keyboard.press("Enter")
    expect(page.locator("#submit, #confirm")).to_be_visible()


def test_what_was_said_is_written_down_and_stands_in_the_history(card: str, signed_in_page: OpenWindow) -> None:
    visitor = signed_in_page()
    page = begin(visitor, card, "MEETING")
    expect(page.locator("#field-duration")).to_have_value("60")
    tab_to(visitor, identifier="field-evaluation")
    choose(page, "field-evaluation", "Positive")
    tab_to(visitor, identifier="field-comments")
    page.keyboard.type("Wants rye bread.")

    page.keyboard.press("Control+s")

    expect(page.locator(".receipt")).to_contain_text(f"recorded for contact {PERSON}")
    expect(page).to_have_url(f"{visitor.server.url}{card}")
    told = page.locator("#history .timeline li").first
    expect(told).to_contain_text("Meeting")
    expect(told).to_contain_text("Positive")
    expect(told).to_contain_text("Wants rye bread.")


def test_two_clicks_on_finish_are_one_entry(card: str, stage: Stage, signed_in_page: OpenWindow) -> None:
    page = begin(signed_in_page(), card, "MEETING")
    count = select(func.count()).select_from(Interaction)
    with stage.server.house.looking() as session:
        before = session.scalar(count) or 0

    page.get_by_role("button", name="Finish").dblclick()

    expect(page.locator(".receipt")).to_contain_text(f"recorded for contact {PERSON}")
    with stage.server.house.looking() as session:
        assert session.scalar(count) == before + 1


def test_what_was_put_off_is_resumed(card: str, signed_in_page: OpenWindow) -> None:
    visitor = signed_in_page()
    page = begin(visitor, card, "CALL-OUT")
    tab_to(visitor, identifier="postpone")
    page.keyboard.press("Enter")
    expect(page.locator(".receipt")).to_contain_text("Saved for later")

    visitor.open(f"/interactions/postponed?contact_name={PERSON}")
    tab_to(visitor, identifier=page.locator(".row-link").get_attribute("id") or "")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Resume an interaction")
    page.keyboard.press("Control+s")

    expect(page.locator(".receipt")).to_contain_text(f"recorded for contact {PERSON}")
    expect(page).to_have_url(f"{visitor.server.url}/interactions/postponed?contact_name={PERSON.replace(' ', '+')}")
    expect(page.locator(".row-link")).to_have_count(0)


def test_one_is_evaluated_another_cancelled_and_deleted(card: str, signed_in_page: OpenWindow) -> None:
    visitor = signed_in_page()
    page = begin(visitor, card, "MEETING")
    page.keyboard.press("Control+s")
    expect(page.locator(".receipt")).to_contain_text("recorded")
    mine = f"/interactions?contact_no={card.rpartition('/')[2]}"

    ticked(visitor, mine, "evaluate")
    tab_to(visitor, identifier="field-evaluation")
    choose(page, "field-evaluation", "Negative")
    page.keyboard.press("Control+s")
    expect(page.locator(".receipt")).to_contain_text("Evaluated interactions (1)")
    ticked(visitor, mine, "toggle")
    tab_to(visitor, "Cancel the interaction")
    page.keyboard.press("Enter")
    expect(page.locator(".receipt")).to_contain_text("Cancelled interactions (1)")
    act(visitor, "Delete cancelled interaction log entries")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Delete Cancelled")
    tab_to(visitor, identifier="filter-contact_no")
    page.keyboard.type(card.rpartition("/")[2])
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("1 interaction will go.")
    tab_to(visitor, identifier="confirm")
    page.keyboard.press("Enter")

    expect(page.locator(".receipt")).to_contain_text("Deleted cancelled interactions (1)")
    visitor.open(mine)
    expect(page.locator(".row-link")).to_have_count(0)


def test_in_the_hand_the_log_says_with_whom_and_a_number_can_be_dialled(card: str, signed_in_page: OpenWindow) -> None:
    visitor = signed_in_page(390, language="ru-RU")

    page = visitor.open("/interactions")
    in_the_log = page.locator("tbody tr").first.inner_text().splitlines()
    page = visitor.open(f"/interactions/call?contact={card.rpartition('/')[2]}")

    assert len(in_the_log) == 3, "the day, what it was, and the name"
    expect(page.locator(".numbers a").first).to_have_attribute("href", "tel:22000901")
    assert visitor.width_of_page() == 390


def test_without_script_an_interaction_is_written_down(card: str, stage: Stage, signed_in_page: OpenWindow) -> None:
    page = signed_in_page(script=False).open(card)
    with stage.server.house.looking() as session:
        before = session.scalar(select(func.count()).select_from(Interaction))
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Create interaction", exact=True).click()
    page.get_by_label("Interaction Template Code").fill("MEETING")
    page.get_by_role("button", name="Fill in from template").click()
    expect(page.get_by_label("Duration (Min.)")).to_have_value("60")

    page.get_by_role("button", name="Finish").click()

    expect(page.locator(".receipt")).to_contain_text(f"recorded for contact {PERSON}")
    with stage.server.house.looking() as session:
        assert session.scalar(select(func.count()).select_from(Interaction)) == (before or 0) + 1
