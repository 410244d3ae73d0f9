"""Addresses are those of the routes, and a card offers the codes that there are now."""

from __future__ import annotations

import pytest
from flask import url_for

from tests.support.browser import Browser
from tests.support.houses import House
from webapp.domain.base import model_of
from webapp.domain.codes import add_code
from webapp.pages.addresses import address_of

AWKWARD = ("CT000001", "A B/C", "~0", "..", "{key}", "__key__", "ÆØ?&=#%41", "O'Hara@x.example")


@pytest.mark.parametrize("key", AWKWARD)
@pytest.mark.parametrize("prefix", ["", "/concord"])
def test_an_address_is_the_one_of_its_route(house: House, key: str, prefix: str) -> None:
    asked = (
        ("contacts.contacts_card", {"key": key}),
        ("contacts.addresses_card", {"parent": key, "key": "HOME"}),
        ("contacts.create_as", {"key": key, "kind": "customer"}),
        ("contacts.contacts_list", {"type": key, "company_no": None}),
    )

    with house.app.test_request_context(environ_overrides={"SCRIPT_NAME": prefix}):
        made = [address_of(endpoint, **values) for endpoint, values in asked]

        assert made == [url_for(endpoint, **values) for endpoint, values in asked]


def test_a_key_has_its_place_in_the_path(house: House) -> None:
    with house.app.test_request_context(), pytest.raises(LookupError):
        address_of("contacts.contacts_list", key="CT000001")


def test_a_new_card_keeps_whatever_its_address_says(house: House, browser: Browser) -> None:
    browser.open("/contacts/new?action=x&key=y&type=person")

    assert browser.page.one("form", id="card-form")["action"] == "/contacts/new?action=x&key=y&type=person"


def test_a_code_added_elsewhere_is_offered_on_the_next_card(house: House, browser: Browser) -> None:
    browser.open("/contacts/new?type=company")
    with house.acting() as session:
        add_code(session, model_of("territory"), {"code": "FJORD", "description": "Along <the> water"})

    browser.open("/contacts/new?type=company")

    offered = browser.page.one("datalist", id="field-territory_code-options")
    assert "FJORD" in [option["value"] for option in offered.all("option")]
