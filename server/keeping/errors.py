"""Why something could not be kept or brought back."""


class NotKept(Exception):
    """Nothing was copied, or nothing brought back; `code` is the sentence's key in `keeping`."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
