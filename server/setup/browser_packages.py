"""Fetches the pinned browser packages with npm and keeps the few files that pages may load."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from server.setup.children import run
from server.setup.node import node_command, npm_command
from server.setup.places import ROOT, VENDOR, WORKSHOP, fingerprint, is_stamped

DISPLAY = ROOT / "display"
CHECKERS = ROOT / "tests"
FONT_WEIGHTS = (
    *("400Regular", "400Regular_Italic", "500Medium"),
    *("600SemiBold", "700Bold", "800ExtraBold"),
)
# The only third-party files a page can reach: path below node_modules, and the bare name
# that pages import it by, if they do.
ALLOWED: dict[str, str | None] = {
    "preact/dist/preact.mjs": "preact",
    "preact/hooks/dist/hooks.mjs": "preact/hooks",
    "preact/LICENSE": None,
    "htm/dist/htm.mjs": "htm",
    "htm/preact/index.mjs": "htm/preact",
    "htm/LICENSE": None,
    "@preact/signals/dist/signals.mjs": "@preact/signals",
    "@preact/signals/LICENSE": None,
    "@preact/signals-core/dist/signals-core.mjs": "@preact/signals-core",
    "@preact/signals-core/LICENSE": None,
    "socket.io-client/dist/socket.io.esm.min.js": "socket.io-client",
    "socket.io-client/LICENSE": None,
    "hash-wasm/dist/index.esm.min.js": "hash-wasm",
    "hash-wasm/LICENSE": None,
    "idb/build/index.js": "idb",
    "idb/LICENSE": None,
    "zxing-wasm/dist/es/reader/index.js": "zxing-wasm/reader",
    "zxing-wasm/dist/es/share.js": None,
    "zxing-wasm/dist/reader/zxing_reader.wasm": None,
    "zxing-wasm/LICENSE": None,
    "qr/decode.js": "qr",
    "qr/index.js": None,
    "qr/LICENSE-MIT": None,
    **{
        f"@expo-google-fonts/be-vietnam-pro/{weight}/BeVietnamPro_{weight}.ttf": None
        for weight in FONT_WEIGHTS
    },
    "@expo-google-fonts/be-vietnam-pro/LICENSE": None,
    "@expo-google-fonts/be-vietnam-pro/LICENSE_FONT": None,
}
MANIFEST = VENDOR / "manifest.json"
STAMP = VENDOR / "stamp"
NPM_INSTALL = (
    *("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress"),
    *("--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=4000"),
)


def mark() -> str:
    """What the stamp of the vendor folder must hold."""
    return fingerprint(npm_mark(DISPLAY), json.dumps(ALLOWED))


def npm_mark(source: Path) -> str:
    """What the stamp of an npm folder made from `source` must hold."""
    return fingerprint(source / "package.json", source / "package-lock.json")


def npm_folder(source: Path) -> Path:
    """Where the packages that `source` lists are unpacked."""
    return WORKSHOP / source.name


def are_installed() -> bool:
    """Whether the vendor folder holds what the lock and the list above ask for."""
    return is_stamped(STAMP, mark())


def is_unpacked(source: Path) -> bool:
    """Whether npm has finished unpacking what `source` lists."""
    return is_stamped(npm_folder(source) / "stamp", npm_mark(source))


def tools_are_unpacked() -> bool:
    """Whether the tests have the packages whose types they read, and the code checkers."""
    return is_unpacked(DISPLAY) and is_unpacked(CHECKERS)


def unpack_tools(advance: Callable[[float], None]) -> None:
    """Unpack both, and have a Node to run the checkers with."""
    unpack(DISPLAY)
    advance(0.4)
    unpack(CHECKERS)
    node_command()


def unpack(source: Path) -> None:
    """Have npm unpack what the lock of `source` names, hashes checked, no script run."""
    if is_unpacked(source):
        return
    folder = npm_folder(source)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(source / name, folder / name)
    run([*npm_command(), *NPM_INSTALL], cwd=folder)
    (folder / "stamp").write_text(npm_mark(source), encoding="utf-8")


def install(advance: Callable[[float], None]) -> None:
    """Fill the vendor folder: built aside, then put in place in one move."""
    unpack(DISPLAY)
    advance(0.8)
    built = copy_allowed(npm_folder(DISPLAY) / "node_modules", WORKSHOP / "vendor")
    (built / STAMP.name).write_text(mark(), encoding="utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    built.rename(VENDOR)


def copy_allowed(modules: Path, target: Path) -> Path:
    """Copy the allowed files, licences included, and write down what they are."""
    shutil.rmtree(target, ignore_errors=True)
    for path in ALLOWED:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / path, target / path)
    files = [describe(modules, path, name) for path, name in ALLOWED.items()]
    manifest = json.dumps({"files": files}, indent=2)
    (target / MANIFEST.name).write_text(manifest, encoding="utf-8")
    return target


def describe(modules: Path, path: str, name: str | None) -> dict[str, str | None]:
    """One line of the manifest."""
    package = "/".join(path.split("/")[: 2 if path.startswith("@") else 1])
    about = json.loads((modules / package / "package.json").read_text(encoding="utf-8"))
    return {
        "name": name,
        "path": path,
        "package": package,
        "version": about["version"],
        "sha256": sha256(modules / path),
    }


def sha256(file: Path) -> str:
    """The file's hash, as the manifest writes it."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def import_map() -> dict[str, str]:
    """Bare name to URL, for the pages' import map."""
    return {name: f"/vendor/{path}" for path, name in ALLOWED.items() if name}


def damaged() -> list[str]:
    """Files of the vendor folder that are missing or not what was installed."""
    try:
        files = json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]
    except FileNotFoundError:
        return [MANIFEST.name]
    return [file["path"] for file in files if not is_whole(file)]


def is_whole(file: dict[str, str]) -> bool:
    """Whether the file that this line of the manifest names is there, unchanged."""
    place = VENDOR / file["path"]
    return place.is_file() and sha256(place) == file["sha256"]
