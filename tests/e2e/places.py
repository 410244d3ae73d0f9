"""Every kind of page, and how to get there. The furnished house holds a case for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.blueprints.account.welcome import welcome_token
from webapp.domain.changes import ChangeSet
from webapp.domain.codes import add_code, change_code
from webapp.domain.partners.customer import Customer
from webapp.domain.series import NoSeries, give_number
from webapp.domain.setup.company import CompanyInformation
from webapp.domain.setup.places import Country
from webapp.domain.users.views import save_view

from .papers import OPEN, document_path
from .parties import contact_path, customer_path, furnish_parties, number_of, put_out_of_step
from .stage import Server, Visitor
from .talks import ALIKE, TALKS, furnish_talks

HOSTILE = {
    "long": "Wort" * 25,
    "rtl": "شركة الأضواء الشمالية \u202e txt.exe",
    "emoji": "👩‍👩‍👧‍👦" * 8 + "🏔️" * 8,
    "markup": "</script><b onmouseover=alert(1)>\"'&amp; {{ 7*7 }}",
}


def furnish(server: Server) -> None:
    """What the pages of the tour show: changes on changes, numbers given out, a saved view, odd names."""
    house = server.house
    with house.acting("Norway is called by its own name") as session:
        norway = country(session, "NO")
        change_code(session, norway, {"description": "Kongeriket Norge"})
    with house.acting("Norway again") as session:
        change_code(session, country(session, "NO"), {"description": "Norge", "phone_prefix": "+47"})
    with house.acting("Numbers tried out") as session:
        series = session.scalars(select(NoSeries.code).order_by(NoSeries.code)).first()
        assert series is not None
        for _ in range(5):
            give_number(session, CompanyInformation, series, dt.date.today())
    with house.acting("Odd names") as session:
        for place, text in enumerate(HOSTILE.values(), 1):
            add_code(session, Country, {"code": f"ODD{place}", "description": text[:100]})
    with house.acting("A view") as session:
        save_view(session, 1, "countries", "In the union", "in_eu=Yes")
        save_view(session, 1, "salespeople", "Nobody blocked", "blocked=No")
    furnish_parties(server)
    furnish_talks(server)


def country(session: Session, code: str) -> Country:
    return session.scalars(select(Country).where(Country.code == code)).one()


def change_set_of(server: Server, message: str) -> str:
    with server.house.looking() as session:
        for change_set in session.scalars(select(ChangeSet).order_by(ChangeSet.id.desc())):
            if message in str(change_set.message):
                return f"/changes/{change_set.id}"
    raise AssertionError(f"no change set {message!r}")


def _at(path: str) -> Callable[[Visitor], None]:
    def open_it(visitor: Visitor) -> None:
        visitor.open(path)

    return open_it


def _refused(path: str, status: int) -> Callable[[Visitor], None]:
    def open_it(visitor: Visitor) -> None:
        visitor.expects(status).open(path)

    return open_it


def _sign_in(visitor: Visitor) -> None:
    visitor.context.clear_cookies()
    visitor.open("/sign-in")


def welcome_path(server: Server) -> str:
    return f"/welcome/{welcome_token(server.house.app.config['SECRET_KEY'])}"


def _first_series(visitor: Visitor) -> str:
    with visitor.server.house.looking() as session:
        return f"/setup/number-series/{session.scalars(select(NoSeries.code).order_by(NoSeries.code)).first()}"


def _new_with_mistakes(visitor: Visitor) -> None:
    page = visitor.expects(422).open("/setup/countries/new")
    page.fill("#field-code", "NO")
    page.fill("#field-description", "Norway once more")
    page.click("#save")
    page.wait_for_selector("[aria-invalid]")


def _conflict(visitor: Visitor) -> None:
    page = visitor.expects(409).open("/setup/countries/SE")
    with visitor.server.house.acting("Sweden in Swedish") as session:
        change_code(session, country(session, "SE"), {"description": f"Konungariket Sverige {dt.datetime.now():%f}"})
    page.fill("#field-description", "The Kingdom of Sweden")
    page.click("#save")
    page.wait_for_selector(".comparison")


def _palette(visitor: Visitor) -> None:
    page = visitor.open("/setup/salespeople")
    page.keyboard.press("Control+k")
    page.keyboard.type("coun")
    page.wait_for_selector("#palette-results .hit")


def _why(visitor: Visitor) -> None:
    page = visitor.open("/setup/countries/NO")
    page.focus("#field-description")
    page.keyboard.press("Alt+ArrowUp")
    page.wait_for_selector("#dialog .step")


def _unsaved(visitor: Visitor) -> None:
    page = visitor.open("/setup/company")
    page.fill("#field-address_2", "3rd floor")
    page.wait_for_selector(".dirty")


def _receipt(visitor: Visitor) -> None:
    page = visitor.open("/setup/countries/DK")
    page.fill("#field-description", f"Danmark {dt.datetime.now():%f}")
    page.click("#save")
    page.wait_for_selector(".receipt")


def _selected(visitor: Visitor) -> None:
    page = visitor.open("/setup/salespeople")
    page.check("tbody tr:nth-child(2) [name=key]")
    page.check("tbody tr:nth-child(3) [name=key]")


def _opened(path: str, *summaries: str) -> Callable[[Visitor], None]:
    def open_it(visitor: Visitor) -> None:
        page = visitor.open(path)
        for summary in summaries:
            page.click(summary)

    return open_it


def _with_obstacles(visitor: Visitor) -> None:
    visitor.open(change_set_of(visitor.server, "called by its own name"))


BAKERY, OAK = "Hill Bakery", "Oak Timber"


def _of(name: str, more: str = "") -> Callable[[Visitor], None]:
    """A page of the contact with this name."""
    return lambda visitor: _at(contact_path(visitor.server, name, more))(visitor)


def _of_customer(name: str, more: str = "") -> Callable[[Visitor], None]:
    return lambda visitor: _at(customer_path(visitor.server, name, more))(visitor)


def _side_by_side(visitor: Visitor) -> None:
    customer = number_of(visitor.server, f"{OAK} AS", Customer)
    visitor.open(contact_path(visitor.server, OAK, f"/link/customer?no={customer}"))


def _merging(visitor: Visitor) -> None:
    other = number_of(visitor.server, f"{BAKERY} Ltd")
    visitor.open(contact_path(visitor.server, BAKERY, f"/merge?with={other}"))


def _out_of_step(visitor: Visitor) -> None:
    put_out_of_step(visitor.server)
    visitor.open(contact_path(visitor.server, BAKERY, "/inspect"))


def _ripple(visitor: Visitor) -> None:
    page = visitor.open(contact_path(visitor.server, BAKERY))
    page.fill("#field-phone_no", "22 00 09 07")
    page.keyboard.press("Tab")
    page.wait_for_selector("#ripple li")


def _document(kind: str, more: str = "", status: str = OPEN) -> Callable[[Visitor], None]:
    return lambda visitor: _at(document_path(visitor.server, kind, more, status))(visitor)


PLACES: dict[str, Callable[[Visitor], None]] = {
    "home": _at("/"),
    "setup": _at("/setup"),
    "list": _at("/setup/countries"),
    "list-filtered": _at("/setup/countries?code=N*&in_eu=Yes&sort=-description"),
    "list-filtered-empty": _at("/setup/countries?q=zzz"),
    "list-filter-wrong": _at("/setup/payment-terms?discount_percent=abc"),
    "list-empty": _at("/setup/web-sources?q=zzz"),
    "list-numbers": _at("/setup/number-series"),
    "list-selected": _selected,
    "list-filters": _opened("/setup/salespeople", "#filters-button"),
    "list-views": _opened("/setup/salespeople", "#views"),
    "card": _at("/setup/countries/NO"),
    "card-menu": _opened("/setup/countries/NO", "#more-actions"),
    "card-company": _at("/setup/company"),
    "card-marketing": _at("/setup/marketing"),
    "card-mail": _at("/setup/mail"),
    "card-unsaved": _unsaved,
    "card-mistakes": _new_with_mistakes,
    "card-conflict": _conflict,
    "card-new": _at("/setup/payment-terms/new"),
    "card-odd": _at("/setup/countries/ODD2"),
    "card-receipt": _receipt,
    "card-series": lambda visitor: _at(_first_series(visitor))(visitor),
    "delete-blocked": _at("/setup/countries/NO/delete"),
    "delete-free": _at("/setup/countries/ODD1/delete"),
    "changes": _at("/changes"),
    "change-set": lambda visitor: _at(change_set_of(visitor.server, "Norway again"))(visitor),
    "change-set-obstacles": _with_obstacles,
    "history": _at("/setup/countries/NO/history"),
    "as-it-was": _at("/setup/countries/NO/as-it-was?at=t"),
    "as-it-was-misread": _at("/setup/countries/NO/as-it-was?at=never"),
    "why": _at("/setup/countries/NO/why?field=description"),
    "why-dialog": _why,
    "ledger": lambda visitor: _at(_first_series(visitor) + "/ledger")(visitor),
    "users": _at("/setup/users"),
    "user": _at("/setup/users/olga@fjordlys.example"),
    "user-new": _at("/setup/users/new"),
    "my-settings": _at("/my-settings"),
    "documents": _at("/sales-quotes"),
    "document": _document("sales_quote"),
    "document-new": _at("/purchase-orders/new"),
    "document-released": _document("sales_order", status="released"),
    "document-blanket": _document("blanket_sales_order"),
    "document-service": _document("service_order"),
    "document-purchase": _document("purchase_order"),
    "document-preview": _document("sales_quote", "/preview"),
    "document-copy": _document("sales_quote", "/copy"),
    "document-versions": _document("sales_quote", "/versions"),
    "items": _at("/items"),
    "item": _at("/items/1000"),
    "vat-setup": _at("/setup/vat-posting-setup"),
    "search": _at("/search?q=co"),
    "search-nothing": _at("/search?q=zzz"),
    "palette": _palette,
    "keys": _at("/keys"),
    "person-menu": _opened("/", "#person"),
    "languages": _opened("/", "#languages"),
    "not-found": _refused("/setup/countries/NOWHERE", 404),
    "forbidden": lambda visitor: _refused("/setup/users/new", 403)(visitor.sign_in("arthur@fjordlys.example")),
    "card-readonly": lambda visitor: _at("/setup/countries/NO")(visitor.sign_in("arthur@fjordlys.example")),
    "contacts": _at("/contacts"),
    "contact": _of(BAKERY),
    "contact-person": _of("Ann Hill"),
    "contact-new": _at("/contacts/new?type=company"),
    "contact-ripple": _ripple,
    "contact-delete": _of(BAKERY, "/delete"),
    "customers": _at("/customers"),
    "customer": _of_customer(BAKERY),
    "customer-unlinked": _of_customer(f"{OAK} AS"),
    "link-kinds": _of(OAK, "/link"),
    "link-candidates": _of(OAK, "/link/customer"),
    "link": _side_by_side,
    "unlink": _of(BAKERY, "/unlink/customer"),
    "create-as": _of(OAK, "/create-as/vendor"),
    "inspect": _out_of_step,
    "relations": _of(BAKERY, "/relations"),
    "classes": _of(BAKERY, "/classes"),
    "company-details": _of(BAKERY, "/company-details"),
    "comments": _of(BAKERY, "/comments"),
    "ranges": _of(BAKERY, "/ranges"),
    "merge-choose": _of(BAKERY, "/merge"),
    "merge": _merging,
    "duplicates": _at("/contacts/duplicates/list"),
    "duplicate-strings": _at("/contacts/duplicates/generate"),
    "data-health": _at("/data-health"),
    "data-health-checked": _at("/data-health/0"),
    "batch": _at("/customers/create-contacts"),
    "job": _at("/jobs/1"),
    "import": _at("/contacts/import"),
    "sign-in": _sign_in,
    **TALKS,
}

LIKE_OTHERS = {
    *ALIKE,
    "list-empty",
    "list-numbers",
    "card-marketing",
    "card-mail",
    "user",
    "list-filter-wrong",
    "search-nothing",
    "card-company",
    "list-filtered",
    "customers",
    "contact-person",
    "data-health",
    "link-kinds",
    "duplicate-strings",
    "unlink",
}
"""Built like another one: worth a photograph, not a second examination."""
