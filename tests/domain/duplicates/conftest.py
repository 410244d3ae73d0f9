"""Everything is set up, and companies are compared as in a new company."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from webapp.domain.duplicates.records import USUALLY_SEARCHED
from webapp.domain.duplicates.setting_up import add_line
from webapp.domain.duplicates.strings import PARTS


@pytest.fixture
def session(session_in_step: Session) -> Session:
    return session_in_step


@pytest.fixture(autouse=True)
def _compared(session: Session) -> None:
    for field in USUALLY_SEARCHED:
        for part, _caption in PARTS:
            add_line(session, {"field": field, "part": part})
