"""Files, kept once each by what is in them. Nothing changes a file: another content is another one."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Collection
from pathlib import Path, PurePath
from typing import Any

from sqlalchemy import Column, LargeBinary, String, Table, exists, not_, or_, select
from sqlalchemy.orm import Mapped, Session, deferred, mapped_column

from .base import Base
from .errors import N_, Refused
from .setup.marketing import MarketingSetup
from .setup.single import the

FOLDER = "folder"
"""Where the setup says so; and what a session knows the folder for files by."""
LONGEST_NAME = 150
MEGABYTE = 1_000_000
RUNS = frozenset(
    [
        ".bat",
        ".cmd",
        ".com",
        ".cpl",
        ".exe",
        ".hta",
        ".jar",
        ".js",
        ".jse",
        ".lnk",
        ".msc",
        ".msi",
        ".ps1",
        ".reg",
        ".scr",
        ".sh",
        ".vb",
        ".vbe",
        ".vbs",
        ".wsf",
    ]
)
"""What a click would run rather than open."""


class File(Base):
    __tablename__ = "file"

    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of what is in it."""
    size: Mapped[int]
    data: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    """Nothing when it lies in the folder, under its digest."""


def keep_file(session: Session, data: bytes) -> File:
    """In the database or in the folder, as the setup says; what is there already is not kept twice."""
    digest = hashlib.sha256(data).hexdigest()
    file = session.scalar(select(File).where(File.digest == digest))
    if file is None:
        outside = the(session, MarketingSetup).attachment_storage == FOLDER
        if outside:
            _write(_place(session, digest), data)
        file = File(digest=digest, size=len(data), data=None if outside else data)
        session.add(file)
        session.flush()
    return file


def keep_attachment(session: Session, data: bytes, name: str, field: str) -> tuple[File, str]:
    """A file that somebody brings along, if it can be taken, with the name it gets here."""
    name = safe_name(name)
    most = the(session, MarketingSetup).attachment_limit
    if PurePath(name).suffix.casefold() in RUNS:
        raise Refused(N_("%(name)s is a program. Attach documents and pictures only."), field=field, name=name)
    if not data:
        raise Refused(N_("%(name)s is empty. Choose another file."), field=field, name=name)
    if len(data) > most * MEGABYTE:
        raise Refused(N_("%(name)s is larger than %(most)s MB. Make it smaller."), field=field, name=name, most=most)
    return keep_file(session, data), name


def safe_name(name: str) -> str:
    """Without folders and signs that some system cannot have in a name; its end stays, since that says what it is."""
    plain = "".join(sign if sign.isprintable() and sign not in '\\/:*?"<>|' else "_" for sign in name).strip(" .")
    end = PurePath(plain).suffix[:20]
    return (plain[: LONGEST_NAME - len(end)].removesuffix(end) + end) or "file"


def content_of(session: Session, file: File) -> bytes:
    """What is in it, if it is what it was."""
    data = file.data if file.data is not None else _read(_place(session, file.digest))
    if data is None or hashlib.sha256(data).hexdigest() != file.digest:
        raise Refused(
            N_("The file %(digest)s is not in the folder as it was kept. Bring the folder back from a backup."),
            digest=file.digest[:12],
        )
    return data


def is_intact(session: Session, file: File) -> bool:
    try:
        content_of(session, file)
    except Refused:
        return False
    return True


def unused_files(session: Session) -> list[File]:
    """Those that no record names any more."""
    named = or_(*(exists().where(column == File.id) for column in _naming()))
    return list(session.scalars(select(File).where(not_(named))))


def sweep(session: Session, among: Collection[int] | None = None) -> int:
    """Files that no record names any more go for good: all such, or those of some."""
    files = [file for file in unused_files(session) if among is None or file.id in among]
    for file in files:
        if file.data is None:
            _place(session, file.digest).unlink(missing_ok=True)
        session.delete(file)
    session.flush()
    return len(files)


def _naming() -> list[Column[Any]]:
    tables: list[Table] = list(Base.metadata.tables.values())
    return [key.parent for table in tables for key in table.foreign_keys if key.column.table.name == File.__tablename__]


def _place(session: Session, digest: str) -> Path:
    folder: Path | None = session.info.get(FOLDER)
    if folder is None:
        raise Refused(N_("There is no folder for files here. Keep attachments in the database."))
    return folder / digest[:2] / digest


def _write(place: Path, data: bytes) -> None:
    """Appears whole. Should the transaction come to nothing, the file only takes up room."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=place.parent)
    with open(handle, "wb") as written:
        written.write(data)
        written.flush()
        os.fsync(written.fileno())
    os.replace(part, place)


def _read(place: Path) -> bytes | None:
    return place.read_bytes() if place.is_file() else None
