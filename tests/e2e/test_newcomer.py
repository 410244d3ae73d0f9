"""The way of somebody new, from the first page of all to a code made and taken back: with script, without, by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from webapp.domain.setup.places import Country

from .places import welcome_path
from .stage import Stage, Visitor


def settle_in(visitor: Visitor) -> Page:
    """Fill in the first page of all."""
    page = visitor.open(welcome_path(visitor.server))
    page.get_by_label("Company Name").fill("Nordlys AS")
    page.get_by_label("Your Name").fill("Nora Lie")
    page.get_by_label("Email").fill("nora@nordlys.example")
    page.get_by_label("Password").fill("a long enough secret")
    page.get_by_role("button", name="Start").click()
    return page


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_somebody_new_sets_up_makes_a_code_and_takes_it_back(empty_stage: Stage, script: bool) -> None:
    visitor = empty_stage.visitor(script=script)
    page = settle_in(visitor)
    expect(page.get_by_role("heading", level=1)).to_have_text("Good day, Nora Lie")

    page.get_by_role("link", name="Choose the relation codes").click()
    expect(page).to_have_url(visitor.server.url + "/setup/marketing#field-customer_relation_code")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Setup").click()
    page.get_by_role("link", name="Countries/Regions").click()
    page.locator("main").get_by_role("link", name="New").click()
    page.get_by_label("Code", exact=True).fill("zz")
    page.get_by_label("Description").fill("Zzyzx")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ZZ · Zzyzx")
    receipt = page.locator(".receipt", has_text="Created: Country/Region ZZ")
    expect(receipt).to_be_visible()
    assert is_there(visitor, "ZZ")
    receipt.get_by_role("button", name="Undo").click()

    expect(page.locator(".receipt", has_text="Undid: Created: Country/Region ZZ")).to_be_visible()
    assert not is_there(visitor, "ZZ")


def test_undoing_a_creation_leads_to_a_page_that_is_there(signed_in_page: Callable[..., Visitor]) -> None:
    page = signed_in_page().open("/setup/territories/new")
    page.get_by_label("Code", exact=True).fill("zz")
    page.keyboard.press("Control+s")

    page.locator(".receipt").get_by_role("button", name="Undo").click()

    expect(page.locator(".receipt", has_text="Undid")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("There is nothing here")


def test_a_mistake_on_the_first_page_leaves_what_was_typed(empty_stage: Stage) -> None:
    visitor = empty_stage.visitor().expects(422)
    page = visitor.open(welcome_path(visitor.server))

    page.get_by_label("Company Name").fill("Nordlys AS")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Start").click()

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Company Name")).to_have_value("Nordlys AS")
    assert page.locator("[aria-invalid]").count() >= 2


def test_everything_can_be_done_with_the_keyboard_alone(signed_in_page: Callable[..., Visitor]) -> None:
    visitor = signed_in_page()
    page = visitor.open("/")

    page.keyboard.press("g")
    page.keyboard.press("s")
    expect(page).to_have_url(visitor.server.url + "/setup")
    page.keyboard.press("Control+k")
    page.keyboard.type("countr")
    expect(page.locator("#palette-results .hit", has_text="Countries/Regions")).to_be_visible()
    while "Countries/Regions" not in page.evaluate("document.activeElement.textContent"):
        page.keyboard.press("ArrowDown")
        assert visitor.focus_is_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(visitor.server.url + "/setup/countries")
    page.keyboard.press("Alt+n")
    expect(page.get_by_role("heading", level=1)).to_contain_text("New")
    tab_to(visitor, "field-code")
    page.keyboard.type("zz")
    tab_to(visitor, "field-description")
    page.keyboard.type("Zzyzx")
    page.keyboard.press("Control+s")

    expect(page.get_by_role("heading", level=1)).to_have_text("ZZ · Zzyzx")
    assert is_there(visitor, "ZZ")


def test_a_list_is_walked_with_f3_arrows_and_letters(signed_in_page: Callable[..., Visitor]) -> None:
    visitor = signed_in_page()
    page = visitor.open("/setup/countries")

    page.keyboard.press("F3")
    assert visitor.focused == "list-q"
    assert visitor.focus_is_visible()
    page.keyboard.type("norw")
    expect(page.locator(".row-link")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    assert visitor.focus_is_visible()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("NO · Norway")
    page.keyboard.press("Escape")
    expect(page).to_have_url(visitor.server.url + "/setup/countries")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == page.locator(".row-link").first.text_content()


def test_a_card_is_walked_with_its_keys(signed_in_page: Callable[..., Visitor]) -> None:
    visitor = signed_in_page()
    page = visitor.open("/setup/countries/NO")

    page.keyboard.press("Control+ArrowDown")
    expect(page).not_to_have_url(visitor.server.url + "/setup/countries/NO")
    page.keyboard.press("Control+ArrowUp")
    expect(page).to_have_url(visitor.server.url + "/setup/countries/NO")
    page.focus("#field-description")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_role("dialog")).to_contain_text("Why this value?")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate(
        "document.activeElement.closest('.field').contains(document.querySelector('#field-description'))"
    )

    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")

    expect(page.get_by_role("dialog")).to_contain_text("Search everything")


def test_every_stop_of_the_tab_key_shows_where_it_is(signed_in_page: Callable[..., Visitor]) -> None:
    visitor = signed_in_page()
    page = visitor.open("/setup/payment-terms/new")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()

    stops = []
    while visitor.focused != "save":
        assert visitor.focus_is_visible(), (
            f"nothing shows that {visitor.page.evaluate('document.activeElement.outerHTML')} has the focus"
        )
        stops.append(visitor.focused)
        page.keyboard.press("Tab")
        assert len(stops) < 80

    assert "field-code" in stops


def tab_to(visitor: Visitor, identifier: str) -> None:
    for _ in range(60):
        if visitor.focused == identifier:
            assert visitor.focus_is_visible()
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {identifier}")


def is_there(visitor: Visitor, code: str) -> bool:
    with visitor.server.house.looking() as session:
        return any(found.code == code for found in session.query(Country))
