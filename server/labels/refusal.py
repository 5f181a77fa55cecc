"""Why a label is not printed: one sentence each, in Vietnamese and in English."""

import msgspec

from ..texts import text


class Sentence(msgspec.Struct, frozen=True):
    """A text of the catalogue with its facts: it can be kept on disk and said in any language."""

    key: str
    facts: dict[str, str | int] = {}

    def say(self, lang: str) -> str:
        """The sentence in that language."""
        return text(self.key, lang, **self.facts)


class LabelRefused(Exception):
    """A label that is not printed until somebody has put something right and asks again."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = Sentence(f"labels.refused.{code}", facts)


class NotReady(Exception):
    """The printer can't print now and nothing has been sent: the label waits."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.sentence = Sentence(f"labels.problem.{code}", facts)


class BadAddress(Exception):
    """A printer's address that can't be understood."""

    def __init__(self, code: str, **facts: str | int) -> None:
        self.sentence = Sentence(f"labels.address.{code}", facts)
        super().__init__(f"{self.sentence.say('vi')}\n{self.sentence.say('en')}")
