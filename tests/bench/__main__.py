"""python3 -m tests.bench [THEME…] [--runs N]: measures, and tells what was wanted beside it."""

from server.bootstrap import enter

if __name__ == "__main__":
    enter("tests.bench", for_tests=True)

import argparse
import os
import sys
from importlib import import_module
from pkgutil import iter_modules

import tests.bench
from tests.bench.tools.rows import Row, medians

THEMES = tuple(
    sorted(
        module.name
        for module in iter_modules(tests.bench.__path__)
        if not module.ispkg and module.name != "__main__"
    )
)


def main() -> int:
    """Measure the themes asked for, print a line for each number; 1 where one was missed."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.bench", description=__doc__)
    parser.add_argument("themes", nargs="*", metavar="THEME", help=" · ".join(THEMES))
    parser.add_argument("--runs", type=int, default=1, help="take the medians of so many runs")
    asked = parser.parse_args()
    if unknown := set(asked.themes) - set(THEMES):
        parser.error(f"no such theme: {', '.join(sorted(unknown))}; there are {', '.join(THEMES)}")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the first run")
    missed = 0
    for theme in asked.themes or THEMES:
        runs = [_run(theme) for _ in range(max(1, asked.runs))]
        for row in medians(runs) if len(runs) > 1 else []:
            print(f"{theme:8} {row}   median of {len(runs)} runs", flush=True)
        missed += sum(not row.is_reached for row in medians(runs))
    return 1 if missed else 0


def _run(theme: str) -> list[Row]:
    """One run of a theme, told as it goes."""
    found = []
    for row in import_module(f"tests.bench.{theme}").rows():
        print(f"{theme:8} {row}", flush=True)
        found.append(row)
    return found


if __name__ == "__main__":
    sys.exit(main())
