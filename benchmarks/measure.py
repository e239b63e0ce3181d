"""Taking times, medians, and the line that a benchmark's result is read from."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Time:
    """Seconds that passed, and those of the processor, of all threads.

    On one thread of an idle machine they are the same; on a busy one only the second says what the work took, so that
    ratios of one-thread work are taken from it.
    """

    seconds: float
    processor: float


def timed(work: Callable[[], None]) -> Time:
    processor = time.process_time()
    start = time.perf_counter()
    work()
    return Time(time.perf_counter() - start, time.process_time() - processor)


def median(times: list[Time]) -> Time:
    return Time(statistics.median(time.seconds for time in times),
                statistics.median(time.processor for time in times))


def result(name: str, units: int, peer: str, ratio: float) -> None:
    print(f"RESULT name={name} n={units} peer={peer} ratio={ratio:.3g}", flush=True)
