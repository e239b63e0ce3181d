"""memory_of_ours.py UNITS LIBRARY: prints the bytes that rankings and check take at their peak beyond the input."""

import sys
from pathlib import Path

from ours import Giaingan, Library
from year import ordinary


def main() -> None:
    year = ordinary(int(sys.argv[1]))
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    before = _peak()
    Giaingan(year, Library(Path(sys.argv[2]))).rank_and_check()
    print(_peak() - before)


def _peak() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("the system doesn't tell a process its peak")


if __name__ == "__main__":
    main()
