"""Home, the search over everything, saved views, pictures, health."""

from flask import Blueprint

bp = Blueprint("home", __name__)

from . import charts, health, not_logged, search, views  # noqa: E402, F401
