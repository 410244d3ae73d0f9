"""What people do, a row each: what Concord is asked, and what the floor does in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .asking import Asked
from .database import SIZES


@dataclass(frozen=True)
class Scenario:
    name: str
    own: Asked
    floor: Asked
    clients: tuple[int, ...] = (1, 8)


ONE_ROW = Asked("/contacts/{person}", {"address": "Fyrveien {n}"})
"""The floor writes one row in one table, and remembers nothing."""
ONE_WORD = Asked("/contacts?q={rare}")
TYPED_SO_FAR = {name: f"{{{name}}}" for name in ("name", "address", "post_code", "city", "phone_no", "email")}


def _search(name: str, word: str, where: str = "/contacts") -> Scenario:
    """As htmx asks while somebody types. The floor gives the first 50 in no order."""
    path = f"{where}?q={word}"
    return Scenario(name, Asked(path, htmx=True), Asked(path))


def _order(lines: int) -> Iterator[Scenario]:
    """The floor gives a page of as many bytes with the head of an order on it, and writes one row."""
    order = f"/sales-orders/{{order_{lines}}}"
    yield Scenario(f"order, {lines} lines", Asked(order), Asked(order))
    line = Asked(
        f"{order}/copy", A_LINE, to=f"{order}/lines", back=f"{order}/lines/{{made}}/delete", htmx=True,
    )  # fmt: skip
    yield Scenario(f"add a line to {lines}", line, ONE_ROW)


def _log(name: str, narrowed: str) -> Scenario:
    """The floor gives as many entries, whichever come first."""
    return Scenario(name, Asked(f"/interactions{narrowed}"), Asked("/interactions"))


def _history(name: str, whose: str, narrowed: str = "") -> Scenario:
    """As a card fetches it."""
    return Scenario(name, Asked(f"/interactions/of/contact/{whose}{narrowed}", htmx=True), Asked("/interactions"))


A_LINE = {"type": "item", "product_no": "{item}", "quantity": "3"}
DOCUMENTS = (
    Scenario("list of sales orders", Asked("/sales-orders"), Asked("/sales-orders")),
    _search("orders: rare word", "{rare_on_order}", "/sales-orders"),
    _search("orders: common", "in", "/sales-orders"),
    *(scenario for lines in SIZES for scenario in _order(lines)),
    Scenario(
        "make order, 100 lines",
        Asked("/sales-quotes/{quote_100}/copy", {"kind": "sales_quote"}, "/sales-quotes/{quote_100}/copy",
              then="/make-order", leads_to="/sales-orders/"),
        ONE_ROW,
    ),
)  # fmt: skip
INTERACTIONS = (
    _log("log", ""),
    _log("log: page 150", "?page=150"),
    _log("log: a contact", "?contact_no={person}"),
    _log("log: a template", "?template_code={template}"),
    _log("log: a salesperson", "?salesperson_code={salesperson}"),
    _log("log: a month", "?date={month}"),
    _search("log: rare word", "{rare}", "/interactions"),
    _search("log: common", "in", "/interactions"),
    _search("log: nothing", "qvixzzot", "/interactions"),
    _log("log: statistics", "/statistics"),
    _history("timeline, very long", "{busy}"),
    _history("timeline, far back", "{busy}", "?show=interactions&interactions={far_back}"),
    _history("timeline of a person", "{person}"),
    Scenario("card of the busiest", Asked("/contacts/{busy}"), Asked("/contacts/{person}")),
)
TICKED = {"log": "yes"}
PRINTING = (
    Scenario(
        "print an order",
        Asked("/sales-orders/{order_5}/print", TICKED),
        ONE_ROW,
    ),
    Scenario(
        "print 50 orders",
        Asked("/sales-orders/{order_5}/print", TICKED, to="/sales-orders/print", ticked="{fifty}"),
        ONE_ROW,
        clients=(1,),
    ),
)
SCENARIOS = (
    Scenario("list of contacts", Asked("/contacts"), Asked("/contacts")),
    Scenario("list of customers", Asked("/customers"), Asked("/customers")),
    Scenario("card of a contact", Asked("/contacts/{company}"), Asked("/contacts/{person}")),
    Scenario("card of a customer", Asked("/customers/{customer}"), Asked("/customers/{another_customer}")),
    _search("search: rare word", "{rare}"),
    _search("search: common", "in"),
    _search("search: phone", "{digits}"),
    _search("search: nothing", "qvixzzot"),
    Scenario(
        "duplicate radar",
        Asked("/contacts/new?type=company", TYPED_SO_FAR, to="/contacts/duplicates", htmx=True),
        ONE_WORD,
    ),
    Scenario("save in step", Asked("/contacts/{company}", {"address": "Storgata {n}"}, leads_to="/contacts/"), ONE_ROW),
    Scenario(
        "create as customer",
        Asked(
            "/contacts/new",
            {"type": "company", "name": "Nymo {n} AS"},
            then="/create-as/customer",
            leads_to="/customers/",
        ),
        ONE_ROW,
    ),
    *DOCUMENTS,
    *INTERACTIONS,
    *PRINTING,
)
