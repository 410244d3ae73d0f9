"""What the floor shows, a row each."""

from __future__ import annotations

from typing import NamedTuple

ROWS = 50


class Subject(NamedTuple):
    tables: tuple[str, ...]
    """Of which each continues the rows of the one before."""
    columns: tuple[str, ...]
    """Of the list; the first is the key."""
    fields: tuple[str, ...]
    """Of the card, without the key."""
    kind: str = ""
    """Which of those that share a table."""

    @property
    def key(self) -> str:
        return self.columns[0]

    @property
    def name(self) -> str:
        """What its records are called in the index of words."""
        return self.kind or self.tables[-1]


SHARED = (
    "name", "name_2", "search_name", "address", "address_2", "post_code", "city", "county", "phone_no",
    "mobile_phone_no", "fax_no", "email", "home_page",
)  # fmt: skip
SUBJECTS = {
    "contacts": Subject(
        ("contact",),
        ("no", "name", "business_relation", "phone_no", "email", "salesperson_code", "territory_code"),
        (*SHARED, "first_name", "middle_name", "surname", "initials", "job_title", "email_2", "pager"),
    ),
    "customers": Subject(
        ("partner", "customer"),
        ("no", "name", "post_code", "city", "phone_no", "contact_name", "blocked"),
        (*SHARED, "contact_name"),
    ),
    "interactions": Subject(
        ("interaction",),
        (
            "id",
            "date",
            "description",
            "contact_name",
            "evaluation",
            "salesperson_code",
            "kind",
            "document_no",
            "template_code",
            "user_name",
        ),
        ("subject",),
    ),
    "sales-orders": Subject(
        ("document",),
        (
            "no",
            "name",
            "contact_name",
            "document_date",
            "shipment_date",
            "status",
            "amount",
            "amount_with_vat",
            "salesperson_code",
        ),
        (
            "customer_no",
            "contact_no",
            "name",
            "name_2",
            "address",
            "address_2",
            "post_code",
            "city",
            "county",
            "phone_no",
            "email",
            "bill_to_name",
            "bill_to_address",
            "ship_to_name",
            "ship_to_address",
            "your_reference",
            "due_date",
        ),
        kind="sales_order",
    ),
}
FOUND = {
    "sqlite": (
        "id IN (SELECT record_id FROM search_text CROSS JOIN search_entry ON search_entry.id = search_text.rowid"
        f" WHERE record_type = {{of}} AND search_text MATCH {{word}} LIMIT {ROWS})"
    ),
    "postgresql": (
        "id IN (SELECT record_id FROM search_entry WHERE record_type = {of}"
        f" AND to_tsvector('simple', words) @@ to_tsquery('simple', {{word}}) LIMIT {ROWS})"
    ),
}
"""The condition for the first that have a word, by kind of database."""
BEGINNING = {"sqlite": '"{}"*', "postgresql": "'{}':*"}
"""How each is asked for words that begin so."""
