"""The sample comes in one action and goes in one, and takes nothing along that people have made their own."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.factories import PASSWORD
from tests.support.releases import on_paper
from webapp.domain.base import Base, Record, now
from webapp.domain.changes import Author, Change, ChangeSet, Rule
from webapp.domain.changes.recording import memory_of
from webapp.domain.codes import add_code, change_code
from webapp.domain.errors import Message, Refused
from webapp.domain.sample import add_sample, remove_sample, sample_is_there
from webapp.domain.setup.company import CompanyInformation
from webapp.domain.setup.people import MailingGroup, Salesperson
from webapp.domain.setup.places import Territory
from webapp.domain.setup.single import the
from webapp.domain.users.rights import Role
from webapp.domain.users.user import User, add_user, change_user, password_fits, user_by_email

FILLED = ("address", "post_code", "city", "phone_no", "email", "home_page")


def with_sample(session: Session) -> None:
    add_sample(session, str, password=PASSWORD, on_paper=on_paper)


def rows(session: Session) -> dict[str, int]:
    models = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)]
    return {model.type_name: session.scalar(select(func.count()).select_from(model)) or 0 for model in models}


def colleague(session: Session, name: str) -> User:
    return session.scalars(select(User).where(User.name == name)).one()


def salesperson(session: Session, code: str) -> Salesperson:
    return session.scalars(select(Salesperson).where(Salesperson.code == code)).one()


def test_four_colleagues_come_one_for_each_role_beside_the_owner(session: Session) -> None:
    users = session.scalars(select(User)).all()
    assert sorted(user.role for user in users) == sorted(Role)
    assert {user.time_zone for user in users} == {"Europe/Oslo", "Europe/Amsterdam", "Europe/Zurich", "Europe/London"}
    assert all(password_fits(user, PASSWORD) for user in users)


def test_those_who_sell_and_buy_are_colleagues(session: Session) -> None:
    assert colleague(session, "Ingrid Solheim").salesperson_code == "IS"
    assert colleague(session, "Joost van der Linde").salesperson_code == "JV"
    assert session.scalar(select(func.count()).select_from(Salesperson)) == 6


def test_blank_fields_of_the_company_are_filled_and_others_left_alone(bare: Session) -> None:
    company = the(bare, CompanyInformation)
    change_code(bare, company, {"city": "Bergen"})

    with_sample(bare)

    assert (company.name, company.city) == ("Lumen AS", "Bergen")
    assert all(getattr(company, name) for name in FILLED)


def test_descriptions_are_said_in_the_language_of_the_company(bare: Session) -> None:
    add_sample(bare, str.upper, password=PASSWORD)

    assert salesperson(bare, "JV").job_title == "PURCHASER"


def test_the_memory_says_that_it_is_sample_data(session: Session) -> None:
    record = salesperson(session, "IS")
    query = select(Change.rule).where(Change.record_type == "salesperson", Change.record_id == record.id)
    assert set(session.scalars(query)) == {Rule.SAMPLE}


def test_what_is_there_under_the_same_code_or_address_stays(bare: Session) -> None:
    add_code(bare, Salesperson, {"code": "IS", "description": "Ivar Strand"})
    add_user(bare, {"name": "Celine", "email": "celine@fjordlys.example", "role": Role.READER}, PASSWORD)

    with_sample(bare)
    remove_sample(bare)

    assert salesperson(bare, "IS").description == "Ivar Strand"
    assert colleague(bare, "Celine").active


def test_adding_it_twice_changes_nothing(session: Session) -> None:
    once = rows(session)

    with_sample(session)

    assert rows(session) == once


def test_a_password_too_short_is_refused(bare: Session) -> None:
    with pytest.raises(Refused) as refused:
        add_sample(bare, str, password="short")

    assert refused.value.field == "password"


def test_removing_leaves_everything_as_it_was(bare: Session) -> None:
    before = rows(bare)
    with_sample(bare)

    messages = remove_sample(bare)

    assert messages == []
    assert rows(bare) == before
    assert not any(getattr(the(bare, CompanyInformation), name) for name in FILLED)


def test_it_is_there_from_adding_to_removing(bare: Session) -> None:
    seen = [sample_is_there(bare)]

    with_sample(bare)
    seen.append(sample_is_there(bare))
    remove_sample(bare)
    seen.append(sample_is_there(bare))

    assert seen == [False, True, False]


def test_it_can_come_again(session: Session) -> None:
    once = rows(session)
    remove_sample(session)

    with_sample(session)

    assert rows(session) == once
    assert remove_sample(session) == []
    assert not sample_is_there(session)


def test_a_record_that_was_changed_stays_and_is_named(session: Session) -> None:
    change_code(session, salesperson(session, "LF"), {"description": "Luc Favrod-Rey"})

    messages = remove_sample(session)

    assert [message.params["record"] for message in messages] == ["LF"]
    assert "changed since" in messages[0].text
    assert salesperson(session, "LF").description == "Luc Favrod-Rey"
    assert not sample_is_there(session)


def test_a_code_in_use_stays_and_is_named(session: Session) -> None:
    change_user(session, colleague(session, "Ola Owner"), {"salesperson_code": "EW"})

    messages = remove_sample(session)

    assert [message.params["record"] for message in messages] == ["EW"]
    assert "in use" in messages[0].text
    assert sample_is_there(session)


def test_a_code_no_longer_in_use_goes_the_next_time(session: Session) -> None:
    change_user(session, colleague(session, "Ola Owner"), {"salesperson_code": "EW"})
    remove_sample(session)
    change_user(session, colleague(session, "Ola Owner"), {"salesperson_code": None})

    messages = remove_sample(session)

    assert messages == []
    assert not sample_is_there(session)


def test_a_company_field_that_was_changed_stays(session: Session) -> None:
    company = the(session, CompanyInformation)
    change_code(session, company, {"phone_no": "+47 22 00 09 99"})

    remove_sample(session)

    assert (company.phone_no, company.address) == ("+47 22 00 09 99", "")


def test_a_colleague_who_signed_in_stays_but_is_kept_out(session: Session) -> None:
    colleague(session, "Arthur Penrose").signed_in_at = now()

    messages = remove_sample(session)

    assert not colleague(session, "Arthur Penrose").active
    assert [message.params["name"] for message in messages] == ["Arthur Penrose"]
    assert not sample_is_there(session)


def test_a_colleague_whom_the_memory_names_stays_but_is_kept_out(session: Session) -> None:
    user = colleague(session, "Céline Rochat")
    session.add(ChangeSet(by_id=user.id, by_name=user.name, what=Message("Change the prices").dump()))

    remove_sample(session)

    assert not user.active


def test_a_colleague_may_remove_the_sample_too(session: Session) -> None:
    user = colleague(session, "Ingrid Solheim")
    memory_of(session).by = Author(user.id, user.name)

    remove_sample(session)

    assert user_by_email(session, user.email) is user
    assert not user.active


def test_what_people_add_beside_it_is_never_touched(session: Session) -> None:
    add_code(session, Territory, {"code": "FJORDS", "description": "Fjords"})
    add_code(session, MailingGroup, {"code": "CHOIR", "description": "Choir"})

    remove_sample(session)

    kept = {code for model in (Territory, MailingGroup) for code in session.scalars(select(model.code))}
    assert {"FJORDS", "CHOIR"} <= kept


def test_a_new_record_is_not_taken_for_one_that_left(session: Session) -> None:
    remove_sample(session)
    for number in range(6):
        add_code(session, Salesperson, {"code": f"NEW{number}", "description": "Somebody new"})

    messages = remove_sample(session)

    assert messages == []
    assert session.scalar(select(func.count()).select_from(Salesperson)) == 6
