"""The list of interactions that were put off."""

from __future__ import annotations

from functools import partial

from flask import request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from ...domain.users.rights import Area, Right
from ...pages.exporting import export
from ...pages.listing import show_list
from ...security import needs
from . import bp
from .pages import POSTPONED

looking = needs(Area.INTERACTIONS, Right.READ)


@bp.get("/interactions/postponed/<key:key>")
@needs(Area.INTERACTIONS, Right.READ)
def postponed_card(key: str) -> Response:
    """A row leads on to where it is resumed, with what the list was narrowed to."""
    return redirect(url_for(".resume", key=key, **request.args.to_dict()), 303)


bp.add_url_rule("/interactions/postponed", "postponed_list", looking(partial(show_list, POSTPONED)))
bp.add_url_rule("/interactions/postponed.<ending>", "postponed_export", looking(partial(export, POSTPONED)))
