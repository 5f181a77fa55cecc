"""A printer's address, as it is typed after `--printer`: a kind, a place, and what is special.

brother:192.168.1.50
brother:192.168.1.50,model=QL-720NW,label=62
zpl:192.168.1.51:9100,label=50x30,dpi=300
cups:LABELS
"""

import msgspec

from .refusal import BadAddress

RAW_PORT = 9100


class Address(msgspec.Struct, frozen=True):
    """An address taken apart; `text` is the whole of it as it was typed."""

    text: str
    kind: str
    place: str
    options: dict[str, str]

    @property
    def host(self) -> str:
        """The machine named by the place."""
        return self.place.rpartition(":")[0] if self._has_port else self.place

    @property
    def port(self) -> int:
        """The port named by the place; 9100 where none is."""
        return int(self.place.rpartition(":")[2]) if self._has_port else RAW_PORT

    @property
    def _has_port(self) -> bool:
        return self.place.count(":") == 1

    def number(self, option: str, default: int) -> int:
        """An option that is a whole number."""
        given = self.options.get(option, str(default))
        if not given.isdecimal():
            raise BadAddress("bad_number", address=self.text, option=option)
        return int(given)


def parsed(text: str, known: dict[str, tuple[str, ...]]) -> Address:
    """The address, of one of the `known` kinds and with the options that kind has."""
    whole, *given = (part.strip() for part in text.split(","))
    kind, _, place = whole.partition(":")
    if kind not in known or not place:
        raise BadAddress("unreadable", address=text, kinds=", ".join(known))
    options = dict(option.partition("=")[::2] for option in given)
    strange = [option for option in options if option not in known[kind]]
    if strange:
        raise BadAddress(
            "unknown_option", address=text, option=strange[0], known=", ".join(known[kind])
        )
    address = Address(text, kind, place, options)
    if address._has_port and not place.rpartition(":")[2].isdecimal():
        raise BadAddress("unreadable", address=text, kinds=", ".join(known))
    return address
