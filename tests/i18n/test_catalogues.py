"""Every text is there in every language, with the same parameters, and nothing is left over."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Message

from webapp import i18n
from webapp.domain.errors import say
from webapp.i18n import LANGUAGES, MissingCatalogue

from .catalogues import TRANSLATED, read, texts

LOCALES = [language.locale for language in TRANSLATED]
PARAMETER = re.compile(r"%\((\w+)\)s")
SHOUTING = re.compile(r"[!?]{2}|!")


def key_of(message: Message) -> tuple[str, str | None]:
    """What a text is asked for by: the singular, and the context of homographs."""
    return (message.id if isinstance(message.id, str) else message.id[0], message.context)


def forms_of(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def messages(locale: str) -> dict[tuple[str, str | None], Message]:
    return {key_of(message): message for message in read(locale) if message.id}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_translated(locale: str) -> None:
    wanted = {key_of(message) for message in texts() if message.id}

    translated = {key for key, message in messages(locale).items() if all(forms_of(message.string))}

    assert sorted(wanted - translated) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_translation_is_left_over(locale: str) -> None:
    wanted = {key_of(message) for message in texts() if message.id}

    assert sorted(set(messages(locale)) - wanted) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_translation_is_a_guess(locale: str) -> None:
    assert [message.id for message in read(locale) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_have_the_parameters_of_the_text(locale: str) -> None:
    wrong = [
        (message.id, form)
        for message in messages(locale).values()
        for form in forms_of(message.string)
        if set(PARAMETER.findall(form)) != set(PARAMETER.findall(forms_of(message.id)[-1]))
    ]

    assert wrong == []


@pytest.mark.parametrize("locale", LOCALES)
def test_plurals_have_as_many_forms_as_the_language(locale: str) -> None:
    catalogue = read(locale)

    plurals = [message for message in catalogue if isinstance(message.id, tuple)]

    assert plurals
    assert {len(message.string) for message in plurals} == {catalogue.num_plurals}


def test_texts_are_calm_and_say_no_error() -> None:
    english = [form for message in texts() if message.id for form in forms_of(message.id)]

    assert [text for text in english if SHOUTING.search(text) or re.search(r"\b[Ee]rror\b", text)] == []


def test_a_message_is_told_in_the_language_of_now_with_the_captions_in_it() -> None:
    message = say("Created: %(table)s %(record)s", table=say("Country/Region"), record="NO")

    told = {}
    for tag in LANGUAGES:
        with i18n.speaking(tag):
            told[tag] = i18n.tell(message)

    assert told["en-GB"] == "Created: Country/Region NO"
    assert told["nb-NO"] == "Opprettet: Land/region NO"
    assert len(set(told.values())) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("count", "told"), [(1, "1 строка"), (2, "2 строки"), (5, "5 строк"), (11, "11 строк"), (21, "21 строка")]
)
def test_russian_counts_in_three_forms(count: int, told: str) -> None:
    with i18n.speaking("ru-RU"):
        assert i18n.ngettext("%(number)s row", "%(number)s rows", count, number=count) == told


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        (["no"], "nb-NO"),
        (["nn-NO"], "nb-NO"),
        (["nb"], "nb-NO"),
        (["fr-FR", "en"], "fr-CH"),
        (["fr"], "fr-CH"),
        (["nl-BE"], "nl-NL"),
        (["ru"], "ru-RU"),
        (["en-US"], "en-GB"),
        (["de-DE", "nl"], "nl-NL"),
        (["xx", ""], "en-GB"),
        ([], "en-GB"),
    ],
)
def test_a_browser_gets_the_nearest_language(asked: list[str], spoken: str) -> None:
    assert i18n.preferred(asked) == spoken


def test_a_missing_catalogue_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(i18n, "TRANSLATIONS", tmp_path)
    i18n.catalogue.cache_clear()

    with pytest.raises(MissingCatalogue, match=r"nb_NO\.po is missing"):
        i18n.load_all()
    i18n.catalogue.cache_clear()
