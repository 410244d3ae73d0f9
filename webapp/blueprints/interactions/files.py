"""Files of templates and of interactions: brought, replaced, downloaded, removed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace
from typing import Any, cast

from flask import request, send_file
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading, transaction
from ...domain.columns import Field
from ...domain.errors import N_, Message, Refused, say
from ...domain.files import File, content_of
from ...domain.interactions.content import keep_word_document
from ...domain.interactions.interaction import Interaction
from ...domain.interactions.languages import attach, detach
from ...domain.interactions.template import TemplateLanguage, WordTemplate
from ...domain.users.rights import Area, Right
from ...pages import Page, done, receipt, render
from ...pages.dialogs import dialog
from ...pages.finding import find
from ...pages.forms import Form
from ...pages.rendering import see_link
from ...security import current_user, needs, takes_files
from . import bp
from .pages import INTERACTIONS
from .setting_up import LANGUAGES, WORD_TEMPLATES

FILE = Field(N_("File"), "file")
FOR_GOOD = Field(
    N_("Remove the file for good"), "flag", hint=N_("If nobody else has it. It cannot be brought back by undo then.")
)
AT_LANGUAGE = "/interaction-templates/<key:parent>/languages/<key:key>/attachment"
AT_WORD = "/word-templates/<key:key>/document"


def sent(session: Session, file_id: int | None, name: str) -> Response:
    """Always as something to be saved, never shown as a page of ours."""
    if file_id is None:
        raise NotFound
    try:
        data = content_of(session, session.get_one(File, file_id))
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
        raise NotFound from None
    response = send_file(BytesIO(data), "application/octet-stream", as_attachment=True, download_name=name, max_age=0)
    response.headers["Cache-Control"] = "no-store"
    return response


def brought() -> tuple[bytes, str] | None:
    """The file of the form, if one was chosen."""
    file = request.files.get("file")
    return (file.read(), file.filename or "") if file and file.filename else None


@bp.get("/interactions/<key:key>/file")
@needs(Area.INTERACTIONS, Right.READ)
def file(key: str) -> Response:
    entry = cast(Interaction, find(reading(), INTERACTIONS, key))
    return sent(reading(), entry.file_id, entry.file_name)


@bp.get(AT_LANGUAGE)
@needs(Area.INTERACTIONS, Right.READ)
def attachment(parent: str, key: str) -> Response:
    row = cast(TemplateLanguage, find(reading(), LANGUAGES, key, parent))
    return sent(reading(), row.file_id, row.file_name)


@bp.get(AT_WORD)
@needs(Area.INTERACTIONS, Right.READ)
def document(key: str) -> Response:
    word = cast(WordTemplate, find(reading(), WORD_TEMPLATES, key))
    return sent(reading(), word.file_id, word.file_name)


@bp.get(f"{AT_LANGUAGE}/new")
@needs(Area.INTERACTIONS, Right.SETUP)
def ask_attachment(parent: str, key: str) -> Response:
    return _ask(LANGUAGES, {"parent": parent, "key": key})


@bp.post(f"{AT_LANGUAGE}/new")
@needs(Area.INTERACTIONS, Right.SETUP)
@takes_files
def attach_now(parent: str, key: str) -> Response:
    return _bring(LANGUAGES, {"parent": parent, "key": key}, say(N_("Attached a file to a template")), attach)


@bp.get(f"{AT_WORD}/new")
@needs(Area.INTERACTIONS, Right.SETUP)
def ask_document(key: str) -> Response:
    return _ask(WORD_TEMPLATES, {"key": key})


@bp.post(f"{AT_WORD}/new")
@needs(Area.INTERACTIONS, Right.SETUP)
@takes_files
def bring_document(key: str) -> Response:
    return _bring(WORD_TEMPLATES, {"key": key}, say(N_("Brought a Word document")), keep_word_document)


@bp.get(f"{AT_LANGUAGE}/remove")
@needs(Area.INTERACTIONS, Right.SETUP)
def ask_detach(parent: str, key: str) -> Response:
    row = cast(TemplateLanguage, find(reading(), LANGUAGES, key, parent))
    confirm = SimpleNamespace(
        title=i18n.gettext("Remove the attachment %(file)s?", file=row.file_name),
        text=[i18n.gettext("Interactions that were made with it keep it.")],
        places=[],
        url=request.path,
        button=i18n.gettext("Remove"),
        danger=True,
        hidden=[],
        cancel_url=LANGUAGES.card_url(row),
        blocked=False,
        choices=Form({"for_good": FOR_GOOD}, {}).control("for_good"),
        comparison=None,
    )
    return render("page/confirm.html", confirm=confirm)


@bp.post(f"{AT_LANGUAGE}/remove")
@needs(Area.INTERACTIONS, Right.SETUP)
def detach_now(parent: str, key: str) -> Response:
    what = say(N_("Removed the attachment of a template"))
    with transaction(what, current_user().author) as session:
        row = cast(TemplateLanguage, find(session, LANGUAGES, key, parent, lock=True))
        detach(session, row, bool(request.form.get("for_good")))
    receipt(what)
    return done(LANGUAGES.card_url(row))


def _ask(page: Page, address: dict[str, str], form: Form | None = None) -> Response:
    record: Any = find(reading(), page, **address)
    title = i18n.gettext("A file for %(record)s", record=record.label)
    form = form or Form({"file": FILE}, {})
    view = dialog(form, title, request.path, i18n.gettext("Attach"), page.card_url(record))
    view.enctype = "multipart/form-data"
    return render("page/form.html", status=422 if form.errors or form.problem else 200, form=view)


def _bring(
    page: Page, address: dict[str, str], what: Message, verb: Callable[[Session, Any, bytes, str], None]
) -> Response:
    chosen = brought()
    form = Form({"file": FILE}, {}, request.form)
    try:
        if chosen is None:
            raise Refused(N_("Choose a file."), field="file")
        with transaction(what, current_user().author) as session:
            record: Any = find(session, page, lock=True, **address)
            verb(session, record, *chosen)
    except Refused as refused:
        form.refuse(refused)
        return _ask(page, address, form)
    receipt(what)
    return done(page.card_url(record))
