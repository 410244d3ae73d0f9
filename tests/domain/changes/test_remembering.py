"""Every changed field of every record is remembered, and nothing else."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.support.factories import (
    a_code,
    a_country,
    a_line,
    a_salesperson,
    a_series,
    a_user,
    an_action,
    how_many,
    the_only_change,
    the_setups,
    tracked_models,
)
from webapp.domain.base import Record
from webapp.domain.changes import Author, ChangeSet, close_change_set, memory_of
from webapp.domain.changes.values import tracked_fields
from webapp.domain.codes import change_code, delete_code
from webapp.domain.errors import say
from webapp.domain.series import change_line, change_series, delete_series
from webapp.domain.setup.company import MailSetup
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.places import Country, Currency, Language
from webapp.domain.setup.single import the
from webapp.domain.setup.trade import PaymentTerms, VatRate
from webapp.domain.users.user import change_user, set_password


@pytest.mark.parametrize(
    ("model", "given", "name", "value", "before", "after"),
    [
        (Country, {}, "description", "Noreg", "Norge", "Noreg"),
        (Country, {}, "description", "", "Norge", None),
        (Country, {"iso_code": ""}, "iso_code", "NO", None, "NO"),
        (Country, {}, "in_eu", True, "false", "true"),
        (Country, {"in_eu": True}, "in_eu", False, "true", "false"),
        (Currency, {}, "decimals", 0, "2", "0"),
        (Currency, {"decimals": 0}, "decimals", 3, "0", "3"),
        (Language, {}, "locale", "nb-NO", "en-GB", "nb-NO"),
        (VatRate, {}, "rate", Decimal("8.125"), "0", "8.125"),
        (VatRate, {"rate": Decimal("100.000")}, "rate", Decimal("0.001"), "100", "0.001"),
        (PaymentTerms, {"discount_percent": Decimal("2.50")}, "discount_percent", Decimal(0), "2.5", "0"),
    ],
)
def test_a_field_is_remembered_before_and_after(
    session: Session, model: Any, given: dict[str, Any], name: str, value: Any, before: str | None, after: str | None
) -> None:
    record = a_code(session, model, **{"description": "Norge", **given})

    with an_action(session) as action:
        change_code(session, record, {name: value})

    change = the_only_change(action)
    assert (change.field, change.before, change.after) == (name, before, after)
    assert (change.record_type, change.record_id) == (model.type_name, record.id)


def test_a_date_is_remembered(session: Session) -> None:
    line = a_line(session, starting_date=dt.date(2026, 2, 28))

    with an_action(session) as action:
        change_line(session, line, {"starting_date": None})

    assert action.of(line) == {"starting_date": ("2026-02-28", None)}


def test_a_reference_is_remembered(session: Session) -> None:
    a_salesperson(session, "IS")
    a_salesperson(session, "LF")
    user = a_user(session, salesperson_code="IS")

    with an_action(session) as action:
        change_user(session, user, {"salesperson_code": "LF"})

    assert action.of(user) == {"salesperson_code": ("IS", "LF")}


def test_a_new_record_is_remembered_with_all_that_is_not_blank(session: Session) -> None:
    with an_action(session) as action:
        country = a_country(session, "NO", description="Norway", iso_code="NO", phone_prefix="", in_eu=False)

    assert action.of(country) == {
        "id": (None, str(country.id)),
        "code": (None, "NO"),
        "description": (None, "Norway"),
        "iso_code": (None, "NO"),
    }
    assert action.changes[0].is_creation


def test_defaults_of_a_new_record_are_remembered_too(session: Session) -> None:
    with an_action(session) as action:
        user = a_user(session)

    assert action.of(user)["density"] == (None, "comfortable")
    assert action.of(user)["active"] == (None, "true")


def test_a_deleted_record_is_remembered_with_all_that_it_was(session: Session) -> None:
    rate = a_code(session, VatRate, "MID", description="Middle", rate=Decimal("15.5"))
    known = str(rate.id)

    with an_action(session) as action:
        delete_code(session, rate)

    assert action.of("vat_rate") == {
        "id": (known, None),
        "code": ("MID", None),
        "description": ("Middle", None),
        "rate": ("15.5", None),
    }
    assert action.changes[0].is_deletion


def test_what_the_database_drops_itself_is_never_left_to_it(session: Session) -> None:
    series = a_series(session, "CONT", {"starting_no": "A1"}, {"starting_no": "B1"})

    with an_action(session) as action:
        delete_series(session, series)

    gone = [change.record_type for change in action.changes if change.is_deletion]
    assert sorted(gone) == ["no_series", "no_series_line", "no_series_line"]


def test_a_label_is_kept_for_the_day_when_the_record_is_gone(session: Session) -> None:
    country = a_country(session, "NO")

    with an_action(session) as action:
        delete_code(session, country)

    assert {change.label for change in action.changes} == {"NO"}


def test_several_changes_of_a_field_are_each_remembered(session: Session) -> None:
    country = a_country(session, description="Norway")

    with an_action(session) as action:
        change_code(session, country, {"description": "Norge"})
        change_code(session, country, {"description": "Noreg"})

    assert [(c.before, c.after) for c in action.changes] == [("Norway", "Norge"), ("Norge", "Noreg")]


@pytest.mark.parametrize("same", ["Norway", "Nor" + "way"])
def test_a_value_set_to_what_it_is_leaves_no_trace(session: Session, same: str) -> None:
    country = a_country(session, description="Norway")

    with an_action(session) as action:
        change_code(session, country, {"description": same, "in_eu": False})

    assert action.id is None


def test_a_number_that_is_only_written_differently_is_no_change(session: Session) -> None:
    rate = a_code(session, VatRate, rate=Decimal("25"))

    with an_action(session) as action:
        change_code(session, rate, {"rate": Decimal("25.000")})

    assert action.id is None


def test_blank_is_blank_however_it_is_kept(session: Session) -> None:
    the_setups(session)

    with an_action(session) as action:
        change_code(session, the(session, MarketingSetup), {"default_country_code": None})

    assert action.id is None


def test_secrets_are_never_remembered(session: Session) -> None:
    the_setups(session)
    user = a_user(session)

    with an_action(session) as action:
        set_password(session, user, "another long secret")
        change_code(session, the(session, MailSetup), {"password": "hidden", "host": "mail.fjordlys.example"})

    assert action.of(user) == {}
    assert list(action.of("mail_setup")) == ["host"]


def test_no_field_that_people_see_is_forgotten_except_secrets_and_what_is_derived() -> None:
    for model in tracked_models():
        columns = [column for column in model.__mapper__.columns if "field" in column.info]
        seen = {column.key for column in columns if not (_is_secret(column) or _is_derived(column))}
        assert seen <= set(tracked_fields(model)), model


def _is_secret(column: Any) -> bool:
    return bool(column.info["field"].kind == "secret")


def _is_derived(column: Any) -> bool:
    return bool(column.info["field"].readonly and column.info.get("untracked"))


def test_the_version_is_no_field_of_the_memory() -> None:
    assert all("version" not in tracked_fields(model) for model in tracked_models())


def test_an_action_that_changes_nothing_is_not_written(session: Session) -> None:
    a_country(session)
    written = how_many(session, ChangeSet)

    with an_action(session):
        session.flush()

    assert how_many(session, ChangeSet) == written


def test_the_memory_knows_who_when_and_through_which_action(session: Session) -> None:
    user = a_user(session, name="Olga Nordahl")
    begun = dt.datetime.now(dt.UTC)

    with an_action(session, say("Add %(what)s", what="Norway"), by=user.author) as action:
        a_country(session)

    change_set = action.change_set
    assert (change_set.by_id, change_set.by_name) == (user.id, "Olga Nordahl")
    assert change_set.message == say("Add %(what)s", what="Norway")
    assert begun <= change_set.at <= dt.datetime.now(dt.UTC)


def test_the_console_has_a_name_but_no_id(session: Session) -> None:
    with an_action(session, by=Author(None, "Console")) as action:
        a_country(session)

    assert (action.change_set.by_id, action.change_set.by_name) == (None, "Console")


def test_one_action_has_one_change_set_however_often_it_writes(session: Session) -> None:
    with an_action(session) as action:
        country = a_country(session)
        change_code(session, country, {"in_eu": True})
        a_series(session)

    assert {change.change_set_id for change in action.changes} == {action.id}
    assert {change.record_type for change in action.changes} == {"country", "no_series", "no_series_line"}


def new(session: Session, _country: Country) -> None:
    session.add(Country(code="SE"))


def changed(_session: Session, country: Country) -> None:
    country.description = "Norge"


def deleted(session: Session, country: Country) -> None:
    session.delete(country)


@pytest.mark.parametrize("write", [new, changed, deleted])
def test_a_change_outside_of_a_transaction_with_a_name_is_refused(session: Session, write: Any) -> None:
    country = a_country(session)
    close_change_set(session)

    write(session, country)

    with pytest.raises(RuntimeError, match="inside a transaction"):
        session.flush()


def test_outside_of_a_transaction_there_is_no_memory_to_ask(session: Session) -> None:
    close_change_set(session)

    with pytest.raises(RuntimeError, match="inside a transaction"):
        memory_of(session)


def test_untracked_fields_may_change_without_a_name(session: Session) -> None:
    user = a_user(session)
    close_change_set(session)

    user.signed_in_at = dt.datetime(2026, 5, 17, tzinfo=dt.UTC)
    session.flush()

    session.expire_all()
    assert user.signed_in_at == dt.datetime(2026, 5, 17, tzinfo=dt.UTC)


def test_switching_one_way_of_numbering_off_remembers_the_other_coming_on(session: Session) -> None:
    series = a_series(session, manual_nos=False)

    with an_action(session) as action:
        change_series(session, series, {"default_nos": False})

    assert action.of(series) == {"default_nos": ("true", "false"), "manual_nos": ("false", "true")}


def test_every_tracked_table_has_a_version() -> None:
    assert all(issubclass(model, Record) and model.__mapper__.version_id_col is not None for model in tracked_models())
