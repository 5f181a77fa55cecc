"""The sample's film and tone, drawn and sounded by this script alone: nobody's work, no anthem.

`python3 -m tests.sample_media [FOLDER]` makes both anew, by default where the sample keeps them.
Each second of the film a bar fills, a light flashes and a note sounds, so that anybody can see and
hear whether two walls show the same instant, and whether the sound belongs to the picture.
"""

from server.bootstrap import enter

if __name__ == "__main__":
    enter("tests.sample_media", for_tests=True)

import math
import sys
from array import array
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image, ImageDraw

from server.config import SAMPLE
from server.papers.fonts import Weight, font

FILM, TONE = "phong-su-mau.webm", "am-thanh-mau.ogg"
LASTS_S = 16
SEAM_S = 0.1  # between a film and the same film again
SIZE = (640, 360)
FRAMES = 30  # a second
RATE = 48_000  # Hz: Opus's own
CHUNK = 960  # samples: 20 ms
NOTES = (392.0, 440.0, 523.25, 587.33, 659.25)  # Hz: G A C D E, no tune in particular
LOUDNESS = 0.25
GROUND, GOLD, WHITE, DIM = (94, 7, 13), (244, 196, 48), (255, 255, 255), (140, 40, 44)
WORDS = ("PHIM MẪU", "Kiểm tra hình và tiếng")


def make_film(path: Path, seconds: int = LASTS_S) -> None:
    """Write the film: VP9 with Opus, which every Chromium plays."""
    with av.open(str(path), "w") as film:
        picture = film.add_stream("libvpx-vp9", rate=FRAMES)
        picture.width, picture.height = SIZE
        picture.pix_fmt, picture.bit_rate = "yuv420p", 60_000
        picture.options = {"deadline": "good", "cpu-used": "6", "g": str(2 * FRAMES)}
        sound = film.add_stream("libopus", rate=RATE, layout="mono")
        sound.bit_rate = 32_000
        for second in range(seconds):
            for image in _pictures(second, seconds):
                film.mux(picture.encode(av.VideoFrame.from_image(image)))
            for note in _sound(range(second, second + 1)):
                film.mux(sound.encode(note))
        film.mux(picture.encode(None))
        film.mux(sound.encode(None))


def make_tone(path: Path, seconds: int = 5) -> None:
    """Write the tone: one note a second, in Opus."""
    with av.open(str(path), "w") as tone:
        sound = tone.add_stream("libopus", rate=RATE, layout="mono")
        sound.bit_rate = 32_000
        for note in _sound(range(seconds)):
            tone.mux(sound.encode(note))
        tone.mux(sound.encode(None))


def repeat(film: Path, longer: Path, times: int) -> None:
    """Write the film many times over, as it is: a long one at no cost."""
    with av.open(str(film)) as first, av.open(str(longer), "w") as target:
        streams = [target.add_stream_from_template(stream) for stream in first.streams]
        for turn in range(times):
            with av.open(str(film)) as source:
                for packet in source.demux():
                    if packet.dts is None or packet.pts is None or packet.time_base is None:
                        continue
                    shift = round(turn * (LASTS_S + SEAM_S) / packet.time_base)
                    packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                    packet.stream = streams[packet.stream.index]
                    target.mux(packet)


def _pictures(second: int, seconds: int) -> Iterator[Image.Image]:
    """The frames of one second."""
    large, small = font(Weight.BOLD, 64), font(Weight.MEDIUM, 26)
    for frame in range(FRAMES):
        image = Image.new("RGB", SIZE, GROUND)
        pen = ImageDraw.Draw(image)
        pen.text((SIZE[0] // 2, 150), WORDS[0], GOLD, large, anchor="ms")
        pen.text((SIZE[0] // 2, 196), WORDS[1], WHITE, small, anchor="ms")
        pen.text((SIZE[0] // 2, 330), f"{second + 1} / {seconds}", WHITE, small, anchor="ms")
        pen.rectangle((80, 240, 560, 262), DIM)
        pen.rectangle((80, 240, 80 + 480 * (frame + 1) // FRAMES, 262), GOLD)
        if frame < 3:
            pen.ellipse((590, 18, 622, 50), WHITE)
        yield image


def _sound(which: range) -> Iterator[av.AudioFrame]:
    """The notes of those seconds, each swelling and dying away."""
    for start in range(which.start * RATE, which.stop * RATE, CHUNK):
        wave = array("h", (_height(start + n) for n in range(CHUNK)))
        sound = av.AudioFrame(format="s16", layout="mono", samples=CHUNK)
        sound.planes[0].update(wave.tobytes())
        sound.sample_rate, sound.pts, sound.time_base = RATE, start, Fraction(1, RATE)
        yield sound


def _height(sample: int) -> int:
    second, place = divmod(sample / RATE, 1)
    swell = min(1.0, place / 0.02) * math.exp(-3 * place)
    pitch = NOTES[int(second) % len(NOTES)]
    return round(32_767 * LOUDNESS * swell * math.sin(2 * math.pi * pitch * place))


def main(folder: Path) -> None:
    """Make both, and say how large they are."""
    folder.mkdir(parents=True, exist_ok=True)
    make_film(folder / FILM)
    make_tone(folder / TONE)
    for name in (FILM, TONE):
        print(f"{name}: {(folder / name).stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE / "media")
