"""Each change knows the rule that brought it, and the record it came from."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.support.factories import Action, a_code, a_country, an_action
from webapp.domain.changes import Rule, because
from webapp.domain.changes.rules import LASTING, NUMBERS
from webapp.domain.setup.people import Salesperson


def rules(action: Action) -> list[str]:
    return [change.rule for change in action.changes if change.field == "id"]


def test_what_nobody_explains_was_typed_by_hand(session: Session) -> None:
    with an_action(session) as action:
        a_code(session)

    assert {change.rule for change in action.changes} == {Rule.TYPED}
    assert {change.source_type for change in action.changes} == {None}


def test_a_rule_and_its_source_are_kept_with_what_changes_inside(session: Session) -> None:
    country = a_country(session, "NO")

    with an_action(session) as action, because(session, Rule.UNDO, country):
        a_code(session)

    change = action.changes[0]
    assert (change.rule, change.source_type, change.source_id, change.source_label) == (
        "undo",
        "country",
        country.id,
        "NO",
    )


def test_a_long_label_of_a_source_is_cut_to_its_column(session: Session) -> None:
    person = Salesperson(id=1, code="L" * 200)

    with an_action(session) as action, because(session, Rule.UNDO, person):
        a_code(session)

    assert action.changes[0].source_label == "L" * 150


def test_a_rule_ends_with_its_block(session: Session) -> None:
    with an_action(session) as action:
        with because(session, Rule.UNDO):
            a_code(session)
        a_code(session)

    assert rules(action) == ["undo", "typed"]


def test_what_was_typed_before_is_not_put_down_to_the_rule(session: Session) -> None:
    country = a_country(session)

    with an_action(session) as action:
        country.description = "typed, not yet written"
        with because(session, Rule.UNDO):
            country.in_eu = True

    assert {change.field: change.rule for change in action.changes} == {"description": "typed", "in_eu": "undo"}


def test_the_innermost_rule_counts_and_the_outer_one_goes_on_after_it(session: Session) -> None:
    with an_action(session) as action, because(session, Rule.UNDO):
        with because(session, Rule.TYPED):
            a_code(session)
        a_code(session)

    assert rules(action) == ["typed", "undo"]


@pytest.mark.parametrize("lasting", sorted(LASTING))
def test_what_verbs_do_for_the_sample_or_the_starter_is_theirs(session: Session, lasting: Rule) -> None:
    with an_action(session) as action, because(session, lasting), because(session, Rule.TYPED):
        a_code(session)

    assert rules(action) == [lasting]


@pytest.mark.parametrize("number", sorted(NUMBERS))
def test_a_number_given_out_for_the_sample_is_still_a_number(session: Session, number: Rule) -> None:
    with an_action(session) as action, because(session, Rule.SAMPLE), because(session, number):
        a_code(session)

    assert rules(action) == [number]


def test_a_refusal_inside_ends_the_rule(session: Session) -> None:
    with an_action(session) as action:
        with pytest.raises(ZeroDivisionError), because(session, Rule.UNDO):
            raise ZeroDivisionError
        a_code(session)

    assert rules(action) == ["typed"]


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_can_be_said_to_people(rule: Rule) -> None:
    assert rule.caption


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_fits_its_column(rule: Rule) -> None:
    assert len(rule) <= 20
