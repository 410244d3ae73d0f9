"""The page that an interaction is written on: what stands in its fields, what choosing a template fills in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from ... import formats, i18n
from ...domain.base import field_of
from ...domain.columns import Field
from ...domain.contacts.contact import Contact
from ...domain.errors import N_
from ...domain.files import LONGEST_NAME
from ...domain.interactions.content import KEPT, OWN, WAYS, Content, Source
from ...domain.interactions.entry import template_by_code
from ...domain.interactions.interaction import Interaction
from ...domain.interactions.languages import language_for, languages_of, row_of
from ...domain.interactions.manual import Given, comments_of, filled_in, next_minute, resume
from ...pages import kinds
from ...pages.actions import once_word
from ...pages.addresses import address_of
from ...pages.forms import Control, Form
from ...pages.lookups import Option, is_looked_up, offered
from ...pages.today import right_now, work_date
from ...security import current_user
from .files import FILE

LONGEST_COMMENTS = 10_000
WHAT = (
    "contact_no", "template_code", "description", "salesperson_code", "date", "time", "language_code",
    "correspondence_type", "information_flow", "initiated_by",
)  # fmt: skip
CONTENT = ("content", "file")
RESULT = ("successful", "evaluation", "cost", "duration", "comments")
OF_ENTRY = frozenset(Interaction.__mapper__.columns.keys())
MORE = {
    "content": Field(N_("Content"), "choice", choices=WAYS),
    "file": replace(FILE, caption=N_("A file of my own"), length=LONGEST_NAME),
    "successful": Field(N_("Successful"), "flag"),
    "comments": Field(N_("Comments"), "longtext", LONGEST_COMMENTS, wide=True, hint=N_("Each line becomes a comment.")),
}


def field_for(name: str) -> Field:
    """What is missing is said by the rules, one after the other."""
    found = replace(field_of(Interaction, name), required=False) if name in OF_ENTRY else MORE[name]
    return replace(found, readonly=False)


class Sheet:
    """The fields as they stand; a sheet that was filled in from a template knows from which."""

    def __init__(
        self, session: Session, texts: MultiDict[str, str], names: Sequence[str] = (*WHAT, *CONTENT, *RESULT),
        entry: Interaction | None = None,
    ) -> None:  # fmt: skip
        self.session, self.entry, self.names = session, entry, names
        self.texts = MultiDict(texts)
        fields = {name: field_for(name) for name in names}
        self.form = Form(fields, {}, self.texts, session)
        self.values = self.form.readable()
        self.contact = self._contact()
        self.template = template_by_code(session, self.values.get("template_code"))

    @property
    def locked(self) -> list[str]:
        """What cannot be changed here, since it is where the way began."""
        return [name for name in self.texts.get("locked", "").split(",") if name in self.names]

    def _contact(self) -> Contact | None:
        no = self.values.get("contact_no")
        return self.session.scalar(select(Contact).where(Contact.no == no)) if no else None

    @property
    def source(self) -> Source | None:
        if self.template is None:
            return None
        wanted = self.contact.language_code if self.contact else None
        row = row_of(self.session, self.template, self.values.get("language_code"))
        return Source(self.template, row or language_for(self.session, self.template, wanted))

    def fill(self) -> None:
        """What the template brings, and what the contact does, where nothing else was typed; and numbers for names."""
        for name, value in self.values.items():
            if self.form.fields[name].refers_to and value:
                self.texts[name] = value
        if self.contact is not None and self.texts.get("for") not in ("", None, self.contact.no):
            self.put("language_code", None)
        if self.contact is not None and not self.values.get("salesperson_code"):
            self.put("salesperson_code", self.contact.salesperson_code)
        if self.template is not None:
            before = self.texts.get("filled", "")
            filled = filled_in(self.session, self.values, self.template, self.contact, before)
            for name, value in filled.items():
                if name in self.names and value != self.values.get(name):
                    self.put(name, value)
            self.texts["filled"] = self.template.code
        self.texts["for"] = self.contact.no if self.contact else ""
        self._settle_content()

    def _settle_content(self) -> None:
        source = self.source
        ways = source.ways(self.entry) if source else []
        if "content" in self.names and self.values.get("content") not in ways:
            self.put("content", source.usual_way if source else "")

    def put(self, name: str, value: Any) -> None:
        field = self.form.fields[name]
        self.values[name] = value
        self.texts[name] = "" if value is None else kinds.KINDS[field.kind].edit(value, field)

    def given(self, brought: tuple[bytes, str] | None) -> Given:
        """What the rules are asked to write."""
        values = {name: value for name, value in self.values.items() if name in OF_ENTRY}
        values["attempt_failed"] = not self.values.get("successful")
        locale, date = i18n.current().locale, self.values.get("date")
        way = OWN if brought else self.values.get("content", "")
        data, name = brought or (b"", "")
        content = Content(way, data, name, formats.show_date(date, locale) if date else "")
        return Given(values, content, tuple(self.values.get("comments", "").splitlines()))

    def view(self) -> dict[str, Any]:
        """Controls by name, and what the form carries along."""
        controls = {name: self.form.control(name) for name in self.names}
        options = offered(self.session, [each for each in self.form.fields.values() if each.refers_to])
        for name, control in controls.items():
            field = self.form.fields[name]
            if field.refers_to:
                _furnish(control, field, options)
        if "language_code" in controls:
            controls["language_code"].options = self._languages()
        if "content" in controls:
            self._narrow_content(controls["content"])
        for name in self.locked:
            controls[name].readonly = ""
        if "contact_no" in controls and self.contact is not None:
            controls["contact_no"].shown = self.contact.label
        return {
            "controls": controls,
            "hidden": [
                ("once", self.texts.get("once") or once_word()),
                *((name, self.texts.get(name, "")) for name in ("filled", "for", "locked", "back", "entry") if self.texts.get(name)),
                *((name, self.texts.get(name, "")) for name in self.locked),
            ],
        }  # fmt: skip

    def _languages(self) -> list[Option]:
        rows = languages_of(self.session, self.template) if self.template else []
        return [Option(row.language_code or "", row.description) for row in rows]

    def _narrow_content(self, control: Control) -> None:
        source = self.source
        ways = source.ways(self.entry) if source else [""]
        control.choices = [each for each in control.choices if each.value in ways and each.value != OWN]
        if source is not None and KEPT in ways and self.entry is not None:
            control.hint = self.entry.file_name
        elif source is not None and source.row is not None:
            control.hint = source.row.file_name


def _furnish(control: Control, field: Field, options: Mapping[str, Any]) -> None:
    if is_looked_up(field):
        control.lookup_url = address_of("home.lookup", table=field.refers_to, among=None)
        return
    control.options = options.get(field.refers_to, ())
    control.shown = next((option.label for option in control.options if option.value == control.text), "")


def begun(session: Session, presets: Mapping[str, str], names: Sequence[str], locked: Sequence[str] = ()) -> Sheet:
    """An empty one: today's work, by whoever sits here."""
    values = {"date": work_date(), "time": next_minute(right_now()), "successful": True}
    texts = {name: _text(field_for(name), value) for name, value in values.items() if name in names}
    texts["salesperson_code"] = current_user().salesperson_code or ""
    texts |= {name: text for name, text in presets.items() if name in (*names, "back")}
    texts["locked"] = ",".join(locked)
    sheet = Sheet(session, MultiDict(texts), names)
    sheet.fill()
    return sheet


def resumed(session: Session, entry: Interaction, names: Sequence[str], locked: Sequence[str], back: str) -> Sheet:
    """What was put off, as far as it had come."""
    values = resume(entry, work_date())
    values["successful"] = not entry.attempt_failed
    texts = {name: _text(field_for(name), value) for name, value in values.items() if name in names}
    texts["successful"] = "1" if not entry.attempt_failed else ""
    texts |= {
        "content": KEPT if entry.file_id is not None else "",
        "comments": "\n".join(comment.text for comment in comments_of(session, entry)),
        "filled": entry.template_code or "",
        "for": entry.contact_no or "",
        "locked": ",".join(locked),
        "back": back,
        "entry": entry.key,
    }
    sheet = Sheet(session, MultiDict(texts), names, entry)
    if entry.file_id is None and sheet.source is not None:
        sheet.put("content", sheet.source.usual_way)
    return sheet


def _text(field: Field, value: Any) -> str:
    if field.kind == "flag":
        return "1" if value else ""
    return "" if value is None else kinds.KINDS[field.kind].edit(value, field)
