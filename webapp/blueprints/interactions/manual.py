"""Interactions by hand, on one page: filled in from a template, finished, or put off for later."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import cast
from urllib.parse import parse_qsl, urlencode

from flask import request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ... import i18n
from ...db import name_action, reading, transaction
from ...domain.contacts.contact import Contact
from ...domain.errors import N_, Refused, say
from ...domain.interactions.interaction import Interaction
from ...domain.interactions.manual import Given, finish, postpone
from ...domain.interactions.posting import post
from ...domain.outbox.writing import written_mail
from ...domain.users.rights import Area, Right
from ...pages import done, receipt, render
from ...pages.actions import sent_once
from ...pages.finding import find
from ...pages.rendering import page_of
from ...security import current_user, needs, takes_files
from . import bp
from .files import brought
from .pages import INTERACTIONS, POSTPONED
from .sheet import CONTENT, RESULT, WHAT, Sheet, begun, resumed
from .ways import way_to

NAMES = (*WHAT, *CONTENT, *RESULT)
LONGEST_BACK = 2000
RECORDED = N_("Interaction %(no)s recorded for contact %(contact)s")
LATER = N_("Saved for later under postponed interactions (no. %(no)s)")


@bp.get("/interactions/new", endpoint="interactions_new")
@needs(Area.INTERACTIONS, Right.WRITE)
def new() -> Response:
    """Empty, or once more with all that was typed and what the template says to that."""
    session = reading()
    if "filled" in request.args or "locked" in request.args:
        sheet = Sheet(session, request.args, NAMES, _resumed_entry(session, request.args))
        sheet.fill()
        return _show(sheet)
    no = request.args.get("contact", "")
    if no:
        return _new_with(session, no)
    presets = dict(request.args)
    presets["contact_no"] = presets.get("contact_no") or presets.get("company_no", "")
    return _show(begun(session, presets, NAMES))


def _new_with(session: Session, no: str) -> Response:
    """Whom it is about is settled where the way begins."""
    page = page_of(Contact.type_name)
    assert page is not None
    contact = cast(Contact, find(session, page, no))
    return _show(begun(session, {"contact_no": contact.no, "back": page.card_url(contact)}, NAMES, ["contact_no"]))


@bp.post("/interactions/finish")
@needs(Area.INTERACTIONS, Right.WRITE)
@takes_files
def finish_now() -> Response:
    """The same form, sent twice, writes one mail."""
    mail = written_mail(reading(), sent_once())
    if mail is not None and mail.interaction is not None:
        return done(INTERACTIONS.card_url(mail.interaction))
    return _write(later=False)


@bp.post("/interactions/postpone")
@needs(Area.INTERACTIONS, Right.WRITE)
@takes_files
def postpone_now() -> Response:
    return _write(later=True)


@bp.get("/interactions/<key:key>/resume")
@needs(Area.INTERACTIONS, Right.WRITE)
def resume(key: str) -> Response:
    """What the list was narrowed to stays as it is, and so does the list that one comes back to."""
    entry = cast(Interaction, find(reading(), INTERACTIONS, key))
    if not entry.postponed:
        receipt(say(N_("Interaction %(no)s is finished already."), no=entry.id), tone="note", undo=False)
        return done(INTERACTIONS.card_url(entry))
    locked = [name for name in WHAT if name in request.args and name not in ("date", "time")]
    return _show(resumed(reading(), entry, NAMES, locked, _list_url(request.args.to_dict())))


def _list_url(filters: Mapping[str, str]) -> str:
    kept = [(name, text) for name, text in filters.items() if text]
    return POSTPONED.url() + (f"?{urlencode(kept)}" if kept else "")


def _resumed_entry(session: Session, texts: Mapping[str, str]) -> Interaction | None:
    key = texts.get("entry", "")
    return cast(Interaction, find(session, INTERACTIONS, key, lock=request.method == "POST")) if key else None


def _write(later: bool) -> Response:
    what = say(LATER if later else RECORDED, no="", contact="")
    try:
        with transaction(what, current_user().author) as session:
            sheet = Sheet(session, request.form, NAMES, _resumed_entry(session, request.form))
            sheet.fill()
            if sheet.form.errors:
                raise Refused(N_("Some of this cannot be read. Look at the fields that are marked."))
            given = sheet.given(brought())
            entry = postpone(session, given, sheet.entry) if later else _finish(session, sheet, given)
            what = say(LATER if later else RECORDED, no=entry.id, contact=entry.contact_name)
            name_action(session, what)
    except Refused as refused:
        return _refused(refused)
    link = SimpleNamespace(url=INTERACTIONS.card_url(entry), text=i18n.gettext("Open"))
    receipt(what, link=None if later else link, about=entry)
    return done(_back(sheet) or (POSTPONED.url() if later else INTERACTIONS.card_url(entry)))


def _finish(session: Session, sheet: Sheet, given: Given) -> Interaction:
    finished = finish(session, given, sheet.entry)
    post(session, finished, sent_once())
    return finished.entry


def _refused(refused: Refused) -> Response:
    """The same page with what was typed; the file has to be chosen again."""
    session = reading()
    sheet = Sheet(session, request.form, NAMES, _entry_again(session))
    sheet.fill()
    sheet.form.refuse(refused)
    return _show(sheet, 422)


def _entry_again(session: Session) -> Interaction | None:
    key = request.form.get("entry", "")
    return cast(Interaction, find(session, INTERACTIONS, key)) if key else None


def _back(sheet: Sheet) -> str:
    """A page of ours that the way began on."""
    back = sheet.texts.get("back", "")
    path, _mark, query = back.partition("?")
    known = path in (INTERACTIONS.url(), POSTPONED.url()) or path.startswith(f"{_contacts_url()}/")
    if not known or len(back) > LONGEST_BACK:
        return ""
    return f"{path}?{urlencode(parse_qsl(query))}" if query else path


def _contacts_url() -> str:
    page = page_of(Contact.type_name)
    assert page is not None
    return page.url()


def _show(sheet: Sheet, status: int = 200) -> Response:
    form, shown = sheet.form, sheet.view()
    controls = shown["controls"]
    resumes = sheet.entry is not None
    title = i18n.gettext("Resume an interaction") if resumes else i18n.gettext("Create interaction")
    back = _back(sheet)
    log_url = back if back.startswith(f"{INTERACTIONS.url()}?") else INTERACTIONS.url()
    breadcrumb = [SimpleNamespace(caption=i18n.gettext(INTERACTIONS.model.many), url=log_url)]
    if sheet.contact and "contact_no" in sheet.locked:
        breadcrumb = way_to(sheet.contact)
        title = i18n.gettext("%(what)s: %(whom)s", what=title, whom=sheet.contact.label)
    view = SimpleNamespace(
        title=title,
        breadcrumb=breadcrumb,
        url=url_for(".interactions_new"),
        finish_url=url_for(".finish_now"),
        postpone_url=url_for(".postpone_now"),
        cancel_url=back or INTERACTIONS.url(),
        hidden=shown["hidden"],
        groups=[
            SimpleNamespace(caption=i18n.gettext(caption), fields=[controls[name] for name in names], note=note)
            for caption, names, note in (
                (N_("What it is about"), WHAT, ""),
                (N_("What goes along"), CONTENT, _content_note(sheet)),
                (N_("What came of it"), RESULT, ""),
            )
        ],
        problem=form.problem,
        problem_link=form.see_link,
        problems=[
            SimpleNamespace(caption=controls[name].caption, text=text, id=controls[name].id)
            for name, text in form.errors.items()
        ],
        unsaved=status != 200,
    )  # fmt: skip
    return render("interactions/manual.html", "manual", status, view=view)


def _content_note(sheet: Sheet) -> str:
    """Why no file of one's own can be brought."""
    source = sheet.source
    if source is not None and source.word_template_code:
        return i18n.gettext(
            "The Word template %(code)s takes the place of an attachment.", code=source.word_template_code
        )
    return ""
