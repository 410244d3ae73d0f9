"""What a reader says when it would have to guess."""

_QUOTED_LENGTH = 30


class Misread(ValueError):
    """Carries the English sentence and its parameters apart, so that the sentence is translated where it is shown."""

    def __init__(self, msgid: str, **params: object) -> None:
        super().__init__(msgid % params)
        self.msgid = msgid
        self.params: dict[str, object] = params


def quoted(text: str) -> str:
    """The typed text as it may stand in a message: short, and without characters that play tricks on the page."""
    beginning = "".join(sign if sign.isprintable() else " " for sign in text[:_QUOTED_LENGTH])
    return beginning + "…" * (len(text) > _QUOTED_LENGTH)
