"""Long work, portion by portion: it shows how far it is, can be cancelled, survives a crash and goes on."""

from .job import Job, State
from .working import JobKind, Outcome, begin, cancel, fail, resume, unfinished, was_undone, work

__all__ = [
    "Job",
    "JobKind",
    "Outcome",
    "State",
    "begin",
    "cancel",
    "fail",
    "resume",
    "unfinished",
    "was_undone",
    "work",
]
