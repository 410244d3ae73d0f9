"""Whatever people do with contacts and accounts, both sides stay in step, and undoing all of it leads back to the start."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy import select

from tests.support.doings import Doings, run
from tests.support.interactions import AT, a_log, left
from tests.support.papers import TODAY, a_company_with_papers
from tests.support.parties import a_cluster, a_person
from webapp.db import Database
from webapp.domain.changes import undo
from webapp.domain.checks import broken_promises
from webapp.domain.comments import add_comment
from webapp.domain.contacts.contact import COMPANY, PERSON, Contact
from webapp.domain.deletion import delete_contact, delete_partner
from webapp.domain.documents.conversion import make_order
from webapp.domain.documents.deleting import delete_document
from webapp.domain.documents.document import Document
from webapp.domain.documents.kinds import DOCUMENT_KINDS
from webapp.domain.documents.lines import add_line
from webapp.domain.documents.making import document_for_contact, document_for_partner
from webapp.domain.files import File
from webapp.domain.interactions.acting import delete_cancelled, toggle_cancelled
from webapp.domain.interactions.dispatch import PRINTED, SENT, Dispatch
from webapp.domain.interactions.dispatching import Leaving, Wanted, dispatch, log_now
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.slots import InteractionTemplateSetup
from webapp.domain.merging.merge import merge
from webapp.domain.merging.values import GOES, KEPT
from webapp.domain.outbox.mail import Mail
from webapp.domain.outbox.writing import Letter, write_mail
from webapp.domain.partners.kinds import PARTNER_KINDS, PartnerKind
from webapp.domain.partners.partner import Partner
from webapp.domain.relations.changing import add_contact, add_partner, change_contact, change_partner
from webapp.domain.relations.contact_for import create_contact
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.relations.creating import create_as
from webapp.domain.relations.following import follow_company
from webapp.domain.relations.linking import CONTACT, PARTNER, Choice, link, unlink
from webapp.domain.setup.single import the

kinds = st.sampled_from(list(PARTNER_KINDS.values()))
texts = st.sampled_from(("", "1", "22 33"))
changes = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(("Oak", "Pine Ltd", "Ann Mary Hill")),
        "phone_no": texts,
        "city": st.sampled_from(("", "Oslo", "Bergen")),
        "post_code": st.sampled_from(("", "0155")),
        "email": st.sampled_from(("", "a@hill.example")),
        "country_code": st.sampled_from((None, "NO", "SE")),
        "currency_code": st.sampled_from((None, "EUR")),
        "territory_code": st.sampled_from((None, "NORTH")),
        "privacy_blocked": st.booleans(),
    },
)
places = st.integers(0, 20)
numbers = st.sampled_from(("X1", "X2"))
forms = st.integers(1, 9)


class People(Doings):
    """What people do with a handful of contacts, customers, vendors and bank accounts."""

    def a_contact(self, place: int) -> Any:
        return self.one(Contact, place)

    def an_account(self, kind: PartnerKind, place: int) -> Any:
        return self.one(kind.model, place)

    @rule(type_=st.sampled_from((COMPANY, PERSON)), values=changes, company=places, employed=st.booleans())
    def add_a_contact(self, type_: str, values: dict[str, Any], company: int, employed: bool) -> None:
        employer = self.one(Contact, company, Contact.type == COMPANY) if employed and type_ == PERSON else None
        more = {"company_no": employer.no} if employer else {}
        self.act(lambda: add_contact(self.session, {"type": type_, "name": "Hill", **values, **more}))

    @rule(kind=kinds, values=changes)
    def add_an_account(self, kind: PartnerKind, values: dict[str, Any]) -> None:
        values = {field: value for field, value in values.items() if hasattr(kind.model, field)}
        self.act(lambda: add_partner(self.session, kind, {"name": "Oak", **values}))

    @rule(place=places, values=changes)
    def change_a_contact(self, place: int, values: dict[str, Any]) -> None:
        if contact := self.a_contact(place):
            self.act(lambda: change_contact(self.session, contact, values))

    @rule(kind=kinds, place=places, values=changes)
    def change_an_account(self, kind: PartnerKind, place: int, values: dict[str, Any]) -> None:
        values = {field: value for field, value in values.items() if hasattr(kind.model, field)}
        if account := self.an_account(kind, place):
            self.act(lambda: change_partner(self.session, account, values))

    @rule(person=places, company=places, leaves=st.booleans())
    def move_a_person(self, person: int, company: int, leaves: bool) -> None:
        who, employer = self.one(Contact, person, Contact.type == PERSON), self.one(Contact, company)
        if who and employer:
            self.act(lambda: change_contact(self.session, who, {"company_no": None if leaves else employer.no}))

    @rule(place=places, field=st.sampled_from(("phone_no", "city", "territory_code")))
    def follow_again(self, place: int, field: str) -> None:
        if person := self.one(Contact, place, Contact.company_no.is_not(None)):
            self.act(lambda: follow_company(self.session, person, field))

    @rule(place=places, no=numbers)
    def rename_a_contact(self, place: int, no: str) -> None:
        if contact := self.a_contact(place):
            self.act(lambda: change_contact(self.session, contact, {"no": no}))

    @rule(kind=kinds, place=places, account=places, master=st.sampled_from((CONTACT, PARTNER)), blanks=st.booleans())
    def link_the_two(self, kind: PartnerKind, place: int, account: int, master: str, blanks: bool) -> None:
        contact, other = self.a_contact(place), self.an_account(kind, account)
        if contact and other:
            self.act(lambda: link(self.session, contact, other, Choice(master, blanks=blanks)))

    @rule(place=places)
    def unlink_the_two(self, place: int) -> None:
        if relation := self.one(ContactRelation, place):
            self.act(lambda: unlink(self.session, relation))

    @rule(kind=kinds, place=places)
    def create_an_account(self, kind: PartnerKind, place: int) -> None:
        if contact := self.a_contact(place):
            self.act(lambda: create_as(self.session, contact, kind))

    @rule(kind=kinds, place=places)
    def create_a_contact(self, kind: PartnerKind, place: int) -> None:
        if account := self.an_account(kind, place):
            self.act(lambda: create_contact(self.session, account))

    @rule(kind=kinds, place=places, contact=places, name=st.sampled_from(("", "Pat Oak")))
    def say_whom_to_turn_to(self, kind: PartnerKind, place: int, contact: int, name: str) -> None:
        account, chosen = self.an_account(kind, place), self.a_contact(contact)
        if account is None:
            return
        if name or chosen is None or not hasattr(account, "primary_contact_no"):
            self.act(lambda: change_partner(self.session, account, {"contact_name": name}))
        else:
            self.act(lambda: change_partner(self.session, account, {"primary_contact_no": chosen.no}))

    @rule(place=places, with_persons=st.booleans())
    def delete_a_contact(self, place: int, with_persons: bool) -> None:
        if contact := self.a_contact(place):
            self.act(lambda: delete_contact(self.session, contact, with_persons))

    @rule(kind=kinds, place=places)
    def delete_an_account(self, kind: PartnerKind, place: int) -> None:
        if account := self.an_account(kind, place):
            self.act(lambda: delete_partner(self.session, account))

    @rule(kept=places, goes=places, side=st.sampled_from((KEPT, GOES)))
    def merge_contacts(self, kept: int, goes: int, side: str) -> None:
        self._merge(self.a_contact(kept), self.a_contact(goes), side)

    @rule(kind=kinds, kept=places, goes=places, side=st.sampled_from((KEPT, GOES)))
    def merge_accounts(self, kind: PartnerKind, kept: int, goes: int, side: str) -> None:
        self._merge(self.an_account(kind, kept), self.an_account(kind, goes), side)

    def _merge(self, kept: Contact | Partner | None, goes: Contact | Partner | None, side: str) -> None:
        if kept is not None and goes is not None:
            self.act(lambda: merge(self.session, kept, goes, Sides(side)))


class Traders(Doings):
    """What people do with documents, what they say and send, and to whom."""

    def prepare(self) -> None:
        a_company_with_papers(self.session)
        a_log(self.session)
        company, customer, *_ = a_cluster(self.session)
        a_person(self.session, "Ann Hill", company)
        left(self.session, document_for_partner(self.session, DOCUMENT_KINDS["sales_order"], customer, TODAY))
        self.given = self._left()
        the(self.session, InteractionTemplateSetup).purchase_orders = None

    def a_document(self, place: int) -> Any:
        return self.one(Document, place)

    def an_interaction(self, place: int) -> Any:
        return self.one(Interaction, place)

    @rule(place=places, values=changes)
    def change_a_contact(self, place: int, values: dict[str, Any]) -> None:
        if contact := self.one(Contact, place):
            self.act(lambda: change_contact(self.session, contact, values))

    @rule(place=places, with_persons=st.booleans())
    def delete_a_contact(self, place: int, with_persons: bool) -> None:
        if contact := self.one(Contact, place):
            self.act(lambda: delete_contact(self.session, contact, with_persons))

    @rule(place=places, no=numbers)
    def rename_a_contact(self, place: int, no: str) -> None:
        if contact := self.one(Contact, place):
            self.act(lambda: change_contact(self.session, contact, {"no": no}))

    @rule(place=places, kind=st.sampled_from(("sales_quote", "sales_order", "purchase_order")))
    def make_a_document(self, place: int, kind: str) -> None:
        if contact := self.one(Contact, place):
            self.act(lambda: document_for_contact(self.session, DOCUMENT_KINDS[kind], contact, TODAY))

    @rule(place=places)
    def add_a_line(self, place: int) -> None:
        if document := self.a_document(place):
            self.act(lambda: add_line(self.session, document, {"description": "Rope, 10 m"}))

    @rule(place=places)
    def make_an_order_of_it(self, place: int) -> None:
        if quote := self.one(Document, place, Document.kind.endswith("_quote")):
            self.act(lambda: make_order(self.session, quote, TODAY))

    @rule(kept=places, goes=places, side=st.sampled_from((KEPT, GOES)))
    def merge_contacts(self, kept: int, goes: int, side: str) -> None:
        one, other = self.one(Contact, kept), self.one(Contact, goes)
        if one and other:
            self.act(lambda: merge(self.session, one, other, Sides(side)))

    @rule(place=places)
    def delete_a_document(self, place: int) -> None:
        if document := self.a_document(place):
            self.act(lambda: delete_document(self.session, document))

    @rule(
        place=places,
        way=st.sampled_from((PRINTED, SENT)),
        wanted=st.builds(Wanted, st.booleans(), st.booleans()),
        form=forms,
    )
    def let_it_out(self, place: int, way: str, wanted: Wanted, form: int) -> None:
        """The same form twice is one dispatch, as the table holds to."""
        if document := self.a_document(place):
            leaving = Leaving("Paper.pdf", f"%PDF-1.7 {document.no}".encode(), way, f"form {form}", AT)
            self.act(lambda: self._leave(document, leaving, wanted))

    def _leave(self, document: Any, leaving: Leaving, wanted: Wanted) -> None:
        row, _problem = dispatch(self.session, document, leaving, wanted)
        if leaving.way == SENT:
            entry = self.session.get(Interaction, row.interaction_id) if row.interaction_id else None
            letter = Letter("ann@hill.test", "Your paper", "Here it is.", files=[(row.file, row.file_name)])
            write_mail(self.session, letter, leaving.once, entry, row)

    @rule(place=places)
    def log_it_after_all(self, place: int) -> None:
        if row := self.one(Dispatch, place, Dispatch.interaction_id.is_(None)):
            self.act(lambda: log_now(self.session, row, AT))

    @rule(place=places)
    def call_it_off_or_take_that_back(self, place: int) -> None:
        if entry := self.an_interaction(place):
            self.act(lambda: toggle_cancelled(self.session, [entry]))

    @rule()
    def delete_what_was_called_off(self) -> None:
        self.act(lambda: delete_cancelled(self.session, self.session.scalars(select(Interaction.id)).all()))

    @rule(place=places)
    def note_something_on_it(self, place: int) -> None:
        if entry := self.an_interaction(place):
            self.act(lambda: add_comment(self.session, entry, {"text": "Likes rye"}))

    def undo_all(self) -> None:
        """What left the house stays, and so does what stands in its way; all else goes back."""
        if self._left() == self.given:
            super().undo_all()
            return
        before = self._left()
        for action in reversed(list(self.actions)):
            self.act(lambda action=action: undo(self.session, self._newest_turn(action).change_set))
        assert list(broken_promises(self.session)) == []
        assert before == self._left()

    def _left(self) -> set[tuple[str, str]]:
        """What left, by the words of the forms, with what was in it."""
        rows = self.session.execute(select(Dispatch.once, File.digest).join(File, File.id == Dispatch.file_id))
        mails = self.session.execute(select(Mail.once, Mail.message_id))
        return {(once, kept) for once, kept in (*rows, *mails)}


class Sides(dict[str, str]):
    """The same answer to every question."""

    def __init__(self, side: str) -> None:
        super().__init__()
        self.side = side

    def get(self, _key: str, _default: Any = None) -> Any:
        return self.side


def test_whatever_people_do_both_sides_stay_in_step_and_all_of_it_goes_back(database_in_step: Database) -> None:
    examples, steps = (9, 15) if database_in_step.is_sqlite else (3, 12)

    run(lambda: People(database_in_step), examples, steps)


def test_whatever_people_print_and_send_is_told_and_stays(database_in_step: Database) -> None:
    examples, steps = (5, 12) if database_in_step.is_sqlite else (2, 10)

    run(lambda: Traders(database_in_step), examples, steps)
