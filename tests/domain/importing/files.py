"""Files as other programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from webapp.domain.importing.files import Sheet


def workbook(*sheets: list[list[Any]], formats: dict[str, str] | None = None, titles: Sequence[str] = ()) -> bytes:
    """Each sheet as its rows; `formats` names cells of the first one and how they show their numbers."""
    book = Workbook()
    for number, rows in enumerate(sheets, 1):
        sheet = book.active if number == 1 else book.create_sheet()
        sheet.title = titles[number - 1] if titles else f"Sheet {number}"
        for row in rows:
            sheet.append(row)
    for cell, shown_as in (formats or {}).items():
        book.worksheets[0][cell].number_format = shown_as
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same archive, one of its parts replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return file.getvalue()


def notes(sheet: Sheet) -> list[str]:
    """The notes as they stand in English, with what goes into them."""
    return [note.text % {k: getattr(v, "text", v) for k, v in note.params.items()} for note in sheet.notes]


def card(*lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def filled(sheet: Sheet, row: int = 0) -> dict[str, str]:
    """What a row of the sheet says, by heading."""
    return {heading: text for heading, text in zip(sheet.headings, sheet.rows[row], strict=True) if text}


def packed(parts: dict[str, bytes]) -> bytes:
    """An archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()
