"""Wall time, processor's time and peak memory of whole processes.

As a program, `process.py OUTPUT COMMAND…` measures one and prints its cost: a process starts with the peak of the
one that forked it, so it must not be forked by one that holds a benchmark's data.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    seconds: float
    processor: float
    peak_bytes: int


def run(command: list[str], output: Path | None = None) -> Cost:
    """Runs the command to its end, its standard output into `output`; fails if the command does."""
    small = subprocess.run([sys.executable, "-S", __file__, output or os.devnull, *command], check=True,
                           stdout=subprocess.PIPE)
    return Cost(**json.loads(small.stdout))


def medians(costs: list[Cost]) -> Cost:
    return Cost(statistics.median(cost.seconds for cost in costs),
                statistics.median(cost.processor for cost in costs),
                int(statistics.median(cost.peak_bytes for cost in costs)))


def _measure(output: str, command: list[str]) -> Cost:
    with open(output, "wb") as out:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=out)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command[0]} ended with {child.returncode}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


if __name__ == "__main__":
    print(json.dumps(asdict(_measure(sys.argv[1], sys.argv[2:]))))
