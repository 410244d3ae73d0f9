"""Every address, for every role and for nobody. The broad walk runs on SQLite: rights do not ask the database's kind."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.support.browser import Browser
from tests.support.houses import House
from webapp.domain.changes import ChangeSet
from webapp.domain.users.rights import Area, Right, Role, may
from webapp.security import check_declared

from .routes import Route, address_of, routes

on_sqlite = pytest.mark.parametrize("templates", ["sqlite"], indirect=True)
EVERYBODY = ("static", "home.health", "account.sign_in", "account.sign_in_now", "account.sign_out", "account.language",
             "account.welcome", "account.welcome_now")  # fmt: skip
CHANGE_LOG = ("changes.card", "changes.undo_action")
ACCOUNTS = ((Area.SALES, "customers"), (Area.PURCHASES, "vendors"), (Area.BANKING, "bank-accounts"))
ALSO: dict[str, tuple[tuple[Area, Right], ...]] = {
    **{f"/contacts/<key:key>/{way}/<kind>": ((Area.SALES, Right.WRITE),) for way in ("link", "unlink", "create-as")},
    **{f"/{word}/<key:key>/link": ((area, Right.WRITE),) for area, word in ACCOUNTS},
    **{f"/{word}/create-contacts": ((area, Right.READ),) for area, word in ACCOUNTS},
    "/jobs/<int:job_id>": ((Area.CONTACTS, Right.WRITE), (Area.SALES, Right.READ)),
    "/lookup/<table>": ((Area.CONTACTS, Right.READ),),
}
"""What a page asks besides, as it is about two areas or about whatever its address names."""


def allowed(route: Route, role: Role) -> bool:
    """A form without its token comes no further than to the door."""
    access = route.access
    at_the_door = [(access.area, access.right)] if access.area and access.right else []
    inside = ALSO.get(route.rule, ()) if route.method == "GET" else ()
    return all(may(role, area, right) for area, right in (*at_the_door, *inside))


@on_sqlite
@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_what_it_may_and_is_told_why_it_may_not_open_the_rest(furnished: House, role: Role) -> None:
    browser = Browser(furnished.app).sign_in(address_of(role))
    wrong = []

    # a form without its token is read by nobody, so the walk stores nothing
    for route in [route for route in routes(furnished) if route.endpoint not in CHANGE_LOG]:
        response = browser.client.open(route.url, method=route.method, buffered=True)
        refused = response.status_code in (401, 403)
        if refused is allowed(route, role) or response.status_code >= 500:
            wrong.append(f"{route}: {response.status_code}")
        elif refused and "These owners can give it to you: Olga Nordahl" not in response.text:
            wrong.append(f"{route}: does not say who can help")

    assert not wrong


@on_sqlite
def test_nobody_opens_more_than_the_way_in(furnished: House) -> None:
    client = furnished.app.test_client()
    wrong = []

    for route in [route for route in routes(furnished) if route.endpoint not in EVERYBODY]:
        response = client.open(route.url, method=route.method, buffered=True)
        if route.method == "POST" and response.status_code != 401:
            wrong.append(f"{route}: {response.status_code}")
        elif route.method == "GET":
            there = urlsplit(response.headers.get("Location", ""))
            back = parse_qs(there.query).get("next", ["/"])  # decoded once, as a browser sends it
            if (response.status_code, there.path, back) != (303, "/sign-in", [route.url]):
                wrong.append(f"{route}: {response.status_code} {there.geturl()}")

    assert not wrong


def test_what_is_open_to_everybody_is_a_short_list(house: House) -> None:
    views = house.app.view_functions

    public = {name for name, view in views.items() if not view.access.signed_in}  # type: ignore[attr-defined]

    assert public == set(EVERYBODY)


@on_sqlite
@pytest.mark.parametrize(
    ("role", "method", "url", "status"),
    [
        (Role.READER, "GET", "/setup/units", 200),
        (Role.READER, "GET", "/setup/units/PCS", 200),
        (Role.READER, "GET", "/setup/units.csv", 200),
        (Role.READER, "POST", "/setup/units/PCS", 403),
        (Role.READER, "POST", "/setup/units/delete", 403),
        (Role.READER, "GET", "/setup/units/new", 403),
        (Role.READER, "GET", "/setup/users", 403),
        (Role.SALES, "POST", "/setup/salutations/M", 403),
        (Role.SALES, "POST", "/setup/company", 403),
        (Role.PURCHASING, "GET", "/setup/users/olga@fjordlys.example", 403),
        (Role.ACCOUNTING, "POST", "/setup/units/PCS", 400),
        (Role.ACCOUNTING, "POST", "/setup/marketing", 403),
        (Role.ACCOUNTING, "POST", "/setup/users/olga@fjordlys.example/password", 403),
        (Role.OWNER, "POST", "/setup/users/olga@fjordlys.example/password", 400),
    ],
)  # fmt: skip
def test_some_doors_in_plain_words(furnished: House, role: Role, method: str, url: str, status: int) -> None:
    browser = Browser(furnished.app).sign_in(address_of(role))

    response = browser.client.open(url, method=method, buffered=True)

    assert response.status_code == status


@on_sqlite
def test_a_refusal_names_the_right_the_area_and_who_can_give_it(furnished: House) -> None:
    browser = Browser(furnished.app).sign_in(address_of(Role.SALES))

    browser.open("/setup/users")

    assert browser.status == 403
    assert "You need the right to look in Users. These owners can give it to you: Olga Nordahl." in browser.text


@on_sqlite
def test_a_card_that_may_only_be_read_says_so_and_has_no_button_to_save(furnished: House) -> None:
    browser = Browser(furnished.app).sign_in(address_of(Role.READER))

    browser.open("/setup/units/PCS")

    assert "Your role lacks the right to set up in Company. An owner can give it to you." in browser.text
    assert not browser.has_button("Save")
    assert not browser.page.all("input", name="description")


@on_sqlite
def test_what_a_salesperson_may_not_set_up_cannot_be_undone_by_one_either(furnished: House) -> None:
    owner = Browser(furnished.app).sign_in()
    owner.open("/setup/salutations/M").fill("Description", "Sir").press("Save")
    change_set = re.search(
        r"/changes/(\d+)/undo", owner.page.one("button", lambda node: node.text == "Undo").above("form")["action"]
    )
    browser = Browser(furnished.app).sign_in(address_of(Role.SALES))
    assert change_set is not None

    browser.open(f"/changes/{change_set[1]}")
    response = browser.post(f"/changes/{change_set[1]}/undo")

    assert browser.status == 200
    assert not browser.has_button("Undo")
    assert response.status_code == 403
    assert owner.open("/setup/salutations/M").value("Description") == "Sir"


@on_sqlite
def test_whoever_gave_up_the_role_of_owner_cannot_take_it_back(furnished: House) -> None:
    owner = Browser(furnished.app).sign_in()
    owner.open("/setup/users/sales@fjordlys.example").fill("Role", "Owner").press("Save")
    owner.open("/setup/users/olga@fjordlys.example").fill("Role", "Reader")
    form = owner.page.one("form", id="card-form")
    owner.client.post(form["action"], data=dict(owner._fields(form)))
    with furnished.looking() as session:
        last = session.scalar(select(func.max(ChangeSet.id)))

    response = owner.post(f"/changes/{last}/undo")

    assert response.status_code == 403
    assert owner.client.get("/setup/users").status_code == 403


def test_a_route_that_does_not_say_who_may_use_it_stops_the_start() -> None:
    app = Flask("silent")
    app.add_url_rule("/", "quiet", lambda: "")

    with pytest.raises(RuntimeError, match="quiet"):
        check_declared(app)
