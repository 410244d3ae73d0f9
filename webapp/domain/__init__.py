"""Records and rules. Every record is imported here, so that the tables are complete whoever asks first."""

from . import pictures, search, series  # noqa: F401
from .changes import log  # noqa: F401
from .setup import company, marketing, numbering, people, places, trade  # noqa: F401
from .users import throttle, user, views  # noqa: F401
