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
)
