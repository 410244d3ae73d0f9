"""Filters as NAV users type them: 10000..20000, A*, <>x, >5, a|b, @text, '' for blank."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Function, String, and_, not_, or_, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from ..domain.columns import Field
from ..domain.errors import N_, Refused
from ..domain.values import CONTROL
from . import kinds
from .declarations import Computed, Page

LONGEST = 250
MOST_TERMS = 20
COMPARISON = re.compile(r"(<>|<=|>=|<|>|=)?(.*)", re.DOTALL)
YES = {"1", "yes", "y", "true", "ja", "j", "oui", "o", "да", "д"}
NO = {"0", "no", "n", "false", "nei", "nee", "non", "нет", "н"}
BLANK = "''"


class folded(GenericFunction[str]):
    """A text without upper and lower case, in every alphabet."""

    type = String()
    inherit_cache = True


@compiles(folded, "sqlite")
def _fold_here(element: Function[Any], compiler: Any, **options: Any) -> str:
    return f"concord_fold({compiler.process(element.clauses, **options)})"


@compiles(folded, "postgresql")
def _fold_there(element: Function[Any], compiler: Any, **options: Any) -> str:
    return f"lower({compiler.process(element.clauses, **options)})"


TEXTS = frozenset(
    ("text", "longtext", "email", "emails", "phone", "url", "formula", "timezone", "iban", "bic", "vat", "registration")
)
"""Kinds that any piece of text can be looked for in."""
IN_CAPITALS = frozenset(("code", "reference"))
"""Kinds that are kept in capitals, so that a whole one is found by an index."""
ANY_LETTERS = re.compile(r"[*?]")


def narrowing(page: Page, name: str, typed: str) -> ColumnElement[bool]:
    """The condition on the records of a list, or a refusal that says how to write it."""
    computed = page.computation(name)
    if computed is not None and computed.holders is not None:
        return _combined(typed, partial(_held, computed))
    return condition(page.column(name), page.field(name), typed)


def condition(column: Any, declared: Field, typed: str) -> ColumnElement[bool]:
    """The condition on a column."""
    return _combined(typed, partial(_term, column, declared))


def _combined(typed: str, read: Callable[[str], ColumnElement[bool]]) -> ColumnElement[bool]:
    if CONTROL.search(typed):
        raise Refused(N_("There are characters here that cannot be kept. Type the text again."))
    if len(typed) > LONGEST or len(re.split(r"[|&]", typed)) > MOST_TERMS:
        raise Refused(N_("The filter is too long. Make it shorter."))
    return or_(*(and_(*(read(term.strip()) for term in group.split("&"))) for group in typed.split("|")))


def _held(computed: Computed, term: str) -> ColumnElement[bool]:
    """Records that have such a value; with `<>` those that have none like it."""
    assert computed.holders is not None
    if term == BLANK:
        return not_(computed.holders(true()))
    if term == f"<>{BLANK}":
        return computed.holders(true())
    held = computed.holders(_term(computed.expression, computed.field, term.removeprefix("<>")))
    return not_(held) if term.startswith("<>") else held


def _term(column: Any, declared: Field, term: str) -> ColumnElement[bool]:
    match = COMPARISON.fullmatch(term)
    assert match is not None
    operator, operand = match.groups()
    if isinstance(column.type, Boolean):
        return column.is_(_yes(operand) is (operator != "<>"))  # type: ignore[no-any-return]
    if operand == BLANK:
        blank = or_(column.is_(None), column == "") if isinstance(column.type, String) else column.is_(None)
        return not_(blank) if operator == "<>" else blank
    if operator in (None, "=", "<>") and declared.kind == "choice":
        chosen = column.in_(_choices(declared, operand))
        return not_(chosen) if operator == "<>" else chosen
    if operator is None and ".." in operand:
        return _range(column, declared, *operand.split("..", 1))
    if operator in (None, "=", "<>"):
        equal = _like(column, declared, operand)
        return or_(not_(equal), column.is_(None)) if operator == "<>" else equal
    return _compare(column, operator, _value(declared, operand))


def _yes(operand: str) -> bool:
    if operand.casefold() not in YES | NO:
        raise Refused(N_("Choose one of the values offered."))
    return operand.casefold() in YES


def _range(column: Any, declared: Field, low: str, high: str) -> ColumnElement[bool]:
    bounds = []
    if low:
        bounds.append(column >= _value(declared, low))
    if high:
        bounds.append(column <= _value(declared, high))
    return and_(*bounds) if bounds else column.is_not(None)


def _like(column: Any, declared: Field, operand: str) -> ColumnElement[bool]:
    """`*` and `?` stand for any letters and any letter; letter case does not matter."""
    if not isinstance(column.type, String):
        return column == _value(declared, operand)  # type: ignore[no-any-return]
    operand = operand.removeprefix("@")
    if declared.kind in IN_CAPITALS and not ANY_LETTERS.search(operand):
        return column == operand.upper()  # type: ignore[no-any-return]
    pattern = re.sub(r"([\\%_])", r"\\\1", operand.casefold()).replace("*", "%").replace("?", "_")
    return folded(column).like(pattern, escape="\\")


def _compare(column: Any, operator: str, value: Any) -> ColumnElement[bool]:
    return {"<": column < value, "<=": column <= value, ">": column > value, ">=": column >= value}[operator]


def _value(declared: Field, typed: str) -> Any:
    if declared.kind in TEXTS:
        return typed
    if not typed:
        raise Refused(N_("The filter lacks a value. Write it like 10..20, A* or <>x."))
    return kinds.read(typed, declared)


def _choices(declared: Field, operand: str) -> list[str]:
    wanted = operand.casefold().rstrip("*")
    return [
        value for value, label in declared.choices
        if wanted in (value.casefold(), kinds.show(value, declared).casefold()) or label.casefold().startswith(wanted)
    ]  # fmt: skip
