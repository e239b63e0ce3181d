"""Exact rules for the disbursement of public-investment capital in Vietnam.

Reads policies and datasets, answers the questions of the rules, and hands results on as JSON documents (the bytes of the
command line) or as tables for numpy, pandas, polars and pyarrow, without copying columns. Amounts are whole đồng.
Policies, portfolios and results are immutable and may be read from any number of threads.
"""

from ._errors import Cancelled, Diagnostic, GiainganError, InternalError, InvalidArgument, InvalidInput
from ._inputs import Policy, Portfolio
from ._panel import Panel, Runs
from ._ratings import Ratings
from ._results import Result, Table
from ._rules import (
    Side,
    adjust_medium_term,
    assess,
    compare,
    compare_rubrics,
    digests,
    evaluate,
    judge,
    list_obligations,
    reallocate,
    replay,
    resolve_policy,
    review_revenue_plans,
    test_policy,
    verify_round,
    what_would_it_take,
    why_not,
)
from ._session import Session, print_progress
from ._simulation import Behaviour, simulate
from ._library import version

__version__ = version()

__all__ = [
    "Behaviour",
    "Cancelled",
    "Diagnostic",
    "GiainganError",
    "InternalError",
    "InvalidArgument",
    "InvalidInput",
    "Panel",
    "Policy",
    "Portfolio",
    "Ratings",
    "Result",
    "Runs",
    "Session",
    "Side",
    "Table",
    "adjust_medium_term",
    "assess",
    "compare",
    "compare_rubrics",
    "digests",
    "evaluate",
    "judge",
    "list_obligations",
    "print_progress",
    "reallocate",
    "replay",
    "resolve_policy",
    "review_revenue_plans",
    "simulate",
    "test_policy",
    "verify_round",
    "version",
    "what_would_it_take",
    "why_not",
]
