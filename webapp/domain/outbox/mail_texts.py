"""How mails begin: for a kind of document in a language, for a kind, for all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from ..base import fresh
from ..errors import N_, Refused
from .mail import MailText

FOR_ALL = ""


def mail_text(session: Session, kind: str, language_code: str | None) -> MailText | None:
    """What is said of this kind before what is said of all, and what is said in the language before what is not."""
    fits = and_(
        MailText.kind.in_([kind, FOR_ALL]),
        or_(MailText.language_code == language_code, MailText.language_code.is_(None)),
    )
    found = session.scalars(select(MailText).where(fits)).all()
    return max(found, key=lambda text: (text.kind == kind, text.language_code is not None), default=None)


def add_mail_text(session: Session, values: Mapping[str, Any]) -> MailText:
    text = fresh(MailText)
    session.add(text)
    with session.no_autoflush:
        change_mail_text(session, text, values)
    return text


def change_mail_text(session: Session, text: MailText, values: Mapping[str, Any]) -> None:
    for field, value in values.items():
        setattr(text, field, value)
    same_language = (
        MailText.language_code.is_(None) if text.language_code is None else MailText.language_code == text.language_code
    )
    twin = select(MailText.id).where(MailText.kind == text.kind, same_language, MailText.id != (text.id or 0))
    with session.no_autoflush:
        if session.scalar(twin) is not None:
            raise Refused(N_("There is a text for this already. Change that one."), field="language_code")
    session.flush()


def delete_mail_text(session: Session, text: MailText) -> None:
    session.delete(text)
    session.flush()
