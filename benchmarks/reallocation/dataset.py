"""A round as a dataset folder and a policy: half the owners are slow, projects share rooms over several sources."""

import json
from pathlib import Path

import numpy as np

POOLS = 50
BILLION = 10**9
ROUND = "2024-06"


def write(allocations: int, folder: Path, seed: int = 7) -> None:
    """The files that docs/dataset.md describes, and policy.json beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    owners, projects = max(2, allocations // 50), max(1, allocations // 3)
    project = np.arange(allocations) % projects
    owner = project % owners
    slow = owner % 2 == 0
    plan = random.integers(1, 91, allocations) * BILLION
    disbursed = plan // 1000 * np.where(slow, random.integers(0, 250, allocations), random.integers(400, 900, allocations))
    requested = random.integers(1, 50, allocations) * BILLION
    plans = np.bincount(project, plan, projects).astype(np.int64)
    medium_term, total_investment = (plans + random.integers(0, 100, projects) * BILLION for _ in range(2))
    tier = random.integers(0, 5, projects)
    source = random.integers(0, POOLS, allocations)
    _write(folder / "units.csv", "unit,name,kind,parent",
           ["tinh,Tỉnh,province,", *(f"cdt-{i},Ban quản lý dự án {i},owner,tinh" for i in range(owners))])
    _write(folder / "projects.csv", "project,name,group,phase,total_investment,funded_before,first_funded_year,"
           "medium_term_plan,medium_term_used,priority,approved_on,started_on,completed_on,settlement_submitted_on,settled_on",
           [f"da-{i},Dự án {i},B,transitional,{total_investment[i]},,2023,{medium_term[i]},,uu-tien-{tier[i]},,,,,"
            for i in range(projects)])
    _write(folder / "allocations.csv", "allocation,project,owner,locality,source,programme,carried_from,plan",
           [f"kv-{i},da-{project[i]},cdt-{owner[i]},,nguon-{source[i]},,,{plan[i]}" for i in range(allocations)])
    _write(folder / "disbursements.csv", "allocation,month,disbursed",
           [f"kv-{i},2024-05,{disbursed[i]}" for i in range(allocations)])
    _write(folder / "requests.csv", "allocation,round,requested,absorbable",
           [f"kv-{i},{ROUND},{requested[i]},{requested[i]}" for i in np.flatnonzero(~slow)])
    (folder / "policy.json").write_text(json.dumps(_policy(), ensure_ascii=False, indent=1), encoding="utf-8")


def _policy() -> dict:
    title = {"vi": "Đo thời gian một đợt điều chỉnh", "en": "Timing a reallocation round"}
    cite = {"doc": "d", "clause": "1"}
    return {
        "schema": 1, "id": "benchmark", "title": title, "year": 2024,
        "documents": [{"id": "d", "number": "1", "date": "2024-02", "issuer": "benchmark", "title": "benchmark"}],
        "bases": [{"id": "current", "title": title, "plan": "current", "cite": cite}],
        "averages": [{"id": "average", "kind": "weighted", "basis": "current", "title": title, "cite": cite}],
        "disbursement": {"level": "owner", "basis": "current", "cite": cite},
        "reallocation": {
            "cite": cite, "basis": "current", "required_ratio": "30%", "step": 1_000_000,
            "release": {"formula": "share", "share": "50%"}, "pool_by": ["source"], "recipients": {"level": "owner"},
            "tiers": [{"id": f"t{i}", "title": title, "condition": {"priority": [f"uu-tien-{i}"]}} for i in range(5)],
            "rounds": [{"id": ROUND, "title": title, "report_before": "2024-06-20", "as_of": "2024-06-10"}],
        },
    }


def _write(path: Path, header: str, rows: list[str]) -> None:
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
