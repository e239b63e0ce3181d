"""The programs beside this file that divide an instance from a file: ours and LEMON's."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOLDER = Path(os.environ["GIAINGAN_BUILD"]) / "benchmarks" / "reallocation"
LEMON = FOLDER / "benchmark_divide_lemon"


@dataclass(frozen=True)
class Outcome:
    seconds: float  # of the processor
    tiers: list[int]  # what each got


def ours(instance: Path, within: str, additions: Path) -> tuple[Outcome, np.ndarray]:
    """The whole division: every tier by `within`, proofs and cuts; and what each need got, which `additions` holds too."""
    outcome = _run([FOLDER / "benchmark_divide", instance, within, additions])
    return outcome, np.loadtxt(additions, dtype=np.int64)


def lemon(instance: Path, additions: Path) -> Outcome:
    """The tiers' totals, with the earlier tiers fixed at the additions."""
    return _run([LEMON, instance, additions])


def _run(command: list[Path | str]) -> Outcome:
    text = subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE).stdout
    printed = json.loads(text)
    return Outcome(printed["seconds"], printed["tiers"])
