"""The change log: every action of everybody, and its undo."""

from flask import Blueprint

bp = Blueprint("changes", __name__, url_prefix="/changes")

from . import views  # noqa: E402, F401
