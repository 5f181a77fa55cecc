"""The addresses: where each page is opened, with what signs its reader in.

What signs in stands behind the `#`: a browser never sends that part, and no log ever sees it.
"""

from urllib.parse import quote

# Short enough to be typed on a television; each leads on to the page in its folder.
SHORT = {
    "": "/display/console.html",
    "console": "/display/console.html",
    "mc": "/display/mc.html",
    "screen": "/display/screen.html",
    "hall": "/display/screen.html?role=hall",
    "lobby": "/display/screen.html?role=lobby",
    "stage": "/display/screen.html?role=stage",
    "overlay": "/display/screen.html?role=overlay",
    "trail": "/display/trail.html",
    "kiosk": "/kiosk/kiosk.html",
    "reception": "/kiosk/reception.html",
}


def of_screen(base: str, role: str, name: str) -> str:
    """The address of a wall screen."""
    return f"{base}/{role}?name={quote(name)}"


def of_page(base: str, page: str, key: str) -> str:
    """The address of a page with a one-time key."""
    return f"{base}/{page}#key={key}"


def of_device(base: str, kind: str, name: str, role: str | None, token: str) -> str:
    """The address that pairs a device with its token."""
    page = of_screen(base, role or "hall", name) if kind == "screen" else f"{base}/{kind}"
    return f"{page}#token={token}"
