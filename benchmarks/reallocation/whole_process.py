"""Whole processes from a dataset folder: making a round's document, and verifying it."""

from pathlib import Path

import dataset
import process
from measure import result

RUNS = 5


def run(allocations: int, tool: Path, work: Path) -> None:
    dataset.write(allocations, folder := work / "dataset")
    document = work / "round.json"
    given = ["--policy", str(folder / "policy.json"), "--data", str(folder)]
    commands = {
        "reallocate": [str(tool), "reallocate", *given, "--round", dataset.ROUND, "--format", "json"],
        "verify": [str(tool), "verify", "--round", str(document), *given],
    }
    print(f"\nWhole processes, a dataset of {allocations:,} allocations (medians of {RUNS}):\n")
    print("| | seconds | processor | peak MiB |")
    print("|---|---|---|---|")
    costs = {}
    for name, command in commands.items():
        output = document if name == "reallocate" else None
        costs[name] = process.medians([process.run(command, output) for _ in range(RUNS)])
        cost = costs[name]
        print(f"| `{name}` | {cost.seconds:.2f} | {cost.processor:.2f} | {cost.peak_bytes / 2**20:.0f} |", flush=True)
    print(f"\nThe document has {document.stat().st_size / 1e6:.0f} MB.")
    result("reallocation-verify", allocations, "reallocate", costs["reallocate"].processor / costs["verify"].processor)
