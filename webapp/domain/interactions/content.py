"""What goes along with an interaction: a file somebody brings, that of the template, or one filled in from it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..contacts.contact import Contact
from ..errors import N_, P_, Refused, See
from ..files import File, content_of, keep_attachment, keep_file, safe_name
from .interaction import Interaction
from .languages import precedes
from .merging import check_docx, fill_docx, fill_text, values_for
from .template import MERGE, OPEN, InteractionTemplate, TemplateLanguage, WordTemplate

NOTHING, OF_TEMPLATE, MERGED, KEPT, OWN = "", "template", "merged", "kept", "own"
WAYS = (
    (NOTHING, P_("content", "Nothing")),
    (OF_TEMPLATE, N_("The attachment of the template")),
    (MERGED, N_("Filled in from the template")),
    (KEPT, N_("The file it has")),
    (OWN, N_("A file of my own")),
)


@dataclass(frozen=True)
class Content:
    way: str = NOTHING
    data: bytes = b""
    name: str = ""
    """Of the file that somebody brings."""
    date: str = ""
    """The day as it is written in what is filled in."""


NO_CONTENT = Content()


@dataclass(frozen=True)
class Source:
    """A template, and what it says in the language of whoever it is for."""

    template: InteractionTemplate
    row: TemplateLanguage | None

    @property
    def word_template_code(self) -> str | None:
        return self.row.word_template_code if self.row else self.template.word_template_code

    @property
    def layout(self) -> str:
        return self.row.layout if self.row else ""

    @property
    def subject(self) -> str:
        return self.row.subject if self.row else ""

    def ways(self, entry: Interaction | None = None) -> list[str]:
        """What can be chosen."""
        offered = {
            NOTHING: True,
            OF_TEMPLATE: self.row is not None and self.row.file_id is not None,
            MERGED: bool(self.layout or self.word_template_code),
            KEPT: entry is not None and entry.file_id is not None,
            OWN: not self.word_template_code,
        }
        return [way for way, is_offered in offered.items() if is_offered]

    @property
    def has_content(self) -> bool:
        return bool({OF_TEMPLATE, MERGED} & set(self.ways()))

    @property
    def usual_way(self) -> str:
        """What is chosen unless somebody says otherwise."""
        ways = self.ways()
        merges = self.template.wizard_action == MERGE or OF_TEMPLATE not in ways
        return next((way for way in (MERGED, OF_TEMPLATE) if way in ways and (merges or way != MERGED)), NOTHING)


def bring(session: Session, entry: Interaction, contact: Contact, source: Source, content: Content) -> str:
    """Gives the entry its file; answers with the text that was filled in, if that is what it is."""
    way = content.way
    if way not in source.ways(entry):
        raise _cannot(source, way)
    if way == NOTHING and source.template.wizard_action == OPEN and not source.has_content:
        raise _nothing_to_open(source.template)
    if way == MERGED and source.layout:
        text = fill_text(source.layout, _values(session, entry, contact, content))
        _give(entry, keep_file(session, text.encode()), safe_name(f"{entry.subject}.txt"))
        return text
    if way == MERGED:
        _merge_word(session, entry, source.word_template_code, _values(session, entry, contact, content))
    elif way == OF_TEMPLATE and source.row is not None:
        entry.file_id, entry.file_name = source.row.file_id, source.row.file_name
    elif way == OWN:
        _give(entry, *keep_attachment(session, content.data, content.name, "file"))
    elif way == NOTHING:
        entry.file_id, entry.file_name = None, ""
    return ""


def _cannot(source: Source, way: str) -> Refused:
    template = source.template
    if way == OWN:
        return Refused(precedes(template), field="file", see=_at(template), template=template.code)
    return _nothing_to_open(template)


def _nothing_to_open(template: InteractionTemplate) -> Refused:
    text = N_("Template %(template)s has nothing to open. Add an attachment to it or choose a Word template.")
    return Refused(text, field="content", see=_at(template), template=template.code)


def _at(template: InteractionTemplate) -> See:
    return See(InteractionTemplate.type_name, template.code)


def _values(session: Session, entry: Interaction, contact: Contact, content: Content) -> dict[str, str]:
    date = content.date or entry.date.isoformat()
    return values_for(session, contact, entry.salesperson_code, date, entry.subject)


def _merge_word(session: Session, entry: Interaction, code: str | None, values: dict[str, str]) -> None:
    word = session.scalar(select(WordTemplate).where(WordTemplate.code == code))
    if word is None or word.file_id is None:
        see = See(WordTemplate.type_name, code or "")
        raise Refused(
            N_("Word template %(code)s has no document yet. Bring one first."),
            field="content",
            see=see,
            code=code or "",
        )
    filled = fill_docx(content_of(session, session.get_one(File, word.file_id)), word.file_name, values)
    _give(entry, keep_file(session, filled), safe_name(f"{entry.subject}.docx"))


def _give(entry: Interaction, file: File, name: str) -> None:
    entry.file_id, entry.file_name = file.id, name


def keep_word_document(session: Session, word: WordTemplate, data: bytes, name: str) -> None:
    file, name = keep_attachment(session, data, name, "file")
    check_docx(data, name)
    word.file_id, word.file_name = file.id, name
    session.flush()
