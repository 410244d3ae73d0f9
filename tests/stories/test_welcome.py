"""An empty house: one link opens it, once."""

from __future__ import annotations

import pytest

from tests.support.browser import Browser
from tests.support.houses import House
from webapp.blueprints.account.welcome import welcome_token
from webapp.domain.setup.company import CompanyInformation
from webapp.domain.users.user import User


@pytest.fixture
def link(empty_house: House) -> str:
    return f"/welcome/{welcome_token(empty_house.app.config['SECRET_KEY'])}"


@pytest.fixture
def guest(empty_house: House, way: str) -> Browser:
    return Browser(empty_house.app, htmx=way == "htmx")


def fill(guest: Browser, link: str, **other: str) -> Browser:
    typed = {
        "Company Name": "Fjordlys AS",
        "Country/Region": "NO",
        "Currency": "NOK",
        "Your Name": "Olga Nordahl",
        "Email": "olga@fjordlys.example",
        "Password": "correct horse battery",
    } | other
    guest.open(link)
    for label, value in typed.items():
        guest.fill(label, value)
    return guest


def test_the_link_founds_the_company_and_signs_its_owner_in(guest: Browser, link: str, empty_house: House) -> None:
    fill(guest, link)

    guest.press("Start")

    assert guest.heading == "Good day, Olga Nordahl"
    assert guest.receipts == ["Welcome to Concord. The first steps are below."]
    with empty_house.looking() as session:
        assert session.get_one(CompanyInformation, 1).name == "Fjordlys AS"
        assert session.get_one(User, 1).role == "owner"


def test_the_chosen_language_speaks_from_the_first_page_on(guest: Browser, link: str) -> None:
    fill(guest, link).fill("Language", "nb-NO")

    guest.press("Start")

    assert guest.page.one("html")["lang"] == "nb-NO"


@pytest.mark.parametrize("url", ["/", "/sign-in", "/setup", "/setup/units", "/search?q=a", "/my-settings", "/changes"])
def test_nothing_else_answers_before(guest: Browser, url: str) -> None:
    guest.open(url)

    assert guest.status == 403
    assert guest.heading == "Concord is not set up yet"
    assert "Open the link that the server printed when it started." in guest.text


@pytest.mark.parametrize("token", ["0" * 32, "x", "ж", "%00"])
def test_a_guessed_link_opens_nothing(guest: Browser, token: str) -> None:
    guest.open(f"/welcome/{token}")

    assert guest.status == 404


def test_the_link_is_dead_once_there_is_a_company(guest: Browser, link: str) -> None:
    fill(guest, link).press("Start")
    stranger = Browser(guest.client.application)

    stranger.open(link)

    assert stranger.status == 404


@pytest.mark.parametrize(
    ("label", "typed", "message"),
    [
        ("Company Name", "", "Company Name must have a value."),
        ("Country/Region", "", "Country/Region must have a value."),
        ("Your Name", "", "Your Name must have a value."),
        (
            "Email",
            "olga at fjordlys",
            "“olga at fjordlys” is not an email address. Write it like ann@fabrikam.example.",
        ),
        ("Password", "short", "The password has 5 characters. Take at least 10."),
    ],
)
def test_bad_input_is_told_at_its_field_and_the_rest_stays(
    guest: Browser, link: str, empty_house: House, label: str, typed: str, message: str
) -> None:
    fill(guest, link, **{label: typed})

    guest.press("Start")

    assert guest.status == 422
    assert guest.error_at(label) == message
    others = {"Company Name": "Fjordlys AS", "Currency": "NOK", "Your Name": "Olga Nordahl"}
    assert {other: guest.value(other) for other in others if other != label} == {
        k: v for k, v in others.items() if k != label
    }
    with empty_house.looking() as session:
        assert session.get(CompanyInformation, 1) is None


def test_a_country_that_is_not_offered_is_refused_at_its_field(guest: Browser, link: str) -> None:
    fill(guest, link, **{"Country/Region": "ATLANTIS"})

    guest.press("Start")

    assert guest.status == 422
    assert guest.error_at("Country/Region")
