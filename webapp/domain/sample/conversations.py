"""What the sample firm said and heard in two years: how often by which template, and what about."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import N_


class Said(NamedTuple):
    """So many interactions by a template, and the texts they take turns in."""

    template: str
    how_many: int
    texts: tuple[str, ...]
    minutes: tuple[int, ...] = (5,)
    cost: int = 0


CALLS = (
    N_("Asked whether the lamps have come"),
    N_("Agreed on a day for the visit"),
    N_("Went through the quote line by line"),
    N_("Told about the new spotlights"),
    N_("Asked for the missing order number"),
    N_("Said when the rest will be delivered"),
    N_("Asked how the emergency lights are doing"),
)
ANSWERS = (
    N_("Wants a quote for the staircase"),
    N_("Complains about a dimmer that hums"),
    N_("Asks for a delivery a week earlier"),
    N_("Would like to see the oak lamp"),
    N_("Asks who installs in the south"),
    N_("Gives another address for deliveries"),
)
MAILS = (
    N_("Price list for the new season"),
    N_("Drawings of the lobby with our lamps"),
    N_("Data sheets of the outdoor lamps"),
    N_("Thanks for the visit, and what we agreed on"),
    N_("Reminder of the open quote"),
    N_("Certificates for the emergency lights"),
)
REPLIES = (
    N_("Floor plan for the lighting design"),
    N_("Question about the warranty"),
    N_("Order to follow after the board has met"),
    N_("Pictures of the damaged boxes"),
    N_("Asks for papers in another language"),
)
MEETINGS = (
    N_("Visit to the building site"),
    N_("Lighting design presented"),
    N_("Met at the fair"),
    N_("Year with each other talked over"),
    N_("Terms for next year discussed"),
)
LETTERS = (N_("Samples of materials sent"), N_("Invitation to the open day"), N_("Thanks for the loyal years"))
POST = (N_("Complaint with photographs"), N_("Signed agreement came back"))

SAID = (
    Said("CALL-OUT", 74, CALLS, (5, 8, 10, 4, 15)),
    Said("CALL-IN", 50, ANSWERS, (6, 12, 9, 20)),
    Said("MAIL-OUT", 60, MAILS),
    Said("MAIL-IN", 44, REPLIES),
    Said("MEETING", 34, MEETINGS, (60, 90, 45, 120), 650),
    Said("LETTER-OUT", 12, LETTERS, (15,)),
    Said("LETTER-IN", 8, POST),
)
NOT_REACHED = N_("Nobody answered")
PUT_OFF = (
    Said("CALL-OUT", 4, (N_("Ring back about the delivery"), N_("Ask for the decision on the quote"))),
    Said("MEETING", 2, (N_("Plan the visit with the architect"),)),
)
REMARKS = (
    N_("Prefers to be rung in the morning."),
    N_("Decides together with the landlord."),
    N_("Send the colour chart along next time."),
    N_("Competitor is a little cheaper, delivers later."),
    N_("Promised an answer by the end of the month."),
)
COVERING = N_("Good day, please find the document attached. Ring us if anything is unclear.")
GREETING = N_("Good day, this is what we promised you. Ring us if anything is unclear.")
EVALUATED = ("", "positive", "", "very_positive", "neutral", "", "positive", "", "negative", "neutral", "")
