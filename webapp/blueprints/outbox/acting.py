"""What is done with mails in the outbox: sent again, discarded, brought back, downloaded."""

from __future__ import annotations

from collections.abc import Callable, Collection
from io import BytesIO

from flask import Response as PlainResponse
from flask import send_file
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading, transaction
from ...delivery.letters import sample_of
from ...delivery.mailing import message_of
from ...domain.errors import N_, Message, Refused, say
from ...domain.files import content_of, safe_name
from ...domain.outbox.acting import bring_back, discard, held_mails, send_again
from ...domain.outbox.mail import Mail, MailFile
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.finding import find, ticked_keys
from ...pages.query import list_left
from ...pages.rendering import see_link
from ...security import current_user, needs
from . import bp
from .pages import MAIL_TEXTS, OUTBOX

MOST_AT_ONCE = 200
AGAIN, DISCARDED, BACK = (
    N_("To be sent again: %(mails)s"),
    N_("Discarded: %(mails)s"),
    N_("Brought back: %(mails)s"),
)
Verb = Callable[[Session, Collection[Mail]], None]


def _act(what: str, verb: Verb, keys: list[str], back: str) -> Response:
    ids = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 10][:MOST_AT_ONCE]
    if not ids:
        receipt(say(N_("No rows were ticked. Tick some, then try again.")), tone="note", undo=False)
        return done(back)
    try:
        with transaction(_named(what, reading(), ids), current_user().author) as session:
            mails = held_mails(session, ids)
            verb(session, mails)
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
        return done(back)
    receipt(_named(what, reading(), ids))
    return done(back)


def _named(what: str, session: Session, ids: list[int]) -> Message:
    subjects = session.scalars(select(Mail.subject).where(Mail.id.in_(ids)).order_by(Mail.id)).all()
    return say(what, mails=", ".join(subjects[:3]) + (f" … ({len(subjects)})" if len(subjects) > 3 else ""))


def _one(key: str) -> Mail:
    mail = find(reading(), OUTBOX, key)
    assert isinstance(mail, Mail)
    return mail


@bp.post("/outbox/<key:key>/send-again", endpoint="send_again")
@needs(Area.INTERACTIONS, Right.WRITE)
def send_one_again(key: str) -> Response:
    return _act(AGAIN, send_again, [key], OUTBOX.card_url(_one(key)))


@bp.post("/outbox/<key:key>/discard", endpoint="discard")
@needs(Area.INTERACTIONS, Right.WRITE)
def discard_one(key: str) -> Response:
    return _act(DISCARDED, discard, [key], OUTBOX.card_url(_one(key)))


@bp.post("/outbox/<key:key>/bring-back", endpoint="bring_back")
@needs(Area.INTERACTIONS, Right.WRITE)
def bring_one_back(key: str) -> Response:
    return _act(BACK, bring_back, [key], OUTBOX.card_url(_one(key)))


@bp.post("/outbox/send-again")
@needs(Area.INTERACTIONS, Right.WRITE)
def send_again_ticked() -> Response:
    return _act(AGAIN, send_again, ticked_keys(), list_left(OUTBOX))


@bp.post("/outbox/discard")
@needs(Area.INTERACTIONS, Right.WRITE)
def discard_ticked() -> Response:
    return _act(DISCARDED, discard, ticked_keys(), list_left(OUTBOX))


@bp.get("/outbox/<key:key>.eml")
@needs(Area.INTERACTIONS, Right.READ)
def eml(key: str) -> PlainResponse:
    """The mail as it travels, for any mail program."""
    mail = _one(key)
    data = message_of(reading(), mail).as_bytes()
    return _download(data, f"{mail.subject}.eml", "message/rfc822")


@bp.get("/outbox/<key:key>/attachments/<int:mail_file_id>")
@needs(Area.INTERACTIONS, Right.READ)
def attachment(key: str, mail_file_id: int) -> PlainResponse:
    file = reading().get(MailFile, mail_file_id)
    if file is None or file.mail_id != _one(key).id:
        raise NotFound
    return _download(content_of(reading(), file.file), file.name, "application/octet-stream")


def _download(data: bytes, name: str, kind: str) -> PlainResponse:
    """To be kept, never to be opened inside of this site."""
    response = send_file(BytesIO(data), kind, as_attachment=True, download_name=safe_name(name), max_age=0)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/mail-texts/<key:key>/preview")
@needs(Area.INTERACTIONS, Right.READ)
def text_preview(key: str) -> Response:
    """The text as it would begin a mail: with the newest document of its kind, or with the names of the places."""
    text = find(reading(), MAIL_TEXTS, key)
    begun = sample_of(reading(), text, current_user().name)  # type: ignore[arg-type]
    return render(
        "outbox/text_preview.html", text=begun, back_url=MAIL_TEXTS.card_url(text), title=i18n.gettext("Preview")
    )
