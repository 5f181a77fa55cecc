"""Third-party code: exact versions, checked by hash, and only the files that pages may load."""

import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from server import bootstrap
from server.setup import browser_packages, places

ROOT = places.ROOT
REQUIREMENTS = (ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt")
NPM_FOLDERS = (ROOT / "display", ROOT / "tests")
EXACT_PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>\d[\w.]*)(?P<only>; .+)?")
EXACT_VERSION = re.compile(r"\d+\.\d+\.\d+")
NO_CODE = re.compile(r"/\*.*?\*/|`[^`]*`", re.DOTALL)  # and what a script says
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s?["']([^"']+)["']""")


def lines_of(requirements: Path) -> list[str]:
    lines = requirements.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def manifest() -> list[dict[str, str]]:
    return json.loads(browser_packages.MANIFEST.read_text(encoding="utf-8"))["files"]


def locked(folder: Path) -> dict[str, dict[str, str]]:
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    return {path: entry for path, entry in lock["packages"].items() if path}


@pytest.mark.parametrize("requirements", REQUIREMENTS, ids=("server", "tests"))
def test_every_python_package_stands_at_one_exact_version(requirements: Path) -> None:
    """No requirement leaves a choice, and what is installed is what is written."""
    pins = [EXACT_PIN.fullmatch(line) for line in lines_of(requirements)]

    assert None not in pins
    here = {pin["name"]: pin["version"] for pin in pins if pin and not pin["only"]}
    assert here == {name: version(name) for name in here}


def test_the_lists_of_python_packages_are_whole() -> None:
    """Whatever an installed package needs is installed too, in a version it accepts."""
    check = [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"]

    answer = subprocess.run(check, capture_output=True, text=True, check=False)

    assert (answer.returncode, answer.stdout.strip()) == (0, "No broken requirements found.")


@pytest.mark.parametrize("folder", NPM_FOLDERS, ids=lambda folder: folder.name)
def test_every_npm_package_is_checked_by_hash_and_bound_to_no_registry(folder: Path) -> None:
    """The lock holds a strong hash for each package and an address for none."""
    packages = locked(folder)

    assert packages
    assert {"sha512"} == {entry["integrity"].split("-")[0] for entry in packages.values()}
    assert not [path for path, entry in packages.items() if "resolved" in entry]


@pytest.mark.parametrize("folder", NPM_FOLDERS, ids=lambda folder: folder.name)
def test_npm_packages_asked_for_are_the_ones_locked(folder: Path) -> None:
    """package.json names exact versions, the same as its lock."""
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))

    asked = package.get("dependencies", {}) | package.get("devDependencies", {})

    assert all(EXACT_VERSION.fullmatch(wanted) for wanted in asked.values())
    assert asked == {name: locked(folder)[f"node_modules/{name}"]["version"] for name in asked}


def test_only_allowed_files_are_within_reach_of_a_page() -> None:
    """The vendor folder holds the allow-list, its manifest and its stamp, and nothing else."""
    vendor = places.VENDOR
    there = {file.relative_to(vendor).as_posix() for file in vendor.rglob("*") if file.is_file()}

    assert {*browser_packages.ALLOWED, "manifest.json", "stamp"} == there
    assert {file["path"]: file["name"] for file in manifest()} == browser_packages.ALLOWED


def test_the_manifest_names_the_locked_versions() -> None:
    """Each file says which package and version it came from, as the lock has it."""
    versions = {path: entry["version"] for path, entry in locked(ROOT / "display").items()}

    for file in manifest():
        assert versions[f"node_modules/{file['package']}"] == file["version"]


def test_every_package_a_page_loads_comes_with_its_licence() -> None:
    """No code or font is handed out without the terms it came under."""
    packages = {file["package"] for file in manifest()}

    licensed = {file["package"] for file in manifest() if "LICENSE" in file["path"]}

    assert packages == licensed


def test_a_damaged_browser_file_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed or a missing file is named; an untouched folder has none to name."""
    vendor = tmp_path / "vendor"
    shutil.copytree(places.VENDOR, vendor)
    monkeypatch.setattr(browser_packages, "VENDOR", vendor)
    monkeypatch.setattr(browser_packages, "MANIFEST", vendor / "manifest.json")
    assert browser_packages.damaged() == []

    (vendor / "htm/dist/htm.mjs").write_text("export default null", encoding="utf-8")
    (vendor / "idb/build/index.js").unlink()

    assert browser_packages.damaged() == ["htm/dist/htm.mjs", "idb/build/index.js"]


def test_whatever_a_browser_file_imports_is_there_too() -> None:
    """Each import inside the vendor folder leads to another file of it."""
    scripts = [path for path in browser_packages.ALLOWED if path.endswith((".js", ".mjs"))]
    for path in scripts:
        script = places.VENDOR / path
        for name in IMPORTED.findall(NO_CODE.sub("", script.read_text(encoding="utf-8"))):
            url = bootstrap.import_map().get(name, "")
            found = places.VENDOR / url.removeprefix("/vendor/") if url else script.parent / name
            assert found.is_file(), f"{path} imports {name}"


def test_types_are_checked_under_the_names_that_pages_import() -> None:
    """tsconfig.json knows each name of the import map, and no other bare name."""
    config = (ROOT / "tests" / "tsconfig.json").read_text(encoding="utf-8")
    paths = json.loads(re.sub(r"^\s*//.*$", "", config, flags=re.M))["compilerOptions"]["paths"]

    assert set(bootstrap.import_map()) == {name for name in paths if not name.startswith("/")}
    for name in bootstrap.import_map():
        assert [(ROOT / "tests" / types).is_file() for types in paths[name]] == [True]


def test_node_loads_the_same_files_as_a_page() -> None:
    """With bare_names.mjs Node resolves every name of the import map to the vendor folder."""
    names = sorted(bootstrap.import_map())
    hook = (ROOT / "tests" / "bare_names.mjs").as_uri()
    script = f"""for (const name of {json.dumps(names)}) {{
        await import(name)
        console.log(import.meta.resolve(name))
    }}"""
    command = [*bootstrap.node_command(), "--import", hook, "--input-type=module", "-e", script]

    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    files = [bootstrap.import_map()[name].removeprefix("/vendor/") for name in names]
    vendor = places.VENDOR.as_uri()
    assert [f"{vendor}/{file}" for file in files] == said.split()


@pytest.mark.parametrize("folder", [".venv", ".vendor", ".setup", "data/var"])
def test_nothing_third_party_can_be_committed_by_accident(folder: str) -> None:
    """git overlooks what the set-up makes and what happens on the day."""
    ask = ["git", "check-ignore", "--quiet", f"{folder}/anything"]

    assert subprocess.run(ask, cwd=ROOT, check=False).returncode == 0


def test_continuous_integration_runs_the_one_command() -> None:
    """.ci/run ends in the very command that a developer types."""
    script = ROOT / ".ci" / "run"

    assert script.read_text(encoding="utf-8").splitlines()[-1] == "python3 -m tests"
    assert script.stat().st_mode & 0o111
