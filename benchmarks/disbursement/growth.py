"""How the cost of a unit and month grows with the number of units, and the memory that a call takes."""

import json
import subprocess
import sys
from pathlib import Path

from measure import median, result, timed
from ours import Giaingan, Library
from year import MONTHS, ordinary

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
ROUNDS = 5
ALLOWANCE = 32  # bytes a unit and month beyond the input


def run(library: Library) -> None:
    costs = {units: _cost(units, library) for units in SIZES}
    print("\nGrowth, one thread (medians of the processor's time):\n")
    print("| units | twelve rankings, ns a unit-month | check, ns a unit-month | both |")
    print("|---|---|---|---|")
    for units, (rank, check) in costs.items():
        print(f"| {units:,} | {rank:.2f} | {check:.3f} | {rank + check:.2f} |")
    print()
    smallest = sum(costs[SIZES[0]])
    for units in SIZES[1:]:
        result("disbursement-growth", units, str(SIZES[0]), sum(costs[units]) / smallest)


def _cost(units: int, library: Library) -> tuple[float, float]:
    """Nanoseconds a unit and month of the rankings and of the check."""
    ours = Giaingan(ordinary(units), library)
    rounds = max(ROUNDS, 1_000_000 // units)
    rank = median([timed(ours.rank) for _ in range(rounds)])
    check = median([timed(ours.check) for _ in range(rounds)])
    ours.close()
    return tuple(time.processor / (units * MONTHS) * 1e9 for time in (rank, check))


def run_memory(units: int, library_path: Path) -> None:
    """In a process of its own, so that nothing freed before is taken again unseen."""
    script = Path(__file__).with_name("memory_of_ours.py")
    output = subprocess.run([sys.executable, script, str(units), library_path], check=True, stdout=subprocess.PIPE)
    peak = json.loads(output.stdout)
    each = peak / (units * MONTHS)
    print(f"\nMemory beyond the input, results included: {peak / 2**20:.0f} MiB, {each:.1f} bytes a unit-month\n")
    result("disbursement-memory", units, "allowance", each / ALLOWANCE)
