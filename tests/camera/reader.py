"""The kiosk's own reader in real Chromium: its worker, fed with pictures as the camera would."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.static_server import serve

WORKER = "/kiosk/camera-worker.js"
START = """(worker) => {
  const reader = new Worker(worker, { type: 'module' });
  window.read = async (jpeg) => {
    const bytes = Uint8Array.from(atob(jpeg), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    const begun = performance.now();
    const sight = await new Promise((resolve, reject) => {
      reader.onmessage = ({ data }) => resolve(data);
      reader.onerror = ({ message }) => reject(new Error(message));
      reader.postMessage(picture, [picture]);
    });
    return { ...sight, ms: performance.now() - begun };
  };
}"""


class Reader:
    """What `read` answers is the worker's own word, and how many milliseconds it took."""

    def __init__(self, page: Page, worker: str = WORKER) -> None:
        self._page = page
        page.evaluate(START, worker)

    def read(self, jpeg: bytes) -> dict[str, Any]:
        """What the worker sees in one picture: `code`, `foreign` or `nothing`, and `ms`."""
        return dict(self._page.evaluate("read", base64.b64encode(jpeg).decode()))


@contextmanager
def reading(browser: Browser, worker: str = WORKER) -> Iterator[Reader]:
    """A reader on a page of its own."""
    with serve({}) as address:
        page = browser.new_page()
        try:
            page.goto(f"{address}/kiosk/code.js")
            yield Reader(page, worker)
        finally:
            page.close()
