"""The office's workbooks in: sheets as they are become the tables of a conference folder."""

from .matching import Given
from .taking import Taken, take_in
from .template import write_template

__all__ = ["Given", "Taken", "take_in", "write_template"]
