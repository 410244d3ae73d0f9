"""Files of any program, read as one kind of table: headings, rows, and what was guessed on the way."""

from .matching import matched
from .reading import read_file
from .sheet import Sheet

__all__ = ["Sheet", "matched", "read_file"]
