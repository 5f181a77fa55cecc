"""A wall whose line is cut: it keeps its picture, and comes back to the one that is due."""

from playwright.sync_api import Browser

from tests.e2e.walls import Wall
from tests.edge.house import House

# A switch for the line, and how often anything has been animated.
SWITCH = """
const Real = WebSocket;
const lines = [];
let isCut = false;
window.WebSocket = class extends Real {
  constructor(address, ...more) {
    super(isCut ? new URL('/nowhere', address) : address, ...more);
    lines.push(this);
  }
};
window.cut = () => {
  isCut = true;
  for (const line of lines) line.close();
};
window.join = () => (isCut = false);
window.animated = 0;
const animate = Element.prototype.animate;
Element.prototype.animate = function (...given) {
  animated += 1;
  return animate.apply(this, given);
};
"""


def test_a_line_that_comes_back_lands_on_the_picture_without_a_dissolve(
    browser: Browser, house: House
) -> None:
    """
    The walk went on while the wall was away: its picture is there at once; the next dissolves again.
    """
    operator = house.sign_in("Điều hành", "operator")
    with Wall(browser, house.links()["hall"], SWITCH) as wall:
        operator.command("start").raise_for_status()
        wall.paints("Tổ quốc gọi tên mình")
        before = wall.picture()
        wall.page.evaluate("cut()")
        operator.command("next").raise_for_status()
        assert before == wall.picture()
        wall.page.evaluate("animated = 0")

        wall.page.evaluate("join()")

        wall.paints("Ninh Thuận quê hương tôi")
        assert 0 == wall.page.evaluate("animated")
        operator.command("next").raise_for_status()
        wall.reaches(1, lambda: wall.page.evaluate("animated"))
