"""Every decision is made in a company that keeps contacts and accounts in step."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.support.parties import a_company_in_step


@pytest.fixture
def company(session: Session) -> Session:
    a_company_in_step(session)
    return session
