"""The office's files in: a conference folder becomes a `Conference`, or a list of what is wrong."""

from .folder import check, digest, load
from .problems import Problem, Unreadable

__all__ = ["Problem", "Unreadable", "check", "digest", "load"]
