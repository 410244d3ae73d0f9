"""Documents can be made, and are logged by templates of their own."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.support.interactions import a_log
from tests.support.papers import a_company_with_papers


@pytest.fixture
def session(session_in_step: Session) -> Session:
    a_company_with_papers(session_in_step)
    a_log(session_in_step)
    return session_in_step
