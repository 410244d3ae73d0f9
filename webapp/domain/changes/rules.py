"""Why a value is what it is: the rule that brought it."""

from __future__ import annotations

from enum import StrEnum

from ..errors import N_


class Rule(StrEnum):
    TYPED = "typed"
    NUMBER = "number"
    FINAL_NUMBER = "final_number"
    STARTER = "starter"
    SAMPLE = "sample"
    UNDO = "undo"
    SHARED = "shared"
    INHERITED = "inherited"
    LINKED = "linked"
    MADE_FROM = "made_from"
    TEMPLATE = "template"
    PRIMARY = "primary"
    GONE = "gone"
    FOLLOWED = "followed"
    MERGED = "merged"
    IMPORTED = "imported"
    RESTORED = "restored"
    CONVERTED = "converted"
    COPIED = "copied"
    LOGGED = "logged"
    LEFT = "left"

    @property
    def caption(self) -> str:
        return _CAPTIONS[self]


_CAPTIONS = {
    Rule.TYPED: N_("typed by hand"),
    Rule.NUMBER: N_("next number of the series"),
    Rule.FINAL_NUMBER: N_("next number of the series"),
    Rule.STARTER: N_("brought along with a new company"),
    Rule.SAMPLE: N_("sample data"),
    Rule.UNDO: N_("put back by undo"),
    Rule.SHARED: N_("the same on both cards"),
    Rule.INHERITED: N_("taken over from the company"),
    Rule.LINKED: N_("settled when the two were linked"),
    Rule.MADE_FROM: N_("made from the other card"),
    Rule.TEMPLATE: N_("filled in by the template"),
    Rule.PRIMARY: N_("primary contact"),
    Rule.GONE: N_("the other one was deleted"),
    Rule.FOLLOWED: N_("follows the company again"),
    Rule.MERGED: N_("merged"),
    Rule.IMPORTED: N_("read from a file"),
    Rule.RESTORED: N_("brought back from an archived version"),
    Rule.CONVERTED: N_("carried over from the document it was made of"),
    Rule.COPIED: N_("copied from another document"),
    Rule.LOGGED: N_("logged by itself"),
    Rule.LEFT: N_("printed or sent"),
}

NUMBERS = frozenset({Rule.NUMBER, Rule.FINAL_NUMBER})
"""A number was given out. A final one is not given out a second time, even when its record is undone."""

FOR_GOOD = {
    Rule.STARTER: N_("The founding of the company cannot be undone."),
    Rule.LEFT: N_("What was printed or sent is out of the house. Cancel its interaction instead."),
}
"""What nothing brings back, and what to say then."""

LASTING = frozenset({Rule.STARTER, Rule.SAMPLE})
"""Whatever verbs do on behalf of these is remembered as theirs."""
