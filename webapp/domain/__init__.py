"""Records and rules. Every record is imported here, so that the tables are complete whoever asks first."""

from . import comments, files, pictures, search, series  # noqa: F401
from .changes import log  # noqa: F401
from .contacts import addresses, classification, contact  # noqa: F401
from .duplicates import records  # noqa: F401
from .importing import records as import_records  # noqa: F401
from .interactions import dispatch, interaction, slots, template  # noqa: F401
from .outbox import mail  # noqa: F401
from .partners import bank_account, customer, templates, vendor  # noqa: F401
from .relations import contact_relation, equality  # noqa: F401
from .setup import company, marketing, numbering, people, places, trade  # noqa: F401
from .users import throttle, user, views  # noqa: F401
