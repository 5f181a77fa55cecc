"""Why a paper can't be printed: one sentence, in Vietnamese and in English."""

from server.texts import text


class PaperRefused(Exception):
    """Nothing was printed; the sentence says what would let it be."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.message = text(f"papers.refused.{code}", "vi", **values)
        self.message_en = text(f"papers.refused.{code}", "en", **values)
        super().__init__(self.message)
