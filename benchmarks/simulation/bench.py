"""The benchmark of simulated years: bench.py [DRAWS [UNITS]], in the environment that `run` beside it sets up.

10,000 years of 2,000 units and twelve months: draws, averages, runs and ratings. Ours and each peer in turn, one thread
each, then ours with two; docs/performance.md shows what it prints.
"""

import csv
import hashlib
import json
import os
import statistics
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np

import city
import peers
import process
from measure import result, timed

DRAWS, UNITS = 10_000, 2_000
ROUNDS = 5
SHORT = {"ours": 2_000, "numpy": 100, "numpy-tuned": 100, "duckdb": 5}  # scenarios a round
CONFIRMED = 3  # draws that are worked out in fractions


def main() -> None:
    sys.stdout.reconfigure(line_buffering=True)
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else DRAWS
    units = int(sys.argv[2]) if len(sys.argv) > 2 else UNITS
    built = Path(os.environ["GIAINGAN_BUILD"])
    folder = built / "benchmarks" / "simulation" / "work"
    given = city.made(units)
    city.write(given, folder)
    ours = Ours(built / "benchmarks" / "simulation" / "benchmark_simulate", folder)
    _confirm(ours, given)
    print(f"\n{units:,} units, {city.MONTHS} months, one thread (medians, microseconds of the processor a scenario):\n")
    print("| | a scenario | ours beside it | times ours |\n|---|---|---|---|")
    for make in (peers.Numpy, peers.NumpyTuned, peers.DuckDB):
        _beside(ours, make(given), draws)
    one, two = (statistics.median(ours.run(draws, threads)["seconds"] for _ in range(3)) for threads in (1, 2))
    print(f"\n{draws:,} scenarios: {one:.2f} s on one thread, {two:.2f} s on two.")
    result("simulation-threads", draws, "one-thread", one / two)
    small, large = (process.run(ours.command(count, 1)).peak_bytes for count in (draws // 10, draws))
    print(f"Peak memory of the process: {small >> 10:,} KiB for {draws // 10:,} scenarios, {large >> 10:,} KiB for {draws:,}.")
    result("simulation-memory", draws, "tenth", large / small)


def _beside(ours: "Ours", peer, draws: int) -> None:
    peer.scenario()
    own, others = [], []
    for _ in range(ROUNDS):
        own.append(ours.run(SHORT["ours"], 1)["processor"] / SHORT["ours"])
        count = SHORT[peer.name]
        others.append(timed(lambda: [peer.scenario() for _ in range(count)]).processor / count)  # noqa: B023
    mine, theirs = statistics.median(own) * 1e6, statistics.median(others) * 1e6
    print(f"| {peer.name} | {theirs:,.0f} | {mine:.1f} | {theirs / mine:.1f} |")
    result("simulation", draws, peer.name, theirs / mine)


class Ours:
    def __init__(self, program: Path, folder: Path):
        self._program, self._folder = program, folder

    def command(self, draws: int, threads: int) -> list[str]:
        return [str(self._program), str(self._folder / "policy.json"), str(self._folder), str(self._folder / "scenarios.json"),
                str(draws), str(threads)]

    def run(self, draws: int, threads: int) -> dict:
        return json.loads(subprocess.run(self.command(draws, threads), check=True, capture_output=True).stdout)

    def rows(self, draws: int) -> list[dict]:
        file = self._folder / "drawn.rows"
        subprocess.run([*self.command(draws, 1), str(file)], check=True, capture_output=True)
        with open(file, encoding="utf-8") as rows:
            return list(csv.DictReader(rows))


# ---- Some draws in fractions, by nothing of ours


def _philox(stream: int, number: int, seed: int) -> bytes:
    """Philox4x32-10."""
    low = 0xFFFFFFFF
    a, b, c, d = stream & low, stream >> 32, number & low, number >> 32
    k0, k1 = seed & low, seed >> 32
    for _ in range(10):
        p, q = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b, c, d = (q >> 32) ^ b ^ k0, q & low, (p >> 32) ^ d ^ k1, p & low
        k0, k1 = (k0 + 0x9E3779B9) & low, (k1 + 0xBB67AE85) & low
    return b"".join(word.to_bytes(4, "little") for word in (a, b, c, d))


def _half_up(value: Fraction, bits: int) -> int:
    return int(value * 2 ** (bits + 1) + 1) // 2


def _confirm(ours: Ours, given: city.City) -> None:
    """Who is flagged and what is disbursed in some draws, and what numpy makes of the same ones."""
    units = given.plan.shape[1]
    streams = [int.from_bytes(hashlib.sha256(city.unit(i).encode()).digest()[:8], "little") for i in range(units)]
    share = [[_half_up(Fraction(int(s), 10_000), 24) for s in month] for month in given.share]
    year = [_half_up(Fraction(int(f), 100), 16) for f in given.year_factors]
    month_factor = [_half_up(Fraction(int(f), 100), 16) for f in given.month_factors]
    whole = 1 << 24
    tuned = peers.NumpyTuned(given)
    for number, row in enumerate(ours.rows(CONFIRMED)):
        drawn = [_philox(streams[i], number, 1) for i in range(units)]
        spent = [0] * units
        below = [[] for _ in range(units)]
        for m in range(city.MONTHS):
            plan = given.plan[m].tolist()
            for i in range(units):
                of_month = min(share[m][given.kind[i]] * month_factor[drawn[i][m + 1]] >> 16, whole)
                part = plan[i] * min(of_month * year[drawn[i][0]] >> 16, whole) >> 24
                spent[i] += max(min(part, plan[i] - spent[i]), 0)
            paid, planned = sum(spent), sum(plan)
            for i in range(units):
                below[i].append(spent[i] * planned < paid * plan[i])
        texts = ["".join("x" if b else "." for b in months) for months in below]
        rows = [sum("xxx" in text for text in texts), sum(text.endswith("xxx") for text in texts), sum(spent)]
        if rows != [int(row[name]) for name in ("flagged", "flagged_at_end", "disbursed")]:
            raise RuntimeError(f"draw {number}: {rows}, ours {row}")
        doubles = peers.judged(given.plan.astype(np.float64), tuned.of_bytes(np.array([list(d[:city.MONTHS + 1]) for d in drawn], dtype=np.uint8).T))
        classes = [int(row[f"class:c{c}"]) for c in range(4)]
        print(f"draw {number}: flagged, classes: exactly {rows[0]}, {classes}; by numpy with the same draws {doubles[0]}, {doubles[3:]}")


if __name__ == "__main__":
    main()
