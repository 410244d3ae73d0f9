"""A test mail: sent at once and to oneself, with the server's own words as the answer."""

from __future__ import annotations

from flask import g, url_for
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading
from ...delivery.mailing import Came, send_test
from ...domain.errors import N_, say
from ...domain.outbox.writing import is_set_up
from ...domain.users.rights import Area, Right
from ...pages import done, receipt
from ...security import current_user, needs
from . import bp

SUBJECT, BODY = N_("Test mail from %(company)s"), N_("When you read this, mails leave as they should.")


@bp.post("/setup/mail/test")
@needs(Area.COMPANY, Right.SETUP)
def test_mail() -> Response:
    session, to = reading(), current_user().email
    back = url_for("setup.mail_card")
    if not is_set_up(session):
        receipt(say(N_("Enter the mail server and the sender's address first, then save.")), tone="note", undo=False)
        return done(back)
    company = i18n.gettext(SUBJECT, company=g.company)
    outcome = send_test(session, to, company, i18n.gettext(BODY))
    if outcome.came is Came.SENT:
        receipt(say(N_("A test mail was sent to %(to)s."), to=to), undo=False)
    else:
        told = say(N_("The test mail was not sent. The mail server says: %(words)s"), words=outcome.words)
        receipt(told, tone="warning", undo=False)
    return done(back)
