"""Refusals: why a command was not carried out, as a code for machines and facts for a sentence."""


class Refused(Exception):
    """A command the day does not allow now; `code` names the sentence in the catalogue."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
