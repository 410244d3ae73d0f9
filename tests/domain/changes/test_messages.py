"""What an action was called is kept untranslated, and said in the language of whoever looks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.support.factories import a_country, an_action
from webapp.domain.errors import Message, Refused, See, say
from webapp.i18n import tell

words = st.text(max_size=20)
plain = st.one_of(words, st.integers(-(10**12), 10**12))
messages = st.recursive(
    st.builds(Message, words, st.dictionaries(words, plain, max_size=3)),
    lambda inner: st.builds(Message, words, st.dictionaries(words, st.one_of(plain, inner), max_size=3)),
    max_leaves=6,
)


@given(messages)
def test_a_message_comes_back_as_it_was_dumped(message: Message) -> None:
    assert Message.load(message.dump()) == message


@given(messages)
def test_equal_messages_are_dumped_alike(message: Message) -> None:
    turned = Message(message.text, dict(reversed(message.params.items())))

    assert turned.dump() == message.dump()


def test_messages_inside_a_message_are_messages_again(session: Session) -> None:
    what = say("Undid: %(action)s", action=say("Change %(table)s %(record)s", table=say("Country/Region"), record="NO"))

    with an_action(session, what) as action:
        a_country(session)

    assert action.change_set.message == what
    assert tell(action.change_set.message) == "Undid: Change Country/Region NO"


def test_a_per_cent_sign_in_what_people_typed_is_only_a_sign() -> None:
    message = Message.load(say("Change %(record)s", record="100 %(x)s").dump())

    assert tell(message) == "Change 100 %(x)s"


def test_a_refusal_carries_its_message_its_field_and_where_to_mend_it() -> None:
    refused = Refused("No %(thing)s.", field="no", see=See("no_series", "CONT"), thing="number")

    assert refused.message == say("No %(thing)s.", thing="number")
    assert (refused.field, refused.see) == ("no", See("no_series", "CONT"))
    assert str(refused) == "No %(thing)s."
