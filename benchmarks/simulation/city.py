"""The city that is simulated: owners with one allocation each, of eight classes, plans that change for a tenth of them."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

MONTHS = 12
CLASSES = 8
BANDS = {"final_ratio": ([0.5, 0.7, 0.8, 0.9], [0, 20, 30, 40, 50]),
         "months_below_average": ([1, 4, 7], [30, 20, 10, 0]),
         "times_flagged": ([1, 2], [20, 10, 0])}
TOTALS = [90, 70, 50]  # from which a class begins, the best first; below the last one: the fourth
LONG = 3  # months in a row that flag
CAP = 1  # a flagged unit's class at best
QUOTA = (1, 5)  # of the class below


@dataclass
class City:
    plan: np.ndarray  # months × units, int64
    kind: np.ndarray  # units, which class
    share: np.ndarray  # months × classes, of the plan, in hundredths of a percent
    year_factors: np.ndarray  # 256, in hundredths
    month_factors: np.ndarray  # 256, in hundredths


def made(units: int) -> City:
    rng = np.random.default_rng(2024)
    plan = np.repeat(rng.integers(1_000, 1_000_000, units)[None, :] * 1_000_000, MONTHS, 0)
    changed = rng.choice(units, units // 10, replace=False)
    plan[6:, changed] += plan[6:, changed] // 4
    return City(plan, rng.integers(0, CLASSES, units), rng.integers(500, 1000, (MONTHS, CLASSES)),
                np.sort(rng.integers(50, 150, 256)), np.sort(rng.integers(0, 200, 256)))


def unit(i: int) -> str:
    return f"u{i:06d}"


def write(city: City, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    units = range(city.plan.shape[1])
    _table(folder / "units.csv", "unit,name,kind,parent", ([unit(i), unit(i), "owner", ""] for i in units))
    _table(folder / "allocations.csv", "allocation,project,owner,locality,source,programme,carried_from,plan",
           ([unit(i), unit(i), unit(i), "", f"s{city.kind[i]}", "", "", city.plan[0, i]] for i in units))
    _table(folder / "plan_changes.csv", "allocation,date,change,decision",
           ([unit(i), "2024-07-01", city.plan[6, i] - city.plan[0, i], "d"] for i in units if city.plan[6, i] != city.plan[0, i]))
    (folder / "policy.json").write_text(json.dumps(_policy()), encoding="utf-8")
    (folder / "scenarios.json").write_text(json.dumps(_scenarios(city)), encoding="utf-8")


def _table(path: Path, header: str, rows) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])


def _bands(metric: str) -> list[dict]:
    bounds, points = BANDS[metric]
    texts = [f"{round(b * 100)}%" if metric == "final_ratio" else b for b in bounds]
    bands = [{"points": each} for each in points]
    for i, bound in enumerate(texts):
        bands[i]["to"] = bound
        bands[i + 1]["from"] = bound
    return bands


def _policy() -> dict:
    title = {"vi": "a", "en": "b"}
    bounds = [None, *TOTALS, None]
    classes = [{"id": f"c{i}", "title": title, **({"to": bounds[i]} if i else {}), **({"from": bounds[i + 1]} if i < 3 else {})}
               for i in range(4)]
    return {"schema": 1, "id": "p", "title": title, "year": 2024, "bases": [{"id": "all", "title": title, "plan": "current"}],
            "averages": [{"id": "all", "title": title, "kind": "weighted", "basis": "all"}], "disbursement": {"basis": "all"},
            "below_average": {"basis": "all", "months": LONG, "references": ["all"], "combine": "any"},
            "evaluation": {"basis": "all", "classes": classes, "criteria": [
                {"id": m, "title": title, "metric": m, "missing": "zero", "bands": _bands(m)} for m in BANDS],
                "caps": [{"id": "flagged", "title": title, "class": f"c{CAP}", "when": [
                    {"metric": "flagged", "operator": ">=", "value": 1}]}],
                "quotas": [{"id": "few", "title": title, "class": "c0", "share": f"{QUOTA[0]}/{QUOTA[1]}", "base_class": "c1"}]}}


def _scenarios(city: City) -> dict:
    factors = {"year_factors": [f"{f}%" for f in city.year_factors], "month_factors": [f"{f}%" for f in city.month_factors]}
    return {"draws": 1, "seed": 1, "scenarios": [{"id": "s", "rounds": "recorded", "last_month": MONTHS, "behaviour": {
        "kind": "absorption", "class_by": ["source"], "curves": [
            {"class": f"s{c}", "shares": [f"{int(s)}/10000" for s in city.share[:, c]] + ["0"], **factors}
            for c in range(CLASSES)]}}]}
