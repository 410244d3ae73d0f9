"""What comes in from outside: files of any program read as one kind of table."""

from .matching import matched
from .reading import read_file
from .sheet import Sheet

__all__ = ["Sheet", "matched", "read_file"]
