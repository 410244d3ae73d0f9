"""Archives: what is in them is only read, never written anywhere, and never more of it than is allowed."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from ...errors import N_, Refused
from ...pictures import LARGEST

MOST_UNPACKED = 200_000_000
BOMB_FROM = 5_000_000
BOMB_RATIO = 100
"""Sheets shrink to a tenth or a twentieth; what shrinks to less than a hundredth was made to do harm."""
TABLES = (".csv", ".txt", ".tsv", ".vcf", ".vcard")
IMAGES = (".png", ".jpg", ".jpeg")
OF_OFFICE = "[Content_Types].xml"
BEGINNINGS = (OF_OFFICE.encode(), b"docProps/", b"_rels/", b"xl/")
BEGINNING = 1000
LOCKED = 0x1

TOO_BIG = N_("This file unpacks to more than is allowed. Split it and import the parts one by one.")
TORN = N_("This archive cannot be opened. Pack it again, without a password, and import the new file.")
NO_TABLE = N_("This is not an Excel workbook. Save it as Excel workbook (.xlsx) or CSV and import the new file.")


def is_workbook(data: bytes) -> bool:
    """A torn one is told by how such files begin."""
    begins = any(name in data[:BEGINNING] for name in BEGINNINGS)
    return begins or any(part.filename == OF_OFFICE for part in _parts(data))


def refuse_a_bomb(data: bytes) -> None:
    parts = _parts(data)
    if sum(part.file_size for part in parts) > MOST_UNPACKED or any(map(_is_a_bomb, parts)):
        raise Refused(TOO_BIG)


def _is_a_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > BOMB_FROM and part.file_size > BOMB_RATIO * part.compress_size


def _parts(data: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.infolist()


def unpacked(data: bytes) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The tables and the pictures in it by their names, which mean nothing but that. Of a picture that is too large no
    more is unpacked than tells that it is."""
    refuse_a_bomb(data)
    tables, images = {}, {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in filter(_counts, archive.infolist()):
            if part.flag_bits & LOCKED:
                raise Refused(TORN)
            name = part.filename.replace("\\", "/")
            if name.casefold().endswith(TABLES):
                tables[name] = archive.read(part)
            elif name.casefold().endswith(IMAGES):
                with archive.open(part) as image:
                    images[name] = image.read(LARGEST + 1)
    if not tables:
        raise Refused(NO_TABLE)
    return tables, images


def _counts(part: zipfile.ZipInfo) -> bool:
    """Some systems add notes of their own."""
    path = PurePosixPath(part.filename.replace("\\", "/"))
    return not part.is_dir() and path.parts[:1] != ("__MACOSX",) and not path.name.startswith(".")
