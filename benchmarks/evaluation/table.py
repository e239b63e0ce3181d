"""Rubrics of ten criteria, ten points each, and the metrics of many units as columns. The same seed gives the same
figures on every machine.

Ratios are of whole đồng, counts are whole numbers. One ratio in ten lies exactly at a bound of its criterion, in đồng,
as happens to targets that are met to the letter. Points have a decimal, as score sheets do.
"""

import json
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

# Metric → bounds (a value at a bound belongs above it) and the points of the pieces between them.
RATIOS = {
    "final_ratio": (("1/2", "7/10", "4/5", "9/10", "19/20"), ("0", "2.3", "4.6", "6.4", "8.2", "10")),
    "schedule_adherence": (("58/100", "4/5", "1"), ("0", "3.7", "6.9", "10")),
    "central_capital": (("29/100", "57/100", "9/10"), ("0", "3.4", "7.1", "10")),
    "city_capital": (("1/2", "3/4", "95/100"), ("0", "3.3", "6.7", "10")),
    "advances_settled": (("1/3", "2/3", "95/100"), ("0", "2.6", "5.2", "10")),
    "land_cleared": (("3/10", "6/10", "9/10"), ("0", "2.9", "5.4", "10")),
    "contracts_on_time": (("7/10", "8/10", "9/10", "95/100"), ("0", "2.2", "4.9", "7.8", "10")),
}
COUNTS = {
    "months_below": (("1", "3", "6"), ("10", "7.1", "3.4", "0")),
    "late_reports": (("1", "3"), ("10", "6.2", "0")),
    "breaches": (("1", "2"), ("10", "4.4", "0")),
    "missed_milestones": (("1", "2"), ("10", "5.3", "0")),
    "overdue_settlements": (("1", "2", "4"), ("10", "6.6", "2.2", "0")),
    "late_starts": (("1", "2"), ("10", "5.1", "0")),
    "late_duties": (("1", "4"), ("10", "4.7", "0")),
}
HOST_METRICS = [metric for metric in RATIOS | COUNTS if metric not in ("final_ratio", "schedule_adherence")]
CLASSES = (("excellent", 90), ("good", 70), ("completed", 50), ("not_completed", None))  # from so many points on
EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED = range(4)
# At most a class, where a metric reaches a value; the last is a veto.
LIMITS = (("flagged", "months_below", 3, COMPLETED), ("late", "late_reports", 2, GOOD),
          ("violations", "breaches", 3, NOT_COMPLETED))


@dataclass(frozen=True)
class Table:
    """The criteria and their columns by metric; a count has no denominators."""

    criteria: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    num: dict[str, np.ndarray]
    den: dict[str, np.ndarray]

    @property
    def units(self) -> int:
        return len(self.num["final_ratio"])


def in_double(number: str) -> float:
    return float(Fraction(number))


def made(units: int, ratios: int, seed: int = 2024) -> Table:
    """So many ratios, the other of ten criteria are counts."""
    draw = np.random.Generator(np.random.Philox(seed))
    of_ratios = dict(list(RATIOS.items())[:ratios])
    of_counts = dict(list(COUNTS.items())[:10 - ratios])
    num, den = {}, {}
    for metric, (bounds, _) in of_ratios.items():
        # Plans of whole million, of which every bound is a whole number of đồng.
        den[metric] = draw.integers(100, 1_000_000, units) * 3_000_000
        share = draw.beta(5, 1.5, units)
        num[metric] = np.minimum((den[metric] * share).astype(np.int64), den[metric])
        for i in np.flatnonzero(draw.random(units) < 0.1):
            bound = Fraction(bounds[i % len(bounds)])
            num[metric][i] = int(den[metric][i]) * bound.numerator // bound.denominator
    for metric in of_counts:
        num[metric] = draw.poisson(draw.gamma(1, 0.5, units)).astype(np.int64)  # many have none, some several
    return Table(of_ratios | of_counts, num, den)


def policy(given: Table) -> str:
    """The rubric as a policy document."""
    title = {"vi": "…", "en": "…"}
    return json.dumps({
        "schema": 1, "id": "benchmark-evaluation", "year": 2024, "title": title,
        "bases": [{"id": "current", "title": title, "plan": "current"}],
        "averages": [{"id": "all", "title": title, "kind": "weighted", "basis": "current"}],
        "disbursement": {"level": "owner", "basis": "current", "ties": "standard"},
        "evaluation": {
            "basis": "current",
            "host_metrics": [{"id": metric, "title": title} for metric in HOST_METRICS],
            "criteria": [{"id": metric, "title": title, "metric": metric, "bands": _bands(bounds, points),
                          "missing": "error"} for metric, (bounds, points) in given.criteria.items()],
            "classes": [_class(i) for i in range(len(CLASSES))],
            "vetoes": [_limit(*limit) for limit in LIMITS if limit[3] == NOT_COMPLETED],
            "caps": [_limit(*limit) for limit in LIMITS if limit[3] != NOT_COMPLETED]}})


def _bands(bounds, points) -> list[dict]:
    edges = [None, *bounds, None]
    return [{"id": f"band {i}", "points": points[i]} | _interval(edges[i], edges[i + 1]) for i in range(len(points))]


def _interval(lower, upper) -> dict:
    return ({} if lower is None else {"from": lower}) | ({} if upper is None else {"to": upper})


def _class(i: int) -> dict:
    upper = None if i == 0 else CLASSES[i - 1][1]
    return {"id": CLASSES[i][0], "title": {"vi": "…", "en": "…"}} | _interval(CLASSES[i][1], upper)


def _limit(name: str, metric: str, value: int, rated: int) -> dict:
    return {"id": name, "title": {"vi": "…", "en": "…"}, "class": CLASSES[rated][0],
            "when": [{"metric": metric, "operator": ">=", "value": value}]}
