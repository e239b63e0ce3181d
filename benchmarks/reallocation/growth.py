"""Rounds in which nothing but its pool stops an allocation: how long ten times as many of them take."""

from pathlib import Path

import drivers
from instance import uncoupled
from measure import result

WITHIN = ("ratio_desc", "proportional", "equal")


def run(allocations: int, work: Path) -> None:
    tenth = allocations // 10
    print("\nUncoupled rounds, 50 pools, five tiers, one thread (seconds of the processor):\n")
    print(f"| within a tier | {tenth:,} allocations | {allocations:,} allocations | times |")
    print("|---|---|---|---|")
    ratios = {}
    for within in WITHIN:
        few, many = (_seconds(size, within, work) for size in (tenth, allocations))
        ratios[within] = many / few
        print(f"| `{within}` | {few:.4f} | {many:.3f} | {many / few:.1f} |", flush=True)
    print()
    for within, ratio in ratios.items():
        peer = f"self-{tenth}" if within == "ratio_desc" else f"self-{tenth}-{within}"
        result("reallocation-uncoupled", allocations, peer, ratio)


def _seconds(allocations: int, within: str, work: Path) -> float:
    path = work / f"uncoupled-{allocations}.txt"
    if not path.exists():
        uncoupled(allocations).write(path)
    return drivers.ours(path, within, work / "additions.txt")[0].seconds
