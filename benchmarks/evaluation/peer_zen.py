"""GoRules ZEN, a JSON decision engine: a decision table a criterion, one for the class, one for each limit, evaluated
unit by unit, as it offers nothing else."""

import json

import numpy as np
import zen

import table
from table import CLASSES, LIMITS, NOT_COMPLETED


class Zen:
    name = "zen"

    def __init__(self, given: table.Table, sample: int):
        self._decision = zen.ZenEngine().create_decision(json.dumps(_decision(given)))
        self._units = [self._unit(given, row) for row in range(sample)]

    @staticmethod
    def _unit(given: table.Table, row: int) -> dict:
        columns = given.num | {f"{metric}_plan": den for metric, den in given.den.items()}
        return {name: int(values[row]) for name, values in columns.items()}

    def rate(self) -> None:
        """The sample, from dicts that are there."""
        self._results = [self._decision.evaluate(unit) for unit in self._units]

    def classes(self) -> np.ndarray:
        return np.array([int(one["result"]["rated"]) for one in self._results])


def _decision(given: table.Table) -> dict:
    nodes = [{"id": "in", "type": "inputNode", "name": "in", "content": {}},
             _expressions("values", {f"{m}_value": f"{m} / {m}_plan" if m in given.den else m for m in given.criteria})]
    nodes += [_points(metric, *given.criteria[metric]) for metric in given.criteria]
    nodes.append(_expressions("sum", {"total": " + ".join(f"{metric}_points" for metric in given.criteria)}))
    nodes.append(_table("class", "total", [(f">= {bound}", i) for i, (_, bound) in enumerate(CLASSES[:-1])],
                        NOT_COMPLETED, "by_total"))
    nodes += [_table(f"limit-{name}", metric, [(f">= {value}", limit)], 0, f"{name}_limit")
              for name, metric, value, limit in LIMITS]
    limits = ", ".join(f"{name}_limit" for name, *_ in LIMITS)
    nodes.append(_expressions("last", {"rated": f"max([by_total, {limits}])"}))
    nodes.append({"id": "out", "type": "outputNode", "name": "out", "content": {}})
    ids = [node["id"] for node in nodes]
    edges = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b}
             for a, b in zip(ids, ids[1:], strict=False)]
    return {"nodes": nodes, "edges": edges}


def _points(metric: str, bounds, points) -> dict:
    rules = [(f">= {bound}", one) for bound, one in reversed(list(zip(bounds, points[1:], strict=True)))]
    return _table(metric, f"{metric}_value", rules, points[0], f"{metric}_points")


def _table(node: str, field: str, rules: list[tuple], otherwise, output: str) -> dict:
    """The first rule that holds."""
    rows = [{"_id": f"{node}{i}", "in": condition, "out": str(value)}
            for i, (condition, value) in enumerate([*rules, ("", otherwise)])]
    return {"id": f"table-{node}", "type": "decisionTableNode", "name": f"table-{node}",
            "content": {"hitPolicy": "first", "passThrough": True, "rules": rows,
                        "inputs": [{"id": "in", "name": "in", "field": field}],
                        "outputs": [{"id": "out", "name": "out", "field": output}]}}


def _expressions(node: str, expressions: dict[str, str]) -> dict:
    return {"id": node, "type": "expressionNode", "name": node,
            "content": {"passThrough": True,
                        "expressions": [{"id": key, "key": key, "value": value} for key, value in expressions.items()]}}
