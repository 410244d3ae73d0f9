"""Eight people save the linked cards of one company at the same time; nothing that was accepted is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bench.servers import concord, sign_in
from tests.support.crowd import FIELDS, Answer, Deed, all_at_once
from tests.support.houses import OWNER, PASSWORD, House
from tests.support.parties import a_cluster, a_person
from webapp.domain.changes import Change
from webapp.domain.checks import broken_promises
from webapp.domain.contacts.contact import Contact
from webapp.domain.partners.kinds import PARTNER_KINDS

PEOPLE, SECONDS, WORKERS = 8, 4, 2
WORDS = {"contact": "contacts", "customer": "customers", "vendor": "vendors", "bank_account": "bank-accounts"}
CARDS: tuple[Any, ...] = (Contact, *(kind.model for kind in PARTNER_KINDS.values()))


@pytest.fixture
def cards(house: House) -> list[Any]:
    """A company with every role and two persons."""
    with house.acting() as session:
        cards = a_cluster(session, name="Hill Bakery", phone_no="22 00 01 01", address="Main Street 1")
        persons = [a_person(session, name, cards[0]) for name in ("Ann Hill", "Bo Hill")]
        return [*cards, *persons]


@pytest.fixture
def deeds(cards: list[Any]) -> list[Deed]:
    """What ties the cards together, takes them apart and makes them equal."""
    company, _customer, vendor, *_rest, ann, bo = cards
    card = url_of(company)
    give = f"{card}/inspect"
    return [
        Deed(f"{card}/unlink/vendor", f"{card}/unlink/vendor"),
        Deed(f"{card}/link/vendor?no={vendor.no}", f"{card}/link/vendor", (("no", vendor.no),)),
        Deed(f"{card}/create-as/bank_account", f"{card}/create-as/bank_account"),
        Deed(give, give, (("take", "address:customer"),)),
        Deed(give, give, (("take", "phone_no:contact"),)),
        *(Deed(url_of(person), f"{url_of(person)}/follow", (("field", "phone_no"),)) for person in (ann, bo)),
    ]


def url_of(card: Any) -> str:
    return f"/{WORDS[card.type_name]}/{card.no}"


@pytest.fixture
def answers(house: House, cards: list[Any], deeds: list[Deed], tmp_path: Path) -> list[Answer]:
    url = house.database.engine.url.render_as_string(hide_password=False)
    urls = [url_of(card) for card in cards]
    with concord(url, WORKERS, tmp_path) as served:
        return all_at_once(PEOPLE, SECONDS, served.port, sign_in(served.port, OWNER, PASSWORD), urls, deeds)


def test_eight_people_on_one_cluster_lose_nothing_and_leave_it_in_step(house: House, answers: list[Answer]) -> None:
    """An accepted save stands on the value its writer saw; whoever saw an older one of the field is shown both."""
    memory = changes_of(house)
    saves, pressed = ([answer for answer in answers if bool(answer.field) is saved] for saved in (True, False))
    kept = [answer for answer in saves if answer.status == 303]

    assert {answer.status for answer in saves} <= {303, 409}
    assert all(answer.compared for answer in saves if answer.status == 409)
    assert Counter(answer.status for answer in pressed).keys() <= {303, 404, 409}
    assert len(kept) >= PEOPLE
    assert [answer for answer in kept if (answer.field, answer.seen, answer.typed) not in steps(memory)] == []
    assert broken_chains(memory) == []
    assert unlike_memory(house, memory) == []
    with house.looking() as session:
        assert list(broken_promises(session)) == []


def changes_of(house: House) -> list[Change]:
    """Every remembered change of the fields that people type into, in order."""
    with house.looking() as session:
        query = select(Change).where(Change.field.in_(FIELDS)).order_by(Change.id)
        return list(session.scalars(query))


def steps(memory: list[Change]) -> Counter[tuple[str, str, str]]:
    return Counter((change.field, change.before or "", change.after or "") for change in memory)


def broken_chains(memory: list[Change]) -> list[Change]:
    """Changes that do not begin where the one before ended: what came between would be lost."""
    last: dict[tuple[str, int, str], str | None] = {}
    broken = []
    for change in memory:
        key = (change.record_type, change.record_id, change.field)
        if last.get(key, change.before) != change.before:
            broken.append(change)
        last[key] = change.after
    return broken


def unlike_memory(house: House, memory: list[Change]) -> list[str]:
    """Fields that hold another value than the last one that was accepted."""
    last = {(change.record_type, change.record_id, change.field): change.after or "" for change in memory}
    with house.looking() as session:
        stored = {
            (card.type_name, record.id, field): getattr(record, field) or ""
            for card in CARDS
            for record in session.scalars(select(card))
            for field in FIELDS
        }
    return [f"{key}: {stored[key]!r}, not {value!r}" for key, value in last.items() if stored[key] != value]
