"""Everything is set up for contacts and accounts to be kept in step."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from ...support.parties import a_company_in_step


@pytest.fixture(autouse=True)
def _in_step(session: Session) -> None:
    a_company_in_step(session)
