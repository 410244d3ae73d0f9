"""Users, my settings, languages."""

from __future__ import annotations

import pytest

from tests.support.browser import Browser
from tests.support.houses import OWNER, PASSWORD, House


@pytest.fixture
def sia(browser: Browser) -> Browser:
    browser.open("/setup/users").follow("New").fill("Name", "Sia Lund").fill("Email", "Sia@Fjordlys.example")
    return browser.fill("Role", "Sales").fill("Password", "a sentence to keep").press("Add user")


def test_a_new_user_can_sign_in(sia: Browser, house: House) -> None:
    assert sia.receipts == ["Created: User Sia Lund"]

    colleague = Browser(house.app).sign_in("sia@fjordlys.example", "a sentence to keep")

    assert colleague.heading == "Good day, Sia Lund"


@pytest.mark.parametrize(
    ("label", "typed", "message"),
    [
        ("Name", "", "Name must have a value."),
        ("Email", OWNER, "Olga Nordahl signs in with this address already. Take another one."),
        ("Password", "short", "The password has 5 characters. Take at least 10."),
        ("Time Zone", "Moon/Crater", "There is no time zone Moon/Crater. Take one like Europe/Oslo."),
    ],
)
def test_a_user_that_cannot_be_added_says_why_at_the_field(
    browser: Browser, label: str, typed: str, message: str
) -> None:
    browser.open("/setup/users/new").fill("Name", "Sia Lund").fill("Email", "sia@fjordlys.example")
    browser.fill("Password", "a sentence to keep").fill(label, typed)

    browser.press("Add user")

    assert browser.status == 422
    assert browser.error_at(label) == message
    assert browser.value("Password") == ""


@pytest.mark.parametrize(("label", "value"), [("Role", "Reader"), ("Active", False)])
def test_the_last_owner_stays_owner(browser: Browser, label: str, value: str | bool) -> None:
    browser.open(f"/setup/users/{OWNER}").fill(label, value)

    browser.press("Save")

    assert browser.status == 422
    assert browser.error_at("Role") == "This is the last owner. Make somebody else owner first."


def test_a_password_that_an_owner_sets_replaces_the_old_one(sia: Browser, house: House) -> None:
    sia.open("/setup/users/sia@fjordlys.example/password").fill("Password", "quite another one").press("Set password")

    old = (
        Browser(house.app).open("/sign-in").fill("Email", "sia@fjordlys.example").fill("Password", "a sentence to keep")
    )

    assert old.press("Sign in").status == 422
    assert Browser(house.app).sign_in("sia@fjordlys.example", "quite another one").status == 200


def test_an_action_about_a_user_links_to_the_card_and_shows_no_password(sia: Browser) -> None:
    sia.open("/setup/users/sia@fjordlys.example/history").follow("Created: User Sia Lund")
    assert "argon2" not in sia.text

    sia.follow("User Sia Lund")

    assert sia.url == "/setup/users/sia@fjordlys.example"


def test_my_language_changes_texts_and_formats(browser: Browser) -> None:
    browser.open("/my-settings").fill("Language", "nl-NL").fill("Work Date", "31/12/2026").press("Save")

    browser.open("/my-settings")

    assert browser.page.one("html")["lang"] == "nl-NL"
    assert "31-12-2026" in browser.text


def test_the_work_date_is_kept_for_the_session_only(browser: Browser, house: House) -> None:
    browser.open("/my-settings").fill("Work Date", "31/12/2026")

    browser.press("Save")

    assert browser.value("Work Date") == "31/12/2026"
    assert Browser(house.app).sign_in().open("/my-settings").value("Work Date") != "31/12/2026"


def test_a_work_date_that_is_none_is_refused_at_its_field(browser: Browser) -> None:
    browser.open("/my-settings").fill("Work Date", "someday").fill("Name", "Olga N.")

    browser.press("Save")

    assert browser.status == 422
    assert "“someday” is not a date." in browser.error_at("Work Date")
    assert (browser.value("Work Date"), browser.value("Name")) == ("someday", "Olga N.")


def test_the_sign_in_page_speaks_the_language_one_chooses(house: House) -> None:
    guest = Browser(house.app).open("/sign-in")

    guest.press("Norsk bokmål")

    assert guest.page.one("html")["lang"] == "nb-NO"
    assert guest.heading != "Sign in"


def test_switching_the_language_comes_back_to_the_same_page_and_is_remembered(browser: Browser, house: House) -> None:
    browser.open("/setup/units?q=pcs")

    browser.press("Français (Suisse)")

    assert browser.url == "/setup/units?q=pcs"
    assert (
        Browser(house.app)
        .open("/sign-in")
        .fill("Email", OWNER)
        .fill("Password", PASSWORD)
        .press("Sign in")
        .page.one("html")["lang"]
        == "fr-CH"
    )
