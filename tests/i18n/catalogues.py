"""The texts of the program, collected, and the catalogues brought up to date with them: `make translations`.

A text that is new comes in without a translation, and a test fails until it has one in every language.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from webapp.i18n import LANGUAGES, SOURCE, TRANSLATIONS

PROGRAM = Path(__file__).resolve().parents[2] / "webapp"
METHODS = [("templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "P_": ((1, "c"), 2)}
OPTIONS = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
PASSING = tuple(
    f'"{header}'
    for header in (
        "Project-Id",
        "Report-Msgid",
        "POT-Creation",
        "PO-Revision",
        "Last-Trans",
        "Language-Team",
        "Generated-By",
    )
)
TRANSLATED = [language for tag, language in LANGUAGES.items() if tag != SOURCE]


@cache
def texts() -> Catalog:
    """Every text of the program, once."""
    found = Catalog(charset="utf-8")
    for _file, _line, message, _comments, context in extract_from_dir(
        str(PROGRAM), METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=()
    ):
        found.add(message, context=context)
    return found


def read(locale: str) -> Catalog:
    with (TRANSLATIONS / f"{locale}.po").open("rb") as file:
        return read_po(file, locale=locale)


def write(locale: str, catalogue: Catalog) -> None:
    """Sorted, and without what would change with every run."""
    written = BytesIO()
    write_po(written, catalogue, width=120, sort_output=True, no_location=True, ignore_obsolete=True)
    lines = written.getvalue().decode().splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(PASSING))
    (TRANSLATIONS / f"{locale}.po").write_text(kept, encoding="utf-8")


def bring_up_to_date(locale: str) -> int:
    """Texts that are gone leave, new ones come in blank; gives how many are blank."""
    old = read(locale)
    new = Catalog(locale=locale, charset="utf-8", fuzzy=False, header_comment=f"# Concord in {locale}")
    for message in texts():
        if message.id:
            known = old.get(message.id, context=message.context)
            new.add(message.id, known.string if known else None, context=message.context)
    write(locale, new)
    return sum(1 for message in new if message.id and not _is_translated(message.string))


def _is_translated(string: str | tuple[str, ...]) -> bool:
    return bool(string) and (isinstance(string, str) or all(string))


if __name__ == "__main__":
    for language in TRANSLATED:
        print(f"{language.locale}: {bring_up_to_date(language.locale)} texts without a translation")
