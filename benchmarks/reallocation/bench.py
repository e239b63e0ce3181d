"""The benchmark of reallocation: bench.py [PART…] [--allocations N], in the environment that `run` beside it sets up.

Parts: coupled (ours beside HiGHS and LEMON, 100,000 allocations), uncoupled (growth, 1,000,000), process (the tool,
100,000); all of them if none is named. --allocations sets another size. docs/performance.md shows what they print.
"""

import argparse
import os
import sys
from pathlib import Path

import against_solvers
import growth
import whole_process

SIZES = {"coupled": 100_000, "uncoupled": 1_000_000, "process": 100_000}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench reallocation")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(SIZES)}")
    parser.add_argument("--allocations", type=int)
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(SIZES):
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(SIZES)}")
    sys.stdout.reconfigure(line_buffering=True)
    built = Path(os.environ["GIAINGAN_BUILD"])
    work = built / "benchmarks" / "reallocation" / "work"
    work.mkdir(parents=True, exist_ok=True)
    for part in asked.parts or SIZES:
        size = asked.allocations or SIZES[part]
        if part == "coupled":
            against_solvers.run(size, work)
        elif part == "uncoupled":
            growth.run(size, work)
        else:
            whole_process.run(size, built / "tools" / "giaingan", work)


if __name__ == "__main__":
    main()
