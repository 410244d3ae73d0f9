"""Every kind of page is open to everybody: axe finds nothing, in light and in dark, at a desk and in the hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser as Chromium

from .places import HOSTILE, LIKE_OTHERS, PLACES, furnish, welcome_path
from .stage import HEIGHTS, FurnishedTemplates, Scheme, Stage, Visitor, served

pytestmark = pytest.mark.timeout(900)


@dataclass
class Seen:
    """What one kind of page was like."""

    light: list[str]
    dark: list[str]
    widths: dict[int, int]


@pytest.fixture(scope="module")
def tour(chromium: Chromium, furnished: FurnishedTemplates) -> Iterator[dict[str, Seen]]:
    """One walk through every kind of page: axe in both colours, and how wide the page gets in narrow windows."""
    seen = {}
    with furnished.house() as house, served(house) as server:
        furnish(server)
        stage = Stage(chromium, server)
        visitor = stage.visitor(lax=True)
        for name in PLACES.keys() - LIKE_OTHERS:
            PLACES[name](visitor.anew().sign_in())
            seen[name] = look_at(visitor)
        assert stage.close() == []
        yield seen


def look_at(visitor: Visitor) -> Seen:
    light = visitor.axe()
    visitor.page.emulate_media(color_scheme="dark")
    dark = visitor.axe("color-contrast")
    widths = {}
    for width in (1024, 390):
        visitor.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        widths[width] = visitor.width_of_page()
    return Seen(light, dark, widths)


def test_axe_finds_nothing_on_any_kind_of_page(tour: dict[str, Seen]) -> None:
    assert {name: seen.light for name, seen in tour.items() if seen.light} == {}


def test_every_text_stands_out_in_the_dark(tour: dict[str, Seen]) -> None:
    assert {name: seen.dark for name, seen in tour.items() if seen.dark} == {}


def test_no_page_scrolls_sideways(tour: dict[str, Seen]) -> None:
    wide = {
        name: seen.widths for name, seen in tour.items() if any(wide > width for width, wide in seen.widths.items())
    }
    assert wide == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_first_page_of_all(empty_stage: Stage, scheme: Scheme) -> None:
    visitor = empty_stage.visitor(scheme=scheme, lax=True).expects(422)
    page = visitor.open(welcome_path(empty_stage.server))

    blank = visitor.axe()
    page.click("#submit")
    page.wait_for_selector("[aria-invalid]")
    with_mistakes = visitor.axe()

    assert blank + with_mistakes == []


def test_two_thousand_characters_that_mean_harm_stay_in_their_place(signed_in_page: Callable[..., Visitor]) -> None:
    visitor = signed_in_page(390).expects(422)
    page = visitor.open("/setup/countries/new")

    for text in [(odd * 2000)[:2000] for odd in HOSTILE.values()]:
        page.fill("#field-code", "ODD")
        page.evaluate("document.querySelector('#field-description').removeAttribute('maxlength')")
        page.fill("#field-description", text)
        page.click("#save")
        page.wait_for_selector("#field-description[aria-invalid]")
        assert page.input_value("#field-description") == text
        assert visitor.width_of_page() == 390
        visitor.open(f"/search?q={quote(text[:300])}")
        assert visitor.width_of_page() == 390
        visitor.open("/setup/countries/new")


def test_in_the_hand_the_navigation_is_a_drawer_and_rows_can_be_read(signed_in_page: Callable[..., Visitor]) -> None:
    visitor = signed_in_page(390)
    page = visitor.open("/setup/countries?q=norw")

    row = page.locator("tbody tr").first
    assert "NO" in row.inner_text()
    assert "Norway" in row.inner_text()
    assert not page.locator("#nav").is_visible()
    page.get_by_role("button", name="Open navigation").tap()

    link = page.locator("#nav").get_by_role("link", name="Change log")
    assert link.is_visible()
    link.tap()
    page.wait_for_url("**/changes")


def test_what_changed_can_be_read_in_the_hand(stage: Stage, signed_in_page: Callable[..., Visitor]) -> None:
    furnish(stage.server)
    visitor = signed_in_page(390)

    visitor.open("/setup/countries/NO/history")
    history = visitor.page.locator("main").inner_text()
    PLACES["ledger"](visitor)
    ledger = visitor.page.locator("main tbody").first.inner_text()

    assert "Kongeriket Norge" in history
    assert "unaccounted for" in ledger


def test_a_long_list_stays_inside_the_window(signed_in_page: Callable[..., Visitor]) -> None:
    visitor = signed_in_page(1440)
    page = visitor.open("/setup/countries")

    page.locator("tbody tr").last.scroll_into_view_if_needed()

    heads = page.locator("thead th").first.bounding_box()
    assert heads is not None
    assert heads["y"] >= 0, "the heads of the columns stay"
    assert page.evaluate("document.scrollingElement.scrollHeight <= innerHeight")
    assert page.get_by_role("link", name="Next page").is_visible()
