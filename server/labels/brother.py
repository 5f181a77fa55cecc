"""Brother QL printers on the network: the raster language over TCP, their state over SNMP."""

from brother_ql.conversion import convert  # type: ignore[import-untyped]
from brother_ql.labels import (  # type: ignore[import-untyped]
    ALL_LABELS,
    Color,
    FormFactor,
    Label,
)
from brother_ql.models import ALL_MODELS  # type: ignore[import-untyped]
from brother_ql.raster import BrotherQLRaster  # type: ignore[import-untyped]
from PIL import Image

from . import snmp
from .address import Address
from .media import DEFAULT, DEFAULT_DPI, Media
from .refusal import BadAddress, NotReady
from .wire import Begin, line_to, sent_whole

MODEL = "QL-820NWB"
CONFIRM_S = 10
NARROWEST = 200
# On a roll that is not cut beforehand, a label is as long as a default one.
LENGTH = DEFAULT.height

# The status block: two bytes of errors by bit, then what is loaded.
ERRORS_1, ERRORS_2, WIDTH_MM, LENGTH_MM = 8, 9, 10, 17
BLOCK = 32
PROBLEMS_1 = {0: "paper_out", 1: "paper_out", 2: "cutter_jam", 4: "busy", 5: "switched_off"}
PROBLEMS_2 = {0: "wrong_roll", 4: "cover_open", 5: "too_hot", 6: "paper_out"}


class BrotherQl:
    """A Brother QL printer."""

    def __init__(self, address: Address) -> None:
        self.name = address.text
        self._address = address
        self._model = _chosen_model(address)
        self._label = _chosen_label(address, self._model)
        self._snmp = address.number("snmp", snmp.PORT)
        self.media = _media(self._label)

    def encode(self, picture: Image.Image) -> bytes:
        """The raster commands that print this picture on one label, and cut it off."""
        raster = BrotherQLRaster(self._model)
        raster.exception_on_warning = True  # what this model lacks is left out, without a word
        red = self._label.color == Color.BLACK_RED_WHITE
        data: bytes = convert(raster, [picture], self._label.identifier, red=red)
        return data

    def deliver(self, data: bytes, begin: Begin) -> bool:
        """Send a label; whether the printer is known to have read all of it."""
        self._look()
        with line_to(self._address) as line:
            begin()
            return sent_whole(line, data, CONFIRM_S)

    def _look(self) -> None:
        """Refuse to send while the printer says that it could not print; silence is consent."""
        block = snmp.asked(self._address.host, self._snmp)
        if block is None or len(block) < BLOCK:
            return
        for byte, problems in ((ERRORS_1, PROBLEMS_1), (ERRORS_2, PROBLEMS_2)):
            for bit in range(8):
                if block[byte] >> bit & 1:
                    raise NotReady(problems.get(bit, "fault"))
        self._compare(block[WIDTH_MM], block[LENGTH_MM])

    def _compare(self, width: int, length: int) -> None:
        """A roll of another size is no error to the printer before the label has been sent."""
        if width == 0:
            raise NotReady("paper_out")
        if [width, length] != list(self._label.tape_size):
            raise NotReady("wrong_roll")


def _chosen_model(address: Address) -> str:
    known = [model.identifier for model in ALL_MODELS if model.identifier.startswith("QL-")]
    model = address.options.get("model", MODEL)
    if model not in known:
        raise BadAddress("unknown_model", address=address.text, known=", ".join(known))
    return model


def _chosen_label(address: Address, model: str) -> Label:
    known = {
        label.identifier: label
        for label in ALL_LABELS
        if _has_room(label) and model in (label.restricted_to_models or [model])
    }
    name = address.options.get("label", DEFAULT.name)
    if name not in known:
        raise BadAddress("unknown_label", address=address.text, known=", ".join(known))
    return known[name]


def _has_room(label: Label) -> bool:
    """Whether a name and a QR can stand on it; endless rolls are printed across."""
    if label.form_factor == FormFactor.ENDLESS:
        return bool(label.dots_printable[0] >= 2 * LENGTH)
    return bool(label.form_factor == FormFactor.DIE_CUT and min(label.dots_printable) > NARROWEST)


def _media(label: Label) -> Media:
    """The label as its reader holds it: the longer side across."""
    across, down = label.dots_printable
    if not down:
        return Media(label.identifier, across, LENGTH, DEFAULT_DPI, (label.tape_size[0], 29))
    longer, shorter = sorted((across, down), reverse=True)
    paper = sorted(label.tape_size, reverse=True)
    return Media(label.identifier, longer, shorter, DEFAULT_DPI, (paper[0], paper[1]))
