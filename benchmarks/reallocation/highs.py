"""HiGHS on an instance: the largest total of every tier, with the earlier tiers fixed allocation by allocation.

A column is a release or a need; a row is a donor's limit, a pool (needs beyond what is released) or a room. Of the forms
that we tried this is HiGHS's fastest: with a column for each arc of the network ipm took 1.7 times as long, and the simplex
going on from the tier before, in place of starting afresh, 1.4.
"""

import time

import highspy
import numpy as np

from drivers import Outcome
from instance import POOLS, TIERS, Column, Instance


def version() -> str:
    """Making the first of its objects prints who it is, too."""
    return highspy.Highs().version()


def totals(instance: Instance, additions: Column, solver: str) -> Outcome:
    """On one thread, by the solver that HiGHS calls so: "choose" is its default, the dual simplex."""
    highs = highspy.Highs()
    highs.silent()
    for option, value in (("threads", 1), ("parallel", "off"), ("solver", solver)):
        highs.setOptionValue(option, value)
    program = _program(instance)
    needs = slice(len(instance.release), None)
    lower, upper = np.array(program.col_lower_), np.array(program.col_upper_)
    seconds, tiers = 0.0, []
    for tier in range(TIERS):
        of_tier = instance.need_tier == tier
        gain = np.zeros(len(lower))
        gain[needs][of_tier] = -1
        upper[needs][of_tier] = instance.need[of_tier]
        program.col_cost_, program.col_lower_, program.col_upper_ = gain, lower, upper
        start = time.process_time()
        highs.passModel(program)
        highs.run()
        seconds += time.process_time() - start
        tiers.append(_optimum(highs))
        lower[needs][of_tier] = upper[needs][of_tier] = additions[of_tier]
    return Outcome(seconds, tiers)


def _optimum(highs: highspy.Highs) -> int:
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS: {highs.modelStatusToString(highs.getModelStatus())}")
    value = -highs.getInfo().objective_function_value
    if abs(value - round(value)) > 1e-3:
        raise RuntimeError(f"HiGHS: an optimum of whole steps that is {value}")
    return round(value)


def _program(instance: Instance) -> highspy.HighsLp:
    donors, releases, needs = len(instance.donor_limit), len(instance.release), len(instance.need)
    first_room = donors + POOLS
    of_release, of_need = np.arange(releases), releases + np.arange(needs)
    entries = [(of_release, instance.release_donor, 1), (of_release, donors + instance.release_pool, -1),
               (of_need, donors + instance.need_pool, 1)]
    filled, room = of_need, instance.need_room
    while (inside := room >= 0).any():
        filled, room = filled[inside], room[inside]
        entries.append((filled, first_room + room, 1))
        room = instance.room_within[room]
    column = np.concatenate([entry[0] for entry in entries])
    order = np.argsort(column, kind="stable")
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = releases + needs, first_room + len(instance.room_limit)
    program.col_lower_ = np.zeros(releases + needs)
    program.col_upper_ = np.concatenate([instance.release, np.zeros(needs)])
    program.row_lower_ = np.full(program.num_row_, -highspy.kHighsInf)
    program.row_upper_ = np.concatenate([instance.donor_limit, np.zeros(POOLS), instance.room_limit])
    matrix = program.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kColwise
    matrix.start_ = np.concatenate([[0], np.cumsum(np.bincount(column, minlength=releases + needs))])
    matrix.index_ = np.concatenate([entry[1] for entry in entries])[order]
    matrix.value_ = np.concatenate([np.full(len(entry[0]), float(entry[2])) for entry in entries])[order]
    return program
