"""Items, resources and accounts as lists and cards."""

from __future__ import annotations

from functools import partial

from ...domain.codes import delete_code
from ...domain.errors import N_
from ...domain.products.keeping import add_product, change_product
from ...domain.products.product import Account, Item, Product, Resource
from ...pages import Page, Tab

HOME = "products"
VENDOR = ("vendor_no", "vendor_item_no")


def product_page(
    word: str, model: type[Product], icon: str, note: str, synonyms: str, more: tuple[str, ...] = ()
) -> Page:
    return Page(
        word, model, HOME,
        (
            Tab(N_("General"), ("no", "description", "description_2", "unit_code", "sales_blocked", "purchasing_blocked"), summary=("description",)),
            Tab(N_("Price & VAT"), ("unit_price", "unit_cost", "vat_rate_code", "allow_invoice_discount", *more), summary=("unit_price", "vat_rate_code")),
        ),
        columns=("no", "description", "unit_code", "unit_price", "unit_cost", "vat_rate_code", "sales_blocked", "purchasing_blocked"),
        more_filters=("description_2", *more), sort="no", icon=icon, note=note, synonyms=synonyms,
        add=partial(add_product, model), change=change_product, delete=delete_code,
    )  # fmt: skip


PAGES = (
    product_page("items", Item, "tag", N_("What we buy and sell."), N_("products, articles, goods, stock"), VENDOR),
    product_page("resources", Resource, "hammer", N_("Work of people and machines that we sell or buy."), N_("services, hours, labour")),
    product_page("accounts", Account, "book", N_("Accounts of the books, for what is neither an item nor a resource."), N_("general ledger, chart of accounts")),
)  # fmt: skip
