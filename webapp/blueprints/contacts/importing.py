"""Import: bring a file or paste a table, look at what would come of each row, then let it be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from types import SimpleNamespace

from flask import Blueprint, request, url_for
from sqlalchemy import select
from werkzeug.exceptions import NotFound, RequestEntityTooLarge
from werkzeug.wrappers import Response

from ... import formats, i18n
from ...db import reading, transaction
from ...domain.columns import Field
from ...domain.errors import N_, Refused, say
from ...domain.importing.bringing import bring, decide, open_again, open_file, start, take_away, waiting
from ...domain.importing.columns import ADDRESSES, PICTURE, SUBJECTS, Subject, fields_of, table_fields
from ...domain.importing.files.reading import MOST_BYTES, TOO_LARGE
from ...domain.importing.gathering import TITLES, address_columns
from ...domain.importing.records import ImportFile, State
from ...domain.importing.running import IMPORTING
from ...domain.importing.settings import CHOICES, Settings
from ...domain.importing.texts import Words
from ...domain.jobs import unfinished
from ...domain.pictures import LARGEST
from ...domain.setup.places import Country
from ...domain.users.rights import Area, Right
from ...pages import Page, done, render
from ...pages.memory import moment_text
from ...pages.rendering import page_of
from ...pages.working import set_going
from ...security import current_user, needs
from . import bp
from .rehearsed import rehearsal_view

importing = Blueprint("importing", __name__)
WORDS = {"contact": "contacts", "customer": "customers", "vendor": "vendors", "bank_account": "bank-accounts"}
ROOM_AROUND = 100_000
"""What a request may hold beside the file."""
PASTED = "pasted.txt"
CHOOSE_ONE = N_("Choose a file, or paste a table with its headings.")
OTHERWISE = N_("The answers were changed. This is what would be done now: look again, then import.")


@importing.url_value_preprocessor
def _make_room(_endpoint: str | None, _values: object) -> None:
    request.max_content_length = MOST_BYTES + ROOM_AROUND
    request.max_form_memory_size = MOST_BYTES


@importing.errorhandler(RequestEntityTooLarge)
def _too_large(_error: RequestEntityTooLarge) -> Response:
    subject = next(SUBJECTS[word] for word, address in WORDS.items() if request.path.startswith(f"/{address}/"))
    return _ask(subject, i18n.gettext(TOO_LARGE, most=MOST_BYTES // 1_000_000), 413)


def ask(subject: Subject) -> Response:
    return _ask(subject)


def brought(subject: Subject) -> Response:
    """Read and rehearse it. Whatever is wrong with the file is said where it was chosen."""
    data, name = _data()
    try:
        if not data.strip():
            raise Refused(CHOOSE_ONE)
        opened = open_file(reading(), subject, data, name, _words(), Settings(decimal=_decimal_sign()))
        with transaction(say(IMPORTING[subject.word].title), current_user().author) as session:
            file_id = bring(session, opened, current_user().author).id
    except Refused as refused:
        return _ask(subject, i18n.tell(refused.message), 422, "" if request.files.get("file") else _pasted())
    return done(_url(subject, "rehearsal", file_id=file_id))


def rehearsal(subject: Subject, file_id: int) -> Response:
    return _show(subject, _file(subject, file_id))


def decided(subject: Subject, file_id: int) -> Response:
    """Other answers are rehearsed and shown; those that were shown are carried out."""
    file = _file(subject, file_id)
    wanted, wants_import = _answers(subject, file), request.form.get("do") == "import"
    try:
        if wanted != Settings.load(file.settings):
            _decide(subject, file, wanted)
        elif wants_import:
            return _start(subject, file)
    except Refused as refused:
        return _show(subject, _file(subject, file_id), i18n.tell(refused.message), 422)
    if wants_import:
        return _show(subject, _file(subject, file_id), i18n.gettext(OTHERWISE), 409)
    return done(_url(subject, "rehearsal", file_id=file_id, state=_state(), page=request.args.get("page")))


def _decide(subject: Subject, file: ImportFile, wanted: Settings) -> None:
    opened = open_again(reading(), file, wanted, _words())
    with transaction(say(IMPORTING[subject.word].title), current_user().author) as session:
        decide(session, file, opened)


def _start(subject: Subject, file: ImportFile) -> Response:
    """The first portion at once."""
    author = current_user().author
    with transaction(say(IMPORTING[subject.word].title), author) as session:
        job = start(session, file, author)
    job_id = job.id
    set_going(IMPORTING[subject.word], job)
    return done(url_for("jobs.card", job_id=job_id))


def left(subject: Subject, file_id: int) -> Response:
    file = _file(subject, file_id)
    if file.job_id is None:
        with transaction(say(IMPORTING[subject.word].title), current_user().author) as session:
            take_away(session, file)
    return done(page_of_subject(subject).url())


def _ask(subject: Subject, problem: str = "", status: int = 200, pasted: str = "") -> Response:
    author = current_user().author
    view = SimpleNamespace(
        title=i18n.gettext(IMPORTING[subject.word].title),
        breadcrumb=_breadcrumb(subject),
        url=_url(subject, "import"),
        cancel_url=page_of_subject(subject).url(),
        problem=problem,
        pasted=pasted,
        most=MOST_BYTES // 1_000_000,
        columns=_captions_of(table_fields(subject.word)),
        address_columns=_captions_of(address_columns()) if subject.kind is None else [],
        address_title=i18n.gettext(TITLES[ADDRESSES]),
        picture_column=i18n.gettext(fields_of(subject.word)[PICTURE].caption),
        most_picture=LARGEST // 1000,
        waiting=[
            SimpleNamespace(name=file.name, url=_url(subject, "rehearsal", file_id=file.id), when=moment_text(file.at))
            for file in waiting(reading(), subject, author)
        ],
        unfinished=[
            SimpleNamespace(
                url=url_for("jobs.card", job_id=job.id),
                text=i18n.gettext("%(position)s of %(total)s", position=job.position, total=job.total),
                who=job.by_name,
                when=moment_text(job.at),
            )
            for job in unfinished(reading(), IMPORTING[subject.word])
        ],
    )
    return render("importing/bring.html", status=status, bring=view)


def _captions_of(fields: Mapping[str, Field]) -> list[str]:
    return [i18n.gettext(field.caption) for field in fields.values()]


def _show(subject: Subject, file: ImportFile, problem: str = "", status: int = 200) -> Response:
    typed = request.args.get("page", "")
    number = max(int(typed), 1) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    view = rehearsal_view(
        reading(), subject, file, _state(), number, partial(_url, subject, "rehearsal", file_id=file.id)
    )
    view.title = i18n.gettext(IMPORTING[subject.word].title)
    view.breadcrumb = _breadcrumb(subject)
    view.leave_url = _url(subject, "leave", file_id=file.id)
    view.job_url = url_for("jobs.card", job_id=file.job_id) if file.job_id else None
    view.problem = problem
    return render("importing/rehearsal.html", status=status, file=view)


def _state() -> str:
    state = request.args.get("state", "")
    return state if state in set(State) else ""


def _answers(subject: Subject, file: ImportFile) -> Settings:
    """What was chosen, as far as it was offered; rows on other pages keep what was chosen for them."""
    settings, form = Settings.load(file.settings), request.form
    columns = {at: form.get(f"column-{at}", "") for at in range(len(file.shown["headings"]))}
    if any(f"column-{at}" in form for at in columns):
        known = fields_of(subject.word)
        settings = replace(settings, columns={at: name for at, name in columns.items() if name in known})
    if "key" in form:
        settings = replace(settings, key=form["key"] if form["key"] in subject.keys else "")
    return settings.chosen(form).for_rows(_chosen_for_rows())


def _chosen_for_rows() -> dict[int, str]:
    offered = {"", *(value for value, _caption in CHOICES["duplicates"][1])}
    prefix = "row-"
    return {
        int(name.removeprefix(prefix)): value
        for name, value in request.form.items()
        if name.startswith(prefix) and name.removeprefix(prefix).isdecimal() and len(name) < 12 and value in offered
    }


def _data() -> tuple[bytes, str]:
    file = request.files.get("file")
    if file is not None and file.filename:
        return file.read(), file.filename
    return _pasted().encode(), PASTED


def _pasted() -> str:
    return request.form.get("pasted", "")


def _file(subject: Subject, file_id: int) -> ImportFile:
    """Only who brought a file sees it."""
    mine = (ImportFile.id == file_id, ImportFile.by_id == current_user().id, ImportFile.subject == subject.word)
    file = reading().scalar(select(ImportFile).where(*mine)) if file_id < 2**31 else None
    if file is None:
        raise NotFound
    return file


def _decimal_sign() -> str:
    return formats.edit_number(Decimal("0.5"), i18n.current().locale)[1]


def _words() -> Words:
    """Captions and countries as every language of the program calls them."""
    codes = [code for code in reading().scalars(select(Country.iso_code)) if code]
    return Words(_captions, {name.casefold(): code for code in codes for name in _everywhere(i18n.country_name, code)})


def _captions(text: str) -> list[str]:
    return _everywhere(i18n.gettext, text)


def _everywhere(say_it: object, text: str) -> list[str]:
    """In the language of now, then in the others."""
    said = [say_it(text)]  # type: ignore[operator]
    for tag in i18n.LANGUAGES:
        with i18n.speaking(tag):
            said.append(say_it(text))  # type: ignore[operator]
    return list(dict.fromkeys(said))


def page_of_subject(subject: Subject) -> Page:
    page = page_of(subject.model.type_name)
    assert page is not None
    return page


def _breadcrumb(subject: Subject) -> list[SimpleNamespace]:
    return [SimpleNamespace(caption=i18n.gettext(subject.model.many), url=page_of_subject(subject).url())]


def _url(subject: Subject, action: str, **values: object) -> str:
    kept = {name: value for name, value in values.items() if value}
    return url_for(f"contacts.importing.{subject.word}_{action}", **kept)  # type: ignore[arg-type]


for word, address in WORDS.items():
    subject = SUBJECTS[word]
    allowed = needs(Area(subject.model.area), Right.WRITE)
    base = f"/{address}/import"
    for action, url, view, method in (
        ("import", base, ask, "GET"),
        ("brought", base, brought, "POST"),
        ("rehearsal", f"{base}/<int:file_id>", rehearsal, "GET"),
        ("decided", f"{base}/<int:file_id>", decided, "POST"),
        ("leave", f"{base}/<int:file_id>/leave", left, "POST"),
    ):
        importing.add_url_rule(url, f"{word}_{action}", allowed(partial(view, subject)), methods=[method])

bp.register_blueprint(importing)
