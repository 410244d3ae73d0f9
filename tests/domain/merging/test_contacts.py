"""Two contacts become one."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.changes import Rule
from webapp.domain.checks import broken_promises
from webapp.domain.comments import Comment, add_comment
from webapp.domain.contacts.addresses import AddressRange, AlternativeAddress, add_address, add_range
from webapp.domain.contacts.classification import ContactMailingGroup, ContactWebSource, assign
from webapp.domain.contacts.contact import Contact
from webapp.domain.errors import Refused
from webapp.domain.merging import BOTH, GOES, KEPT, Unsolved, merge, plan_merge
from webapp.domain.partners.customer import Customer
from webapp.domain.relations.changing import change_partner
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.relations.links import contact_of, linked_partners
from webapp.domain.setup.people import MailingGroup, WebSource

from ...support.factories import a_code, an_action, how_many, snapshot, undone
from ...support.parties import ADDRESS, a_cluster, a_company, a_person, linked_to


def test_every_differing_field_has_both_values_and_the_kept_one_wins_unless_it_is_blank(session: Session) -> None:
    kept = a_company(session, "Hill Bakery", phone_no="555", email="")
    goes = a_company(session, "Hill & Son", phone_no="777", email="post@hill.example")

    plan = plan_merge(session, kept, goes)

    found = {each.name: (each.kept, each.goes, each.default) for each in plan.differences}
    assert found == {
        "name": ("Hill Bakery", "Hill & Son", KEPT),
        "search_name": ("HILL BAKERY", "HILL & SON", KEPT),
        "phone_no": ("555", "777", KEPT),
        "email": ("", "post@hill.example", GOES),
    }


def test_the_one_that_goes_is_gone_and_the_other_has_what_was_chosen(session: Session) -> None:
    kept = a_company(session, "Hill Bakery", phone_no="555")
    goes = a_company(session, "Hill & Son", phone_no="777", email="post@hill.example")

    with an_action(session) as action:
        merge(session, kept, goes, {"contact.phone_no": GOES})

    assert [contact.no for contact in session.scalars(select(Contact))] == [kept.no]
    assert (kept.name, kept.phone_no, kept.email) == ("Hill Bakery", "777", "post@hill.example")
    deletion = next(change for change in action.changes if change.is_deletion)
    assert (deletion.rule, deletion.source_type, deletion.source_id) == (Rule.MERGED, "contact", kept.id)
    assert not list(broken_promises(session))


@pytest.mark.parametrize("side", [KEPT, GOES])
def test_a_name_and_its_parts_hang_on_one_choice(session: Session, side: str) -> None:
    kept, goes = a_person(session, "Ann Hill"), a_person(session, "Anna M. Hill")

    merge(session, kept, goes, {"contact.name": side})

    parts = (kept.name, kept.search_name, kept.first_name, kept.middle_name, kept.surname)
    assert parts in (
        ("Ann Hill", "ANN HILL", "Ann", "", "Hill"),
        ("Anna M. Hill", "ANNA M. HILL", "Anna", "M.", "Hill"),
    )
    assert (kept.first_name == "Anna") is (side == GOES)


def test_a_gap_in_an_address_is_not_filled_from_another_address(session: Session) -> None:
    kept = a_company(session, address="Main Street 1", city="")
    goes = a_company(session, address="Harbour Road 9", city="Bergen", country_code="NO")

    plan = plan_merge(session, kept, goes)

    assert {each.name: each.default for each in plan.differences} == dict.fromkeys(
        ("address", "city", "country_code"), KEPT
    )


def test_who_is_blocked_for_privacy_stays_so(session: Session) -> None:
    kept, goes = a_person(session), a_person(session, privacy_blocked=True)

    merge(session, kept, goes, {})

    assert kept.privacy_blocked


def test_a_contact_is_not_merged_with_itself(session: Session) -> None:
    kept = a_company(session)

    with pytest.raises(Refused, match="itself"):
        plan_merge(session, kept, kept)


def test_a_company_is_not_merged_with_a_person(session: Session) -> None:
    with pytest.raises(Refused, match="same type"):
        plan_merge(session, a_company(session), a_person(session))


def test_persons_move_along_and_those_who_followed_follow(session: Session) -> None:
    kept, goes = a_company(session, phone_no="555"), a_company(session, phone_no="777")
    ann, bo = a_person(session, "Ann Hill", goes), a_person(session, "Bo Kay", goes, phone_no="901")

    with an_action(session) as action:
        plan = merge(session, kept, goes, {})

    assert [(move.model, len(move.rows)) for move in plan.moves] == [(Contact, 2)]
    assert [(each.company_no, each.phone_no) for each in (ann, bo)] == [(kept.no, "555"), (kept.no, "901")]
    assert action.of(ann) == {"company_no": ("CT002", kept.no), "phone_no": ("777", "555")}


def test_a_contact_with_a_customer_and_one_with_a_vendor_become_one_with_both(session: Session) -> None:
    """Scenario 220."""
    kept, goes = a_company(session, "Hill Bakery", phone_no="555"), a_company(session, "Hill & Son", **ADDRESS)
    customer, vendor = linked_to(session, kept, "customer"), linked_to(session, goes, "vendor")

    merge(session, kept, goes, {"contact.name": GOES})

    session.expire_all()
    assert kept.business_relation == "multiple"
    assert linked_partners(session, kept) == [customer, vendor]
    for account in (customer, vendor):
        assert (account.name, account.phone_no, account.city) == ("Hill & Son", "555", "Oslo")
    assert not list(broken_promises(session))


def test_two_customers_clash_and_nothing_is_merged_before_that_is_solved(session: Session) -> None:
    """Scenario 221."""
    kept, goes = a_company(session), a_company(session)
    linked_to(session, kept, "customer"), linked_to(session, goes, "customer")

    with pytest.raises(Unsolved) as refused:
        merge(session, kept, goes, {})

    assert [clash.row.contact_id for clash in refused.value.clashes] == [goes.id]
    assert how_many(session, Contact) == 2


@pytest.mark.parametrize("chosen", [KEPT, GOES])
@pytest.mark.parametrize("side", [KEPT, GOES])
def test_one_of_two_customers_stays_linked_and_the_other_stays_alone(session: Session, side: str, chosen: str) -> None:
    kept, goes = a_company(session, phone_no="555"), a_company(session, phone_no="777")
    mine, other = linked_to(session, kept, "customer"), linked_to(session, goes, "customer")
    [clash] = plan_merge(session, kept, goes).clashes
    before = snapshot(session)

    with an_action(session) as action:
        merge(session, kept, goes, {clash.key: side, "contact.phone_no": chosen})

    linked, alone = (mine, other) if side == KEPT else (other, mine)
    assert contact_of(session, linked) is kept
    assert contact_of(session, alone) is None
    assert linked.phone_no == kept.phone_no == {KEPT: "555", GOES: "777"}[chosen]
    assert alone.phone_no == ("777" if alone is other else "555")
    assert not list(broken_promises(session))
    undone(session, action)
    assert snapshot(session) == before


def test_the_two_customers_can_be_merged_along(session: Session) -> None:
    kept, goes = a_company(session, phone_no="555"), a_company(session, phone_no="777")
    mine, other = linked_to(session, kept, "customer"), linked_to(session, goes, "customer")
    change_partner(session, mine, {"our_account_no": "", "invoice_discount_code": "A"})
    change_partner(session, other, {"our_account_no": "77", "invoice_discount_code": "B"})
    payer = linked_to(session, a_company(session, "Oak Ltd"), "customer")
    payer.bill_to_customer_no = other.no
    add_comment(session, other, {"text": "Pays late"})
    plan = plan_merge(session, kept, goes)
    [clash] = plan.clashes
    before = snapshot(session)

    with an_action(session) as action:
        merge(session, kept, goes, {clash.key: BOTH, "customer.invoice_discount_code": GOES})

    assert clash.along is not None
    assert {each.name for each in clash.along.differences} == {"our_account_no", "invoice_discount_code"}
    assert {move.model for move in clash.along.moves} == {Customer, Comment}
    assert session.scalars(select(Customer).order_by(Customer.id)).all() == [mine, payer]
    assert (mine.our_account_no, mine.invoice_discount_code, mine.phone_no) == ("77", "B", "555")
    assert payer.bill_to_customer_no == mine.no
    assert not list(broken_promises(session))
    undone(session, action)
    assert snapshot(session) == before


def test_what_both_have_alike_needs_no_choice(session: Session) -> None:
    news = a_code(session, MailingGroup, "NEWS")
    kept, goes = a_company(session), a_company(session)
    for contact in (kept, goes):
        assign(session, contact, ContactMailingGroup, {"code": news.code})

    plan = merge(session, kept, goes, {})

    assert [clash.side for clash in plan.clashes] == [KEPT]
    assert [each.contact_id for each in session.scalars(select(ContactMailingGroup))] == [kept.id]


@pytest.mark.parametrize(("mine", "theirs"), [("", "hill"), ("hill", ""), ("hill", "son")])
def test_what_says_more_stays_and_where_both_say_something_a_person_decides(
    session: Session, mine: str, theirs: str
) -> None:
    a_code(session, WebSource, "ATLAS")
    kept, goes = a_company(session), a_company(session)
    for contact, word in ((kept, mine), (goes, theirs)):
        assign(session, contact, ContactWebSource, {"code": "ATLAS", "search_word": word})
    [clash] = plan_merge(session, kept, goes).clashes

    merge(session, kept, goes, {clash.key: GOES})

    assert bool(clash.side) is not (mine != "" and theirs != "")
    assert [each.search_word for each in session.scalars(select(ContactWebSource))] == [theirs or mine]


def test_a_bare_relation_gives_way_to_the_one_with_an_account(session: Session) -> None:
    kept, goes = a_company(session), a_company(session)
    session.add(ContactRelation(contact_id=kept.id, business_relation_code="CUST"))
    customer = linked_to(session, goes, "customer")

    merge(session, kept, goes, {})

    assert linked_partners(session, kept) == [customer]
    assert how_many(session, ContactRelation) == 1


@pytest.mark.parametrize(("side", "city"), [(KEPT, "Oslo"), (GOES, "Bergen")])
def test_of_two_addresses_with_one_code_the_chosen_one_is_left_with_the_ranges_of_both(
    session: Session, side: str, city: str
) -> None:
    kept, goes = a_company(session), a_company(session)
    mine = add_address(session, kept, {"code": "HOME", "city": "Oslo"})
    theirs = add_address(session, goes, {"code": "HOME", "city": "Bergen"})
    add_range(session, mine, {"starting_date": dt.date(2026, 1, 1)})
    add_range(session, theirs, {"starting_date": dt.date(2026, 1, 1)})
    add_range(session, theirs, {"starting_date": dt.date(2026, 5, 1)})
    add_address(session, goes, {"code": "WORK", "city": "Voss"})
    clashes = plan_merge(session, kept, goes).clashes
    before = snapshot(session)

    with an_action(session) as action:
        merge(session, kept, goes, {clashes[0].key: side})

    assert [(type(clash.row), clash.side) for clash in clashes] == [(AlternativeAddress, ""), (AddressRange, KEPT)]
    addresses = session.scalars(select(AlternativeAddress).order_by(AlternativeAddress.code)).all()
    assert [(each.code, each.city, each.contact_id) for each in addresses] == [
        ("HOME", city, kept.id),
        ("WORK", "Voss", kept.id),
    ]
    ranges = session.scalars(select(AddressRange).order_by(AddressRange.starting_date)).all()
    assert [(each.starting_date.month, each.address_id) for each in ranges] == [(1, mine.id), (5, mine.id)]
    redo, _plan = undone(session, action)
    assert snapshot(session) == before
    undone(session, redo)
    assert how_many(session, AddressRange) == 2


@pytest.mark.parametrize(("side", "day"), [(KEPT, None), (GOES, dt.date(2026, 2, 1))])
def test_two_ranges_that_begin_on_one_day_clash(session: Session, side: str, day: dt.date | None) -> None:
    kept, goes = a_company(session), a_company(session)
    for contact, ending in ((kept, None), (goes, dt.date(2026, 2, 1))):
        address = add_address(session, contact, {"code": "HOME", "city": "Oslo"})
        add_range(session, address, {"starting_date": dt.date(2026, 1, 1), "ending_date": ending})
    clash = plan_merge(session, kept, goes).clashes[1]

    merge(session, kept, goes, {clash.key: side})

    [reach] = session.scalars(select(AddressRange))
    assert (clash.side, reach.ending_date, reach.contact_id) == ("", day, kept.id)


def test_comments_say_whose_they_were(session: Session) -> None:
    kept, goes = a_company(session), a_company(session, "Oak Ltd")
    add_comment(session, kept, {"text": "Likes rye"})
    add_comment(session, goes, {"text": "Pays late"})

    merge(session, kept, goes, {})

    comments = session.scalars(select(Comment).order_by(Comment.id)).all()
    assert [(each.text, each.contact_id) for each in comments] == [
        ("Likes rye", kept.id),
        ("CT002 Oak Ltd:\nPays late", kept.id),
    ]


def test_who_turned_to_the_one_that_goes_turns_to_the_kept_one(session: Session) -> None:
    company, customer, vendor, _bank_account = a_cluster(session)
    kept, goes = a_person(session, "Ann Hill", company), a_person(session, "A. Hill", company)
    change_partner(session, vendor, {"primary_contact_no": goes.no})
    change_partner(session, customer, {"primary_contact_no": kept.no})

    merge(session, kept, goes, {"contact.name": GOES})

    assert [(each.primary_contact_no, each.contact_name) for each in (customer, vendor)] == [(kept.no, "A. Hill")] * 2


def test_the_company_of_a_person_is_a_field_like_any_other(session: Session) -> None:
    company = a_company(session, phone_no="555")
    kept, goes = a_person(session, "Ann Hill", a_company(session)), a_person(session, "Ann Hill", company, phone_no="")

    merge(session, kept, goes, {"contact.company_no": GOES, "contact.phone_no": KEPT})

    assert (kept.company_no, kept.phone_no) == (company.no, "")


def test_a_bank_account_with_money_on_it_keeps_its_currency(session: Session) -> None:
    kept, goes = a_company(session, currency_code="EUR"), a_company(session, currency_code="NOK")
    bank_account = linked_to(session, goes, "bank_account")
    bank_account.balance_last_statement = 100

    with pytest.raises(Refused, match="balance"):
        merge(session, kept, goes, {})


def test_a_whole_merge_goes_back_in_one_step_and_can_be_done_again(session: Session) -> None:
    a_code(session, MailingGroup, "NEWS")
    kept, goes = a_company(session, "Hill Bakery", phone_no="555"), a_cluster(session, phone_no="777", **ADDRESS)[0]
    linked_to(session, kept, "vendor")
    for contact in (kept, goes):
        a_person(session, "Ann Hill", contact)
        add_comment(session, contact, {"text": "Hello"})
        assign(session, contact, ContactMailingGroup, {"code": "NEWS"})
    [clash] = [each for each in plan_merge(session, kept, goes).clashes if not each.side]
    before = snapshot(session)
    with an_action(session) as action:
        merge(session, kept, goes, {clash.key: GOES, "contact.phone_no": GOES})
    after = snapshot(session)

    redo, _plan = undone(session, action)

    assert snapshot(session) == before
    undone(session, redo)
    assert snapshot(session) == after
    assert not list(broken_promises(session))


def test_the_number_of_one_that_was_merged_away_is_not_given_out_again(session: Session) -> None:
    kept = a_company(session, "Hill Bakery")
    with an_action(session) as making:
        goes = a_company(session, "Hill Bakery Ltd")
    number = goes.no
    merge(session, kept, goes, {})

    with pytest.raises(Refused):
        undone(session, making)

    assert a_company(session, "Oak Ltd").no != number
