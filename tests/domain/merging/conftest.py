"""Everything is set up for contacts and accounts to be kept in step."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session


@pytest.fixture
def session(session_in_step: Session) -> Session:
    return session_in_step
