"""The code tables of the setup area, as lists and cards."""

from __future__ import annotations

from ...domain.base import Coded
from ...domain.codes import add_code, change_code, delete_code
from ...domain.errors import N_
from ...domain.partners.templates import CustomerTemplate, VendorTemplate
from ...domain.setup.people import (
    BusinessRelation,
    IndustryGroup,
    JobResponsibility,
    MailingGroup,
    OrganisationalLevel,
    Salesperson,
    Salutation,
    WebSource,
)
from ...domain.setup.places import Country, Currency, Language, Territory
from ...domain.setup.trade import (
    BankPostingGroup,
    CustomerDiscountGroup,
    CustomerPostingGroup,
    CustomerPriceGroup,
    GenPostingGroup,
    PaymentMethod,
    PaymentTerms,
    ShipmentMethod,
    Unit,
    VatPostingGroup,
    VatRate,
    VendorPostingGroup,
)
from ...domain.setup.vat_setup import VatSetup, add_vat_setup
from ...domain.users.rights import Right
from ...pages import Page, Tab
from .counted import counted, taken_along

HOME = "setup"


def code_page(
    word: str,
    model: type[Coded],
    icon: str,
    note: str,
    *more: str,
    synonyms: str = "",
    list_more: tuple[str, ...] | None = None,
) -> Page:
    """The list and the card of a code table."""
    return Page(
        word,
        model,
        HOME,
        (Tab(N_("General"), ("code", "description", *more)),),
        columns=("code", "description", *(more if list_more is None else list_more)),
        sort="code",
        icon=icon,
        note=note,
        synonyms=synonyms,
        write=Right.SETUP,
        remove=Right.SETUP,
        add=lambda session, values: add_code(session, model, values),
        change=change_code,
        delete=delete_code,
    )


TERMS = (
    "payment_terms_code", "payment_method_code", "shipment_method_code", "gen_posting_group_code",
    "vat_posting_group_code", "invoice_discount_code", "prices_include_vat",
)  # fmt: skip
PLACES = ("country_code", "currency_code", "language_code", "territory_code")

CODES = (
    counted(code_page("business-relations", BusinessRelation, "link", N_("What companies are to us: customer, vendor, bank, consultant."))),
    taken_along(code_page("mailing-groups", MailingGroup, "mail", N_("Contacts that get the same mail."))),
    taken_along(code_page("industry-groups", IndustryGroup, "briefcase", N_("What companies do."))),
    taken_along(code_page("job-responsibilities", JobResponsibility, "user", N_("What persons answer for."))),
    counted(code_page("organisational-levels", OrganisationalLevel, "layers", N_("Where persons stand in their company."))),
    taken_along(code_page("web-sources", WebSource, "globe", N_("Where to look companies up on the web."), "url")),
    code_page("salutations", Salutation, "message-square", N_("How people are addressed.")),
    code_page("salespeople", Salesperson, "users", N_("Our own people who sell and buy."), "job_title", "email", "phone_no", "blocked",
              synonyms=N_("sellers, buyers, purchasers, staff")),
    code_page("territories", Territory, "map", N_("The regions we sell in.")),
    code_page("countries", Country, "flag", N_("Countries in addresses."), "iso_code", "phone_prefix", "in_eu"),
    code_page("currencies", Currency, "coins", N_("Currencies in documents, with their decimals."), "symbol", "decimals", "vat_rounding"),
    code_page("languages", Language, "languages", N_("Languages that documents are printed in."), "locale"),
    code_page("payment-terms", PaymentTerms, "calendar", N_("When a document is due."), "due_date_formula", "discount_date_formula", "discount_percent",
              synonyms=N_("due date, cash discount")),
    code_page("payment-methods", PaymentMethod, "credit-card", N_("How payments are made.")),
    code_page("shipment-methods", ShipmentMethod, "truck", N_("Who carries goods, and at whose risk."), synonyms=N_("Incoterms, delivery")),
    code_page("units", Unit, "ruler", N_("What quantities are counted in."), "standard_code"),
    code_page("vat-rates", VatRate, "percent", N_("Rates of value added tax."), "rate", synonyms=N_("tax")),
    code_page("customer-posting-groups", CustomerPostingGroup, "tags", N_("Which account the claims on a customer go to."), "receivables_account"),
    code_page("vendor-posting-groups", VendorPostingGroup, "tags", N_("Which account the debts to a vendor go to."), "payables_account"),
    code_page("bank-posting-groups", BankPostingGroup, "tags", N_("Which account in the books a bank account goes to."), "bank_account"),
    code_page("general-posting-groups", GenPostingGroup, "tags", N_("Which groups of customers and vendors are posted apart.")),
    code_page("vat-posting-groups", VatPostingGroup, "percent", N_("Which groups of customers and vendors VAT is reckoned apart for.")),
    code_page("customer-price-groups", CustomerPriceGroup, "tags", N_("Customers who get the same prices.")),
    code_page("customer-discount-groups", CustomerDiscountGroup, "tags", N_("Customers who get the same discounts.")),
    code_page("customer-templates", CustomerTemplate, "file-text", N_("What a customer made from a contact begins with."),
              "contact_type", "nos", *TERMS, "salesperson_code", "posting_group_code", "price_group_code", "discount_group_code",
              "allow_line_discount", "credit_limit", *PLACES, list_more=("contact_type", "payment_terms_code", "posting_group_code")),
    code_page("vendor-templates", VendorTemplate, "file-text", N_("What a vendor made from a contact begins with."),
              "contact_type", "nos", *TERMS, "purchaser_code", "posting_group_code", *PLACES,
              list_more=("contact_type", "payment_terms_code", "posting_group_code")),
)  # fmt: skip

VAT_SETUP = Page(
    "vat-posting-setup", VatSetup, HOME,
    (Tab(N_("General"), ("vat_posting_group_code", "vat_rate_code", "kind", "rate", "identifier")),),
    columns=("vat_posting_group_code", "vat_rate_code", "kind", "rate", "identifier"), sort="vat_posting_group_code", icon="percent",
    note=N_("Where VAT is not counted at the rate of what is sold: abroad, reverse charge, full VAT."), synonyms=N_("tax, reverse charge, export"),
    write=Right.SETUP, remove=Right.SETUP, add=add_vat_setup, change=change_code, delete=delete_code,
)  # fmt: skip
