"""The benchmark of disbursement: bench.py [PART…], in the environment that `run` beside it sets up.

Parts: memory, adversarial, peers, exact, threads, growth, csv; all of them if none is named. docs/performance.md shows what they print.
"""

import os
import sys
from pathlib import Path

# One thread, as the issue that this answers says; Polars reads it when it is imported.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

import against_adversaries  # noqa: E402
import against_memory  # noqa: E402
import against_peers  # noqa: E402
import csv_to_result  # noqa: E402
import growth  # noqa: E402
from ours import Library  # noqa: E402
from year import ordinary  # noqa: E402

UNITS = 1_000_000
PARTS = ("memory", "adversarial", "peers", "exact", "threads", "growth", "csv")


def main() -> None:
    parts = sys.argv[1:] or PARTS
    if unknown := set(parts) - set(PARTS):
        sys.exit(f"bench disbursement: no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    sys.stdout.reconfigure(line_buffering=True)
    built = Path(os.environ["GIAINGAN_BUILD"])
    work = built / "benchmarks" / "disbursement"
    work.mkdir(parents=True, exist_ok=True)
    library_path = built / "capi" / "libgiaingan.so.1"
    for part in parts:
        _run(part, built, library_path, work)


def _run(part: str, built: Path, library_path: Path, work: Path) -> None:
    if part == "csv":
        csv_to_result.run(built / "tools" / "giaingan", work)
        return
    if part == "threads":
        against_peers.run_two_threads(UNITS)
        return
    library = Library(library_path)
    if part == "growth":
        growth.run_memory(UNITS, library_path)
        growth.run(library)
    elif part == "memory":
        against_memory.run(ordinary(UNITS), library, work)
    elif part == "adversarial":
        against_adversaries.run(ordinary(UNITS), library)
    elif part == "exact":
        against_peers.run_exact(ordinary(UNITS), library)
    else:
        against_peers.run(ordinary(UNITS), library)


if __name__ == "__main__":
    main()
