"""The check of §3 alone beside merely reading the same bytes, in turn in the same run."""

import statistics
from pathlib import Path

import numpy as np

from bandwidth import Bandwidth
from measure import result, timed
from ours import Giaingan, Library
from year import Year

ROUNDS = 11
READ = "merely reading"
CHECK = "check"
GIVEN = "check, averages given"
CREATE = "making the panel"


def run(year: Year, library: Library, build: Path) -> None:
    """The panel is there before: making it reads the figures once more, and is a row of its own."""
    ours = Giaingan(year, library)
    bandwidth = Bandwidth(year, build)
    averages = (year.plan.sum(axis=1), year.disbursed.sum(axis=1))
    seconds: dict[str, list[float]] = {READ: [], CHECK: [], GIVEN: [], CREATE: []}
    for _ in range(ROUNDS):
        seconds[READ].append(bandwidth.seconds())
        seconds[CHECK].append(timed(ours.check).processor)
        flagged = ours.flagged().copy()
        seconds[GIVEN].append(timed(lambda: ours.check(averages)).processor)
        if not np.array_equal(flagged, ours.flagged()):
            raise RuntimeError("the check differs between averages given and the panel's own")
        seconds[CREATE].append(timed(ours.create).processor)
    ours.close()
    medians = {name: statistics.median(of_one) for name, of_one in seconds.items()}
    _table(year, medians)
    result("disbursement", year.units, "memory", medians[READ] / medians[CHECK])


def _table(year: Year, medians: dict[str, float]) -> None:
    read = year.plan.nbytes + year.disbursed.nbytes
    print(f"\nThe check of §3 alone, {year.units:,} units, {read:,} bytes of figures, one thread "
          f"(medians of {ROUNDS}, the processor's time):\n")
    print("| | milliseconds | ns a unit-month | GB/s |")
    print("|---|---|---|---|")
    for name, seconds in medians.items():
        each = seconds / year.plan.size * 1e9
        print(f"| {name} | {seconds * 1e3:.2f} | {each:.3f} | {read / seconds / 1e9:.1f} |")
    print()
