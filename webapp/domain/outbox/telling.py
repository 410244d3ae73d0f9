"""How far a mail is, in a sentence."""

from __future__ import annotations

from ..errors import N_, Message, say
from .mail import Mail, State

SENTENCES = {
    State.WAITING: N_("In the outbox: waiting for its turn."),
    State.SENDING: N_("In the outbox: being sent right now."),
    State.SENT: N_("The mail server has taken it."),
    State.FAILED: N_("It could not be sent: %(problem)s"),
    State.HELD: N_("In the outbox: held until a mail server is set up."),
}
TRIED = N_("Tried %(times)s times, and tried again soon: %(problem)s")
SENT_BUT = N_("The mail server has taken it, but not for everybody: %(problem)s")
DISCARDED = N_("Discarded, so it will not be sent.")


def state_in_words(mail: Mail) -> Message:
    if mail.discarded:
        return say(DISCARDED)
    if mail.state == State.WAITING and mail.problem:
        return say(TRIED, times=mail.attempts, problem=mail.problem)
    if mail.state == State.SENT and mail.problem:
        return say(SENT_BUT, problem=mail.problem)
    return say(SENTENCES[State(mail.state)], **({"problem": mail.problem} if mail.state == State.FAILED else {}))
