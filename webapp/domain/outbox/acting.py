"""What people do with mails in the outbox."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..base import now
from ..codes import change_code
from ..errors import N_, Refused
from ..interactions.interaction import Interaction
from ..setup.company import MailSetup
from .claiming import settle
from .mail import Mail, State
from .writing import is_set_up


def held_mails(session: Session, ids: Collection[int]) -> Sequence[Mail]:
    """Mails that no worker takes meanwhile."""
    query = select(Mail).where(Mail.id.in_(ids)).order_by(Mail.id)
    return session.scalars(query.with_for_update().execution_options(populate_existing=True)).all()


def check_at_rest(mail: Mail) -> None:
    """What is being sent now, or has been, nobody can stop."""
    if mail.state == State.SENT:
        raise Refused(N_("“%(mail)s” has been sent already."), mail=mail.label)
    if mail.state == State.SENDING:
        raise Refused(N_("“%(mail)s” is being sent right now. Look again in a moment."), mail=mail.label)


def send_again(session: Session, mails: Collection[Mail]) -> None:
    """From the beginning, and at once."""
    for mail in mails:
        check_at_rest(mail)
        if mail.discarded:
            raise Refused(N_("“%(mail)s” was discarded. Bring it back first."), mail=mail.label)
        mail.state = State.WAITING if is_set_up(session) else State.HELD
        mail.attempts, mail.due_at, mail.problem = 0, now(), ""
    session.flush()


def discard(session: Session, mails: Collection[Mail]) -> None:
    """It will not be sent, so what it was logged with is cancelled. The state stays, so that undo lets it wait again."""
    for mail in mails:
        check_at_rest(mail)
        mail.discarded = True
        if mail.interaction is not None:
            mail.interaction.cancelled = True
    session.flush()


def bring_back(session: Session, mails: Collection[Mail]) -> None:
    """A mail that was discarded waits again, and counts again."""
    for mail in mails:
        mail.discarded = False
        if mail.interaction is not None:
            mail.interaction.cancelled = False
    session.flush()


def change_mail(session: Session, mail: Mail, values: Mapping[str, Any]) -> None:
    """A wrong address is put right before it is sent again. What it brings along stays."""
    check_at_rest(mail)
    for field, value in values.items():
        setattr(mail, field, value)
    session.flush()


def change_mail_setup(session: Session, setup: MailSetup, values: dict[str, Any]) -> None:
    """What was held may go now."""
    change_code(session, setup, values)
    session.flush()
    settle(session)


def counts(session: Session) -> dict[State, int]:
    """How many mails are in each state; what was discarded is in none."""
    query = select(Mail.state, func.count()).where(Mail.discarded.is_(False)).group_by(Mail.state)
    found: dict[str, int] = dict(session.execute(query).all())
    return {state: found.get(state.value, 0) for state in State}


def state_of(session: Session, interactions: Collection[Interaction]) -> dict[int, Mail]:
    """The newest mail of each of these interactions, by the interaction's id, for whoever shows how far it is."""
    ids = [interaction.id for interaction in interactions]
    mails = session.scalars(select(Mail).where(Mail.interaction_id.in_(ids)).order_by(Mail.id))
    return {mail.interaction_id: mail for mail in mails if mail.interaction_id is not None}
