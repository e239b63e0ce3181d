"""Years simulated by the rules (docs/simulation.md)."""

from __future__ import annotations

import ctypes
import json
from collections.abc import Callable, Mapping
from ctypes import c_void_p
from typing import Any

import numpy as np

from ._inputs import Portfolio
from ._library import BEHAVIOUR, call
from ._results import Result

Amounts = np.ndarray[Any, np.dtype[np.int64]]
Behaviour = Callable[[int, int, int, Amounts, Amounts], Any]


def _bytes(document: Mapping[str, Any] | str | bytes) -> bytes:
    if isinstance(document, Mapping):
        return json.dumps(document, ensure_ascii=False).encode()
    return document.encode() if isinstance(document, str) else bytes(document)


class _Host:
    """A behaviour as the library calls it. What it raises ends the simulation, and is raised again."""

    def __init__(self, behaviour: Behaviour) -> None:
        self._behaviour = behaviour
        self.raised: BaseException | None = None
        self.function = BEHAVIOUR(self._call)

    def _call(self, _: object, month: int, seed: int, draw: int, count: int, plan: Any, before: Any, disbursed: Any) -> int:
        try:
            given = [np.ctypeslib.as_array(each, (count,)) if count else np.empty(0, np.int64) for each in (plan, before)]
            for values in given:
                values.flags.writeable = False
            answer = np.asarray(self._behaviour(month, seed, draw, *given))
            if answer.shape != (count,) or answer.dtype.kind not in "iu":
                raise TypeError(f"a behaviour gives {count} integers, not {answer.dtype} of shape {answer.shape}")
            if count:
                np.ctypeslib.as_array(disbursed, (count,))[:] = answer
        except BaseException as raised:
            self.raised = raised
            return 1
        return 0


def simulate(
    policy: Mapping[str, Any] | str | bytes,
    portfolio: Portfolio,
    scenarios: Mapping[str, Any] | str | bytes,
    against: Mapping[str, Any] | str | bytes | None = None,
    behaviour: Behaviour | None = None,
    threads: int = 1,
) -> Result:
    """Simulates the scenarios of a document, draw by draw; the result is the same for any number of threads.

    Policies are given as documents, for scenarios change them; `against` is held against the same draws. `behaviour` is
    what a scenario's behaviour of the kind "host" is: called with month (1 to 13), seed, draw, plans and what was
    disbursed before (đồng, in the order of the allocations' ids), it gives what is disbursed at the month's end, in
    integers. A long sweep is gone through in parts by the document's "first_draw".
    """
    host = None if behaviour is None else _Host(behaviour)
    rules, asked = _bytes(policy), _bytes(scenarios)
    others = None if against is None else _bytes(against)
    made = c_void_p()
    texts = (rules, len(rules), others, len(others or b""), portfolio, asked, len(asked))
    try:
        call("simulate", *texts, BEHAVIOUR() if host is None else host.function, None, threads, ctypes.byref(made))
    except Exception:
        if host is not None and host.raised is not None:
            raise host.raised from None
        raise
    return Result(made)

