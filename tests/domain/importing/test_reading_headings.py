"""Columns find their fields by what stands above them."""

from __future__ import annotations

import pytest

from webapp.domain.importing.files import matched

FIELDS = {
    "no": ["No.", "Nr."],
    "name": ["Name", "Navn", "Имя", "Наименование"],
    "name_2": ["Name 2", "Navn 2"],
    "phone_no": ["Phone No.", "Telefonnr.", "Telefon", "Téléphone"],
    "email": ["Email", "E-post"],
    "email_2": ["Email 2", "E-post 2"],
    "county": ["County", "Fylke"],
    "country_code": ["Country/Region Code"],
}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("E-post", "email"),
        ("EPOST", "email"),
        ("E-Mail", "email"),
        ("e mail 2", "email_2"),
        ("Telefon nr.", "phone_no"),
        ("TELEPHONE", "phone_no"),
        ("Telefonnummer", "phone_no"),
        ("Phone", "phone_no"),
        ("phone_no", "phone_no"),
        ("E-mail address", "email"),
        ("имя", "name"),
        ("Country", "country_code"),
        ("Notes", None),
        ("Namensgeber", None),
        ("E", None),
        ("", None),
        ("…", None),
    ],
)
def test_a_heading_goes_by_its_letters_and_its_beginning(heading: str, field: str | None) -> None:
    assert matched([heading], FIELDS).get(0) == field


def test_the_same_words_beat_the_same_beginning() -> None:
    assert matched(["Name of the person", "Email address", "Name", "E-mail"], FIELDS) == {2: "name", 3: "email"}


def test_every_field_and_every_column_is_used_once() -> None:
    assert matched(["Name", "Navn", "Telefon", "Phone"], FIELDS) == {0: "name", 2: "phone_no"}


def test_the_longer_beginning_beats_the_shorter() -> None:
    assert matched(["Navn 2 of firm"], FIELDS) == {0: "name_2"}
