"""Who is signed in, for how long, and which requests are believed."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import update
from werkzeug.test import TestResponse

from tests.support.browser import Browser
from tests.support.houses import OWNER, PASSWORD, House
from webapp.domain.users.throttle import MOST_FOR_ADDRESS, FailedSignIn
from webapp.domain.users.user import add_user, change_user, user_by_email
from webapp.security import CSP, HEADERS, is_own_path

from .routes import contents, routes

WRONG = "Email and password do not belong together. Check both and try again."
THROTTLED = "Too many failed attempts. Try again in"
COLLEAGUE = "sales@fjordlys.example"
OTHER_PLACES = (
    "//evil.example",
    "///evil.example",
    "https://evil.example",
    "HTTPS://evil.example/",
    "javascript:alert(1)",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "evil.example",
    "@evil.example",
    "data:text/html,hello",
    "/\u2028//evil.example",
    "\x00/setup",
    "",
)


def is_signed_in(browser: Browser) -> bool:
    return browser.client.get("/my-settings").status_code == 200


def send_sign_in(
    browser: Browser, email: str = OWNER, password: str = PASSWORD, address: str = "10.0.0.1", **more: str
) -> TestResponse:
    token = browser.open("/sign-in").page.all("input", name="csrf_token")[0]["value"]
    fields = {"csrf_token": token, "email": email, "password": password, **more}
    return browser.client.post("/sign-in", data=fields, environ_base={"REMOTE_ADDR": address})


# --- signing in


def test_signing_in_leads_to_the_page_that_was_asked_for(house: House) -> None:
    browser = Browser(house.app).open("/setup/units?q=pcs&sort=-code")

    browser.fill("Email", OWNER).fill("Password", PASSWORD).press("Sign in")

    assert browser.url == "/setup/units?q=pcs&sort=-code"
    assert browser.heading == "Units of Measure"


def test_one_account_is_signed_in_to_on_eight_devices_at_once(house: House) -> None:
    together = Barrier(8)
    devices = [Browser(house.app).open("/sign-in") for _ in range(8)]

    def enter(device: Browser) -> int:
        together.wait()
        fields = {"csrf_token": device.token(), "email": OWNER, "password": PASSWORD}
        return device.client.post("/sign-in", data=fields).status_code

    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(enter, devices))

    assert answers == [303] * 8


def test_an_address_with_odd_signs_is_found_again_after_signing_in(house: House) -> None:
    owner = Browser(house.app).sign_in().open("/setup/units/new")
    owner.fill("Code", "50%41?#/Ø").press("Save")
    card = owner.url
    browser = Browser(house.app).open(card)

    browser.fill("Email", OWNER).fill("Password", PASSWORD).press("Sign in")

    assert browser.url == card
    assert browser.value("Code") == "50%41?#/Ø"


@pytest.mark.parametrize(
    ("email", "password"), [(OWNER, "wrong password"), ("nobody@fjordlys.example", PASSWORD), (OWNER, PASSWORD.upper())]
)
def test_a_wrong_pair_is_refused_without_telling_which_half_is_wrong(
    standing: House, email: str, password: str
) -> None:
    browser = Browser(standing.app).open("/sign-in")

    browser.fill("Email", email).fill("Password", password).press("Sign in")

    assert browser.status == 422
    assert WRONG in browser.text
    assert browser.value("Email") == email
    assert browser.value("Password") == ""
    assert not is_signed_in(browser)


def test_the_address_may_be_typed_in_capitals(standing: House) -> None:
    browser = Browser(standing.app)

    browser.sign_in(email=OWNER.upper())

    assert is_signed_in(browser)


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(house: House) -> None:
    browser = Browser(house.app)
    for attempt in range(5):
        assert WRONG in send_sign_in(browser, password=f"wrong {attempt}", address=f"10.0.0.{attempt}").text

    response = send_sign_in(browser, address="10.0.0.9")

    assert response.status_code == 422
    assert THROTTLED in response.text
    assert not is_signed_in(browser)


def test_an_account_that_waits_does_not_make_the_others_wait(house: House) -> None:
    with_colleague(house)
    browser = Browser(house.app)
    for attempt in range(5):
        send_sign_in(browser, password=f"wrong {attempt}")

    response = send_sign_in(browser, email=COLLEAGUE)

    assert response.status_code == 303


def test_after_thirty_failures_an_address_has_to_wait_whoever_it_tries(house: House) -> None:
    browser = Browser(house.app)
    for attempt in range(MOST_FOR_ADDRESS):
        send_sign_in(browser, email=f"guess{attempt}@fjordlys.example", password="wrong password")

    here, elsewhere = send_sign_in(browser), send_sign_in(browser, address="10.0.0.2")

    assert THROTTLED in here.text
    assert elsewhere.status_code == 303


def test_the_wait_ends_by_itself(house: House) -> None:
    browser = Browser(house.app)
    for attempt in range(5):
        send_sign_in(browser, password=f"wrong {attempt}")
    with house.acting() as session:
        session.execute(update(FailedSignIn).values(at=dt.datetime.now(dt.UTC) - dt.timedelta(minutes=16)))

    response = send_sign_in(browser)

    assert response.status_code == 303


def test_signing_in_gives_a_new_token_and_keeps_nothing_of_the_session_before(standing: House) -> None:
    browser = Browser(standing.app).open("/sign-in")
    before = browser.token()

    browser.sign_in()

    assert browser.open("/").token() != before


@pytest.mark.parametrize("target", OTHER_PLACES)
def test_signing_in_never_leads_to_another_site(standing: House, target: str) -> None:
    browser = Browser(standing.app)

    response = send_sign_in(browser, next=target)

    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("target", OTHER_PLACES)
def test_other_sites_are_no_own_places(target: str) -> None:
    assert not is_own_path(target)


@pytest.mark.parametrize("form", ["/language", "/changes/2/undo", "/views/1/delete"])
def test_no_other_form_leads_to_another_site(house: House, form: str) -> None:
    browser = Browser(house.app).sign_in()
    browser.open("/setup/units/PCS").fill("Description", "Single piece").press("Save")
    browser.open("/setup/units?q=pcs").fill("Save this view as", "Pieces").press("Save view")

    response = browser.post(form, next="//evil.example", language="nb-NO")

    assert response.status_code == 303
    assert response.headers["Location"].startswith("/")
    assert "evil" not in response.headers["Location"]


# --- ends of sessions


def with_colleague(house: House) -> None:
    with house.acting() as session:
        add_user(session, {"name": "Sia Lund", "email": COLLEAGUE, "role": "sales"}, PASSWORD)


def test_signing_out_ends_the_session(house: House) -> None:
    browser = Browser(house.app).sign_in()

    browser.press("Sign out")

    assert browser.heading == "Sign in"
    assert not is_signed_in(browser)


def test_a_new_password_ends_every_other_session(house: House) -> None:
    here, there = Browser(house.app).sign_in(), Browser(house.app).sign_in()

    here.open("/my-settings/password").fill("Present Password", PASSWORD)
    here.fill("New Password", "a new sentence to keep").press("Change password")

    assert here.receipts == ["The password is changed. Your other sessions have ended."]
    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_a_new_password_needs_the_present_one(standing: House) -> None:
    browser = Browser(standing.app).sign_in().open("/my-settings/password")

    browser.fill("Present Password", "a guess at it").fill("New Password", "a new sentence").press("Change password")

    assert browser.status == 422
    assert browser.error_at("Present Password") == "This is not your password. Type it again."
    assert Browser(standing.app).sign_in().status == 200


def test_signing_out_everywhere_ends_every_session(house: House) -> None:
    here, there = Browser(house.app).sign_in(), Browser(house.app).sign_in()

    here.open("/my-settings/sign-out-everywhere").press("Sign out everywhere")

    assert here.heading == "Sign in"
    assert not is_signed_in(here)
    assert not is_signed_in(there)


def test_deactivation_ends_the_session_and_keeps_out(house: House) -> None:
    with_colleague(house)
    colleague = Browser(house.app).sign_in(COLLEAGUE)

    with house.acting() as session:
        change_user(session, user_by_email(session, COLLEAGUE), {"active": False})

    assert not is_signed_in(colleague)
    assert WRONG in send_sign_in(colleague, email=COLLEAGUE).text


def test_a_form_sent_after_the_session_ended_says_how_to_go_on(house: House) -> None:
    browser = Browser(house.app).sign_in().open("/setup/units/PCS").fill("Description", "Single piece")
    other = Browser(house.app).sign_in()
    other.open("/my-settings/sign-out-everywhere").press("Sign out everywhere")

    browser.press("Save")

    assert browser.status == 401
    assert browser.heading == "You are signed out"
    assert "Sign in again in another tab, then send this page once more." in browser.text


# --- forged and old forms


@pytest.mark.parametrize("token", ["", "x" * 32, "ж" * 32, None])
@pytest.mark.parametrize(
    "url", ["/setup/units/PCS", "/setup/units/new", "/setup/units/PCS/delete", "/my-settings", "/sign-out", "/language"]
)
def test_a_form_without_this_session_s_token_is_too_old_and_stores_nothing(
    standing: House, url: str, token: str | None
) -> None:
    browser = Browser(standing.app).sign_in()
    before = contents(standing)

    response = browser.client.post(
        url, data={"code": "NEW", "description": "Forged"} | ({} if token is None else {"csrf_token": token})
    )

    assert response.status_code == 400
    assert "This page is too old" in response.text
    assert contents(standing) == before
    assert is_signed_in(browser)


def test_a_form_with_somebody_else_s_token_is_too_old(standing: House) -> None:
    browser, stranger = Browser(standing.app).sign_in(), Browser(standing.app).open("/sign-in")

    response = browser.client.post("/setup/units/PCS", data={"csrf_token": stranger.token(), "description": "Forged"})

    assert response.status_code == 400


def test_a_page_that_is_too_old_leads_back_to_itself(house: House) -> None:
    browser = Browser(house.app).sign_in().open("/setup/units/PCS")
    browser.page.one("form", id="card-form").all("input", name="csrf_token")[0].attributes["value"] = "old"

    browser.fill("Description", "Single piece").press("Save").follow("Load it again")

    assert browser.url == "/setup/units/PCS"
    assert browser.value("Description") == "Piece"


def test_a_page_that_is_too_old_stays_with_what_was_typed_when_a_script_sent_it(standing: House) -> None:
    browser = Browser(standing.app, htmx=True).sign_in().open("/setup/units/PCS")
    browser.page.one("form", id="card-form").all("input", name="csrf_token")[0].attributes["value"] = "old"

    response = browser.client.post("/setup/units/PCS", data={"csrf_token": "old"}, headers={"HX-Request": "true"})

    assert response.status_code == 400
    assert "This page is too old" in response.text
    assert "<form id" not in response.text


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://localhost.evil.example", "http://localhost:81", "null", ""]
)
def test_a_form_from_another_site_is_refused_even_with_the_token(standing: House, origin: str) -> None:
    browser = Browser(standing.app).sign_in().open("/setup/units/PCS")
    before = contents(standing)

    response = browser.client.post(
        "/setup/units/PCS",
        data={"csrf_token": browser.token(), "code": "PCS", "description": "Forged"},
        headers={"Origin": origin},
    )

    assert response.status_code == 400
    assert contents(standing) == before


def test_a_form_from_this_site_is_taken(house: House) -> None:
    browser = Browser(house.app).sign_in().open("/setup/units/PCS")

    response = browser.client.post(
        "/setup/units/PCS",
        data={"csrf_token": browser.token(), "code": "PCS", "description": "Each"},
        headers={"Origin": "http://localhost"},
    )

    assert response.status_code == 303


# --- what goes with every answer


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/", 303),
        ("/sign-in", 200),
        ("/healthz", 200),
        ("/static/app.css", 200),
        ("/static/none.css", 404),
        ("/nothing", 303),
        ("/welcome/x", 404),
    ],
)
def test_every_answer_to_a_stranger_carries_the_headers(standing: House, url: str, status: int) -> None:
    response = standing.app.test_client().get(url, buffered=True)

    assert response.status_code == status
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("method", "url", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/nothing", 404),
        ("POST", "/search", 405),
        ("POST", "/my-settings", 400),
        ("GET", "/setup/units.csv", 200),
        ("GET", "/setup/units.pdf", 404),
    ],
)
def test_every_answer_to_a_user_carries_the_headers_and_is_kept_nowhere(
    standing: House, method: str, url: str, status: int
) -> None:
    browser = Browser(standing.app).sign_in()

    response = browser.client.open(url, method=method, buffered=True)

    assert response.status_code == status
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert response.headers["Cache-Control"] == "no-store"


def test_the_policy_lets_nothing_in_from_elsewhere_and_no_script_of_a_page() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in CSP.split(";"))

    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in CSP
    assert "http" not in CSP


def test_a_failure_answers_with_the_headers_and_the_number_of_the_request(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> str:
        raise RuntimeError("a bug")

    fail.access = house.app.view_functions["home.health"].access  # type: ignore[attr-defined]
    monkeypatch.setitem(house.app.view_functions, "home.health", fail)
    browser = Browser(house.app).sign_in()

    browser.open("/healthz")

    assert browser.status == 500
    assert browser.response is not None
    assert browser.response.headers["Content-Security-Policy"] == CSP
    assert browser.response.headers["X-Request-Id"] in browser.text
    assert "a bug" not in browser.text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(standing: House) -> None:
    response = standing.app.test_client().get("/sign-in")

    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_behind_https_the_cookie_travels_nowhere_else(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(house.app.config, "SESSION_COOKIE_SECURE", True)

    response = house.app.test_client().get("/sign-in", base_url="https://localhost")

    assert "Secure" in response.headers["Set-Cookie"]
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("host", "status"),
    [("concord.example", 200), ("concord.example:80", 200), ("evil.example", 400), ("concord.example.evil", 400)],
)
@pytest.mark.parametrize("url", ["/sign-in", "/healthz"])
def test_only_trusted_names_are_answered(
    house: House, monkeypatch: pytest.MonkeyPatch, host: str, status: int, url: str
) -> None:
    monkeypatch.setitem(house.app.config, "TRUSTED_HOSTS", ["concord.example"])

    response = house.app.test_client().get(url, headers={"Host": host})

    assert response.status_code == status
    assert "evil" not in response.text
    assert response.headers["Content-Security-Policy"] == CSP


# --- looking changes nothing


def test_opening_every_page_writes_nothing(furnished: House) -> None:
    browser = Browser(furnished.app).sign_in()
    before = contents(furnished)
    broken = []

    for route in [route for route in routes(furnished) if route.method == "GET"]:
        response = browser.client.get(route.url, buffered=True)
        if response.status_code >= 400 and route.endpoint != "account.welcome":
            broken.append(f"{route}: {response.status_code}")

    assert not broken
    assert contents(furnished) == before
