"""Two customers, vendors or bank accounts become one."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.checks import broken_promises
from webapp.domain.comments import Comment, add_comment
from webapp.domain.contacts.contact import Contact
from webapp.domain.errors import Refused
from webapp.domain.merging import BOTH, GOES, KEPT, candidates, chosen_other, merge, plan_merge
from webapp.domain.partners.customer import Customer
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.changing import change_partner
from webapp.domain.relations.linking import Choice as Linking
from webapp.domain.relations.linking import link
from webapp.domain.relations.links import contact_of, linked_partners

from ...support.factories import an_action, snapshot, undone
from ...support.parties import a_new_account, a_person, an_account, differing, linked_to


@pytest.mark.parametrize("kind", PARTNER_KINDS)
@pytest.mark.parametrize("side", [KEPT, GOES])
def test_the_contact_that_comes_along_is_kept_in_step(session: Session, kind: str, side: str) -> None:
    kept, goes = an_account(session, kind, "Oak Ltd", phone_no="555"), a_new_account(session, kind, phone_no="777")
    contact = contact_of(session, goes)
    ann = a_person(session, "Ann Hill", contact)
    before = snapshot(session)

    with an_action(session) as action:
        merge(session, kept, goes, {f"{kind}.phone_no": side})

    assert contact is not None
    assert linked_partners(session, contact) == [kept]
    assert kept.phone_no == contact.phone_no == ann.phone_no == {KEPT: "555", GOES: "777"}[side]
    assert not differing(contact, kept)
    assert not list(broken_promises(session))
    undone(session, action)
    assert snapshot(session) == before


@pytest.mark.parametrize("side", [KEPT, GOES])
def test_one_of_two_contacts_stays_linked(session: Session, side: str) -> None:
    kept, goes = (
        a_new_account(session, "customer", name, phone_no=no) for name, no in (("Oak", "555"), ("Elm", "777"))
    )
    mine, other = contact_of(session, kept), contact_of(session, goes)
    [clash] = plan_merge(session, kept, goes).clashes

    merge(session, kept, goes, {clash.key: side})

    linked, alone = (mine, other) if side == KEPT else (other, mine)
    assert linked is not None and alone is not None
    assert linked_partners(session, linked) == [kept]
    assert not linked_partners(session, alone)
    assert not differing(linked, kept)
    assert alone.name == {KEPT: "Elm", GOES: "Oak"}[side]
    assert not list(broken_promises(session))


def test_the_two_contacts_can_be_merged_along_with_their_other_accounts(session: Session) -> None:
    kept, goes = (
        a_new_account(session, "customer", name, phone_no=no) for name, no in (("Oak", "555"), ("Elm", "777"))
    )
    mine, other = contact_of(session, kept), contact_of(session, goes)
    assert mine is not None and other is not None
    first, second = linked_to(session, mine, "vendor"), linked_to(session, other, "vendor")
    bank_account = linked_to(session, other, "bank_account")
    clashes = [clash for plan in plan_merge(session, kept, goes).all_plans() for clash in plan.clashes]
    before = snapshot(session)

    with an_action(session) as action:
        merge(session, kept, goes, {clash.key: BOTH for clash in clashes} | {"customer.phone_no": GOES})

    assert session.scalars(select(Contact)).all() == [mine]
    assert linked_partners(session, mine) == [bank_account, kept, first]
    assert [each.phone_no for each in (mine, kept, first, bank_account)] == ["777"] * 4
    assert [each.name for each in (mine, kept, first, bank_account)] == ["Oak"] * 4
    assert second not in session
    assert not list(broken_promises(session))
    undone(session, action)
    assert snapshot(session) == before


def test_who_paid_for_others_is_not_paid_for_by_itself(session: Session) -> None:
    kept, goes, third = (an_account(session, "customer", name) for name in ("Oak", "Elm", "Ash"))
    kept.bill_to_customer_no = third.bill_to_customer_no = goes.no  # type: ignore[attr-defined]
    goes.bill_to_customer_no = kept.no  # type: ignore[attr-defined]
    session.flush()

    merge(session, kept, goes, {})

    payers = session.scalars(select(Customer.bill_to_customer_no).order_by(Customer.id)).all()
    assert payers == [None, kept.no]  # type: ignore[attr-defined]


def test_comments_say_whose_they_were(session: Session) -> None:
    kept, goes = an_account(session, "vendor", "Oak"), an_account(session, "vendor", "Elm")
    add_comment(session, goes, {"text": "Delivers late"})

    merge(session, kept, goes, {"vendor.name": GOES})

    assert session.scalar(select(Comment.text)) == "V002 Elm:\nDelivers late"


def test_whom_to_turn_to_first_comes_along_with_the_contact(session: Session) -> None:
    kept, goes = an_account(session, "customer"), a_new_account(session, "customer")
    ann = a_person(session, "Ann Hill", contact_of(session, goes))
    change_partner(session, goes, {"primary_contact_no": ann.no})

    merge(session, kept, goes, {})

    assert (kept.primary_contact_no, kept.contact_name) == (ann.no, "Ann Hill")  # type: ignore[attr-defined]


def test_whom_to_turn_to_first_does_not_come_from_a_contact_that_stays_behind(session: Session) -> None:
    kept, goes = a_new_account(session, "customer"), a_new_account(session, "customer")
    ann = a_person(session, "Ann Hill", contact_of(session, goes))
    change_partner(session, goes, {"primary_contact_no": ann.no})
    plan = plan_merge(session, kept, goes)
    solved = {plan.clashes[0].key: KEPT}

    with pytest.raises(Refused, match="does not belong"):
        merge(session, kept, goes, solved | {"customer.primary_contact_no": GOES})

    assert {each.default for each in plan.differences if each.key == "customer.primary_contact_no"} == {KEPT}


def test_what_is_blocked_for_privacy_is_blocked_for_everything(session: Session) -> None:
    kept, goes = an_account(session, "customer"), an_account(session, "customer")
    change_partner(session, goes, {"privacy_blocked": True})

    merge(session, kept, goes, {"customer.blocked": KEPT})

    assert (kept.privacy_blocked, kept.blocked) == (True, "all")  # type: ignore[attr-defined]


def test_the_contact_type_is_that_of_the_contact(session: Session) -> None:
    kept, goes = an_account(session, "customer"), an_account(session, "customer", "Ann Hill")
    link(session, a_person(session, "Ann Hill"), goes, Linking())

    merge(session, kept, goes, {})

    assert kept.contact_type == "person"  # type: ignore[attr-defined]


def test_different_kinds_do_not_merge(session: Session) -> None:
    with pytest.raises(Refused, match="same type"):
        plan_merge(session, an_account(session, "customer"), an_account(session, "vendor"))


def test_candidates_come_the_likeliest_first(session: Session) -> None:
    record = an_account(session, "customer", "Hill Bakery", email="post@hill.example")
    far = an_account(session, "customer", "Hill & Dale")
    near = an_account(session, "customer", "Hil Bakery", email="post@hill.example")
    an_account(session, "customer", "Oak Ltd")
    an_account(session, "vendor", "Hill Bakery")

    assert candidates(session, record) == [near, far]


def test_a_name_that_several_have_is_not_enough(session: Session) -> None:
    record = an_account(session, "customer", "Oak Ltd")
    twins = [an_account(session, "customer", "Hill Bakery") for _ in range(2)]

    with pytest.raises(Refused, match="Several"):
        chosen_other(session, record, "Hill Bakery")

    assert chosen_other(session, record, twins[1].no) is twins[1]  # type: ignore[attr-defined]
