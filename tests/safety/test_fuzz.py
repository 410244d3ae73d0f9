"""What nobody should send: hostile values in every form, hostile questions to every page.

Nothing may break, nothing refused may be stored, nothing stored may come out as anything but text. The walk over every
form runs on both databases, since each chokes on other things: PostgreSQL on NUL and length, SQLite on huge numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.browser import Browser
from tests.support.houses import House
from tests.support.html import Node
from webapp import LARGEST_REQUEST

from .furnishing import questions
from .routes import contents, routes

MARKER = "<img src=x onerror=alert(1)>"
VALUES = (
    MARKER,
    f'"><script>alert(1)</script>{MARKER}',
    "'; DROP TABLE user; --",
    '=HYPERLINK("http://evil.example")',
    "{{ 7 * 7 }} %(x)s %s {0}",
    "a\0b",
    "line\r\nSet-Cookie: a=b",
    "\u202eright to left\u2066",
    "👩‍👩‍👧‍👦 ﷽ ẞßŉ",
    "\ufffe\uffff\ud7ff",
    "ß" * 60 + "@fjordlys.example",
    "-1",
    "99999999999999999999999999",
    "1e400",
    "NaN",
    "x" * 300,
    "x" * 20_000,
    "../../etc/passwd",
    " ",
)
QUESTIONS = (
    "page=-1", "page=0", "page=99999999999999999999", "page=1e3", "page=٣", "sort=nothing", "sort=--code", "sort=-code&sort=code",
    "q=%00", "q=%22%2A", "q=%27%27%22%22", "q=" + "x" * 20_000, "q=%FF%FE", "q=" + "%2A" * 300, "q=%F0%9F%91%A9", "q=%CB%80%D4%A5",
    "code=%00", "code=A*|B?|..|%26", "code=" + "|".join("x" * 30), "code=<>", "code=<>''", "code=..", "code=5..1", "code=>", "code=%25_\\",
    "description=" + "*" * 250, "description=%FF", "active=maybe", "role=<>owner", "decimals=99999999999999999999", "decimals=x..y",
    "rate=>1e5", "rate=50..", "in_eu=<>yes", "blocked=''", "default_nos=|", "at=9999-12-31T23:59:59", "at=0001-01-01T00:00:00%2B14:00",
    "at=%00", "at=31/12/9999", "next=//evil.example", "close=1&seen=x",
)  # fmt: skip
ENDS_THE_WALK = ("/sign-out", "/my-settings/sign-out-everywhere", "/my-settings/password")
NO_PAGES = ("static", "_export")
REFUSED = (400, 403, 404, 405, 409, 413, 422)


@dataclass(frozen=True)
class Form:
    url: str
    fields: tuple[tuple[str, str], ...]

    @property
    def typed(self) -> tuple[str, ...]:
        return tuple(name for name, value in self.fields if name != "csrf_token")


def forms(house: House, browser: Browser) -> list[Form]:
    """Every form of every page, once."""
    found: dict[str, Form] = {}
    for url in urls(house):
        browser.open(url)
        for form in browser.page.all("form", method="post"):
            found.setdefault(form["action"], Form(form["action"], tuple(_fields(browser.page, form))))
    return [form for form in found.values() if form.url not in ENDS_THE_WALK and "/users/" not in form.url]


def urls(house: House) -> list[str]:
    """Every page, and what some show only when they are asked."""
    with house.looking() as session:
        asked = questions(session)
    pages = [each for each in routes(house) if each.method == "GET" and not each.endpoint.endswith(NO_PAGES)]
    return [route.url for route in pages] + asked


def _fields(page: Node, form: Node) -> Iterator[tuple[str, str]]:
    inside = {id(node) for node in form.walk()}
    for node in page.walk():
        if node.get("name") and (id(node) in inside or (form.has("id") and node.get("form") == form.get("id"))):
            yield node["name"], node.get("value")


def test_no_form_breaks_or_half_stores_or_echoes_what_is_hostile(furnished: House) -> None:
    browser = Browser(furnished.app).sign_in()
    token, values, wrong = browser.token(), cycle(VALUES), []
    before = contents(furnished)

    for form in forms(furnished, browser):
        for _round in range(3):
            data = {name: next(values) for name in form.typed} | {"csrf_token": token, "unknown": MARKER}
            response = browser.client.post(form.url, data=data)
            now = contents(furnished)
            if response.status_code >= 500:
                wrong.append(f"{form.url}: {response.status_code} for {data}"[:300])
            if response.status_code in REFUSED and now != before:
                wrong.append(f"{form.url}: {response.status_code}, and yet something was stored")
            if MARKER.encode() in response.data:
                wrong.append(f"{form.url}: gives the marker back as it is")
            before = now

    assert not wrong


@pytest.mark.parametrize("value", VALUES)
def test_one_field_takes_every_hostile_value_or_says_why_not(standing: House, value: str) -> None:
    browser = Browser(standing.app).sign_in().open("/setup/salespeople/new").fill("Code", "X").fill("Name", value)

    browser.press("Save")

    assert browser.status in (200, 422)
    assert (
        browser.error_at("Name") if browser.status == 422 else browser.post(f"{browser.url}/delete").status_code == 303
    )


@pytest.mark.parametrize("templates", ["sqlite"], indirect=True)
def test_what_was_stored_comes_out_as_text_everywhere(furnished: House) -> None:
    browser = Browser(furnished.app).sign_in()
    for url, label in (
        ("/setup/units/PCS", "Description"),
        ("/setup/company", "Name"),
        ("/setup/salespeople/OH", "Name"),
        ("/my-settings", "Name"),
        ("/contacts/CT000001", "Name"),
        ("/contacts/CT000001", "Address"),
        ("/contacts/CT000002", "First Name"),
        ("/contacts/CT000001/addresses/1", "Company Name"),
        ("/contacts/CT000001/comments/1", "Comment"),
        ("/customers/C00020", "Name"),
    ):
        assert browser.open(url).fill(label, MARKER).press("Save").status == 200
    wrong = []

    for url in urls(furnished):
        response = browser.client.get(url, buffered=True)
        if response.content_type.startswith("text/html") and MARKER in response.text:
            wrong.append(url)

    assert not wrong
    assert MARKER in browser.open("/setup/units").text


def test_no_page_breaks_over_a_hostile_question(furnished: House) -> None:
    browser = Browser(furnished.app).sign_in()
    before, questions, wrong = contents(furnished), cycle(QUESTIONS), []
    lists = ("/setup/currencies", "/setup/users", "/search")
    asked = [(url, question) for url in lists for question in QUESTIONS]
    asked += [(route.url, next(questions)) for route in routes(furnished) if route.method == "GET"]

    for url, question in asked:
        response = browser.client.get(f"{url}?{question}", buffered=True)
        if response.status_code >= 500 or "evil" in response.headers.get("Location", ""):
            wrong.append(f"{url}?{question}: {response.status_code}"[:200])

    assert not wrong
    assert contents(furnished) == before


@pytest.mark.parametrize("path", ["/setup/units/%00", "/setup/units/%FF", "/setup/units/%2e%2e%2f", "/setup/units/" + "x" * 5000, "/changes/" + "9" * 5000,
                                  "/pictures/99999999999999999999", "/setup/number-series/%00/lines/1", "/setup/number-series/CONT/lines/-1", "/static/../config.py",
                                  "/setup/units.exe", "/setup/units/PCS/why?field=version", "/setup/users/x/why?field=password_hash"])  # fmt: skip
def test_an_address_of_nothing_is_answered_as_such(standing: House, path: str) -> None:
    browser = Browser(standing.app).sign_in()

    response = browser.client.get(path, follow_redirects=True)

    assert response.status_code == 404


@pytest.mark.parametrize(
    "url", ["/views/99999999999999999999/delete", "/changes/99999999999999999999/undo", "/views/nothing"]
)
def test_a_form_for_nothing_is_answered_as_such(furnished: House, url: str) -> None:
    browser = Browser(furnished.app).sign_in()

    response = browser.post(url, name="x")

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("name", "query"),
    [("a\0b", "q=x"), ("x", "q=\0"), ("x" * 5000, ""), ("x", "q=" + "x" * 5000), (" ", ""), ("ß" * 41, "")],
)
def test_a_view_that_cannot_be_kept_is_refused(furnished: House, name: str, query: str) -> None:
    browser = Browser(furnished.app).sign_in()
    before = contents(furnished)

    response = browser.post("/views/units", name=name, query=query)

    assert response.status_code == 303
    assert contents(furnished) == before


@pytest.mark.parametrize(
    ("size", "message"), [(LARGEST_REQUEST + 1, "This is too much at once"), (10_000_000, "This is too much at once")]
)
def test_too_much_is_refused_unread(standing: House, size: int, message: str) -> None:
    browser = Browser(standing.app).sign_in()

    response = browser.post("/setup/units/PCS", description="x" * size)

    assert response.status_code == 413
    assert message in response.text


@pytest.mark.parametrize(
    "body",
    [b"csrf_token=%FF&description=\xff\xfe", b"\x00\x01\x02", b"a" * 5000, b"=&=&&&", b"description=" + b"%" * 500],
)
def test_a_body_that_is_no_form_is_refused(standing: House, body: bytes) -> None:
    browser = Browser(standing.app).sign_in()

    response = browser.client.post("/setup/units/PCS", data=body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 400


@pytest.mark.parametrize("email", ["ß" * 80, "\0", "x" * 5000, "a@b\r\nc", MARKER, "’ OR 1=1 --"])
def test_a_hostile_sign_in_is_a_wrong_sign_in(house: House, email: str) -> None:
    browser = Browser(house.app).open("/sign-in")

    browser.fill("Email", email).fill("Password", "whatever it may be").press("Sign in")

    assert browser.status == 422
    assert browser.heading == "Sign in"


@settings(max_examples=40, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60), name=st.sampled_from(["q", "code", "description", "decimals"]))
def test_whatever_is_typed_into_a_filter_gives_a_list(standing: House, typed: str, name: str) -> None:
    browser = signed_in(standing)

    response = browser.client.get("/setup/currencies", query_string={name: typed.encode("utf-8", "replace")})

    assert response.status_code == 200


@settings(max_examples=40, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60))
def test_whatever_is_typed_into_a_field_is_kept_as_typed_or_refused_at_it(standing: House, typed: str) -> None:
    browser = (
        signed_in(standing).open("/setup/units/PCS").fill("Description", typed.encode("utf-8", "replace").decode())
    )

    browser.press("Save")

    assert browser.status in (200, 422)
    assert browser.status == 200 or browser.error_at("Description")


_BROWSERS: dict[int, Browser] = {}


def signed_in(house: House) -> Browser:
    """Signing in anew for each of many examples would take longer than the examples."""
    if id(house) not in _BROWSERS:
        _BROWSERS[id(house)] = Browser(house.app).sign_in()
    return _BROWSERS[id(house)]


def test_no_form_breaks_by_a_letter_that_one_of_the_databases_does_not_keep(furnished: House) -> None:
    browser = Browser(furnished.app).sign_in()
    token, broken = browser.token(), []

    for form in forms(furnished, browser):
        for name in dict.fromkeys(form.typed):
            data = {**dict(form.fields), name: "a\0b", "csrf_token": token}
            if browser.client.post(form.url, data=data).status_code >= 500:
                broken.append(f"{form.url}: {name}")

    assert broken == []
