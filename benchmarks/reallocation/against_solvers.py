"""Ours beside HiGHS and LEMON on the same network, one thread each: ours divides, they find the tiers' totals."""

from pathlib import Path

import drivers
import highs
from instance import coupled
from measure import result

# Fair division in exact fractions takes far longer where supply runs out: it is measured on smaller rounds.
FAIR_AT_MOST = 10_000


def run(allocations: int, work: Path) -> None:
    compare(allocations, ("ratio_desc",), work)
    compare(min(allocations, FAIR_AT_MOST), ("proportional", "equal"), work)


def compare(allocations: int, fairnesses: tuple[str, ...], work: Path) -> None:
    instance = coupled(allocations)
    path, additions = work / "coupled.txt", work / "additions.txt"
    instance.write(path)
    peers = {"highs": lambda given: highs.totals(instance, given, "choose"),
             "highs-ipm": lambda given: highs.totals(instance, given, "ipm")}
    if drivers.LEMON.exists():
        peers["lemon"] = lambda _: drivers.lemon(path, additions)
    print(f"\n{allocations:,} allocations in 50 pools with coupled caps, five tiers, one thread, beside HiGHS "
          f"{highs.version()} (seconds of the processor):\n")
    print("| within a tier | giaingan |", " | ".join(peers), "|")
    print("|---" * (2 + len(peers)) + "|")
    ratios = {}
    for within in fairnesses:
        ours, given = drivers.ours(path, within, additions)
        row = [f"{ours.seconds:.4f}"]
        for peer, solve in peers.items():
            theirs = solve(given)
            if theirs.tiers != ours.tiers:
                raise RuntimeError(f"the tiers get {ours.tiers} by ours ({within}) and {theirs.tiers} by {peer}")
            row.append(f"{theirs.seconds:.3f}")
            ratios[peer if within == "ratio_desc" else f"{peer}-{within}"] = theirs.seconds / ours.seconds
        print(f"| `{within}` |", " | ".join(row), "|", flush=True)
    print()
    for peer, ratio in ratios.items():
        result("reallocation", allocations, peer, ratio)
    if not drivers.LEMON.exists():
        print("LEMON is not installed (liblemon-dev): no line for it")
