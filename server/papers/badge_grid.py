"""The badge's grid: 99 x 140 mm, and where each of its zones stands."""

from server.papers.marks import mm
from server.papers.qr import MODULES, QUIET

WIDTH, HEIGHT = mm(99), mm(140)
EDGE = mm(5)
INNER = WIDTH - 2 * EDGE
CENTRE = WIDTH // 2

HEADER_TOP, HEADER_HEIGHT = mm(4.5), mm(22.5)
EMBLEM_SIDE, BESIDE_EMBLEM = mm(17), mm(2.5)
EMBLEM_TOP = HEADER_TOP + (HEADER_HEIGHT - EMBLEM_SIDE) // 2
BAND_TOP, BAND_HEIGHT, ROLE_HEIGHT = mm(29), mm(17), mm(7)
BAND_PADDING = mm(1.5)

MODULE = 13
QR_SIDE = MODULES * MODULE
QR_LEFT, QR_TOP = WIDTH - EDGE - QR_SIDE, mm(93.6)
QUIET_LEFT, QUIET_TOP = QR_LEFT - QUIET * MODULE, QR_TOP - QUIET * MODULE

FACTS_WIDTH = QUIET_LEFT - EDGE
FOOT_RULE = mm(130.1)
ABOVE_FOOT = FOOT_RULE - mm(2.1)
