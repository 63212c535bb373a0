"""Calls of the Python extension with the k-th allocation failing; run with the allocator of allocations.cpp preloaded.

The allocator replaces operator new of every library in the process; NumPy and Python itself take memory elsewhere. Every
allocation from the call's beginning to the end of the kernel fails in turn, which without the interpreter's lock is easy
to see. The few after that are pybind11's, which wraps what the kernel returned: version 3.1 frees a wrapped object
twice when it cannot register it, so they are left alone. Prints one line per job: its name and the number of runs
that failed for want of memory.
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Any

import numpy
import openitem.errors
from openitem import _core
from openitem._frames import add_frame

FAIL_ONCE, FAIL_FOR_EVER = 0, 1
AS_OF = 19904  # 2024-06-30
END = 19935

memory = ctypes.CDLL(None)
memory.fail_allocations.argtypes = (ctypes.c_int64, ctypes.c_int32)
for counter in (
    "stop_failing",
    "allocations_thrown",
    "allocations_alive",
    "allocations_made",
    "last_allocation_inside",
):
    getattr(memory, counter).restype = ctypes.c_int64


def ledger_options() -> Any:
    return _core.LedgerOptions(
        threads=2, rows="mark", money="minor", sign="signed", unreferenced_credits="oldest_due",
        currency="", base_currency="", date_format="", map=[],
    )  # fmt: skip


def aging_options(*, future_payments: bool = True) -> Any:
    return _core.AgingOptions(
        threads=2, basis="due", missing_date="issue", credits="netted", disputes="own_column", clock="latest",
        future_payments=future_payments, known_at=None, date_column="", bounds=[], forward_bounds=[], months=0,
        forward_months=0, by=["customer"], base_amounts=False, re_aged_column="", calendar=None,
    )  # fmt: skip


def sample() -> Any:
    return _core.sample_ledger(100, 7, END, customers=0, months=0, flat=False, faults=500, threads=2)


SAMPLE = sample()
TABLES = _core.InputTables()
for name in SAMPLE.table_names():
    TABLES.add_table(name, SAMPLE.table(name))
LINES, NO_TABLES = _core.InputTables(), _core.InputTables()
LINES.add_table("general_ledger", SAMPLE.table("documents"))
LEDGER_OPTIONS = ledger_options()
AGING_OPTIONS = aging_options()
STATEMENT_OPTIONS = aging_options(future_payments=False)
PLAIN_OPTIONS = _core.AgingOptions(
    threads=2, basis="due", missing_date="issue", credits="own_column", disputes="inside", clock="latest",
    future_payments=False, known_at=None, date_column="", bounds=[], forward_bounds=[], months=0,
    forward_months=0, by=["customer"], base_amounts=False, re_aged_column="", calendar=None,
)  # fmt: skip
EXPOSURE = _core.InputTables()
KNOWN = [SAMPLE.table("documents").objects("customer", 0, 2)[place] for place in (0, 1)]
for name in ("orders", "deliveries", "what_if"):
    add_frame(EXPOSURE, name, {"customer": KNOWN, "amount": ["10.00", "20.00"], "currency": ["EUR", "EUR"]})
LIMITS = {"customer": KNOWN[:1], "limit": ["10.00"], "currency": ["EUR"], "valid_to": ["2024-07-01"]}
for name in ("limits", "covers"):
    add_frame(EXPOSURE, name, LIMITS)
add_frame(EXPOSURE, "reviews", {"customer": KNOWN, "reviewed_on": ["2024-01-01", "2024-02-01"]})
EXPOSURE_OPTIONS = {
    "threads": 2, "clock": "latest", "known_at": None, "money": "exact", "date_format": "", "currency": "",
    "parts": ["open", "orders", "deliveries", "unapplied", "cover"], "horizon_days": 30, "exclude_disputed": 1,
    "group_limits": 1, "scope": "", "watch_use": 900_000_000, "hold_use": 1_000_000_000, "watch_overdue_days": 1,
    "hold_overdue_days": 60, "watch_overdue_share": 1, "hold_overdue_share": 0, "watch_dunning_level": 1,
    "hold_dunning_level": 0, "watch_broken_promises": 1, "hold_broken_promises": 0, "promise_days": 365,
    "promise_grace_days": 0, "expired_limit": "hold", "no_limit": "watch", "insolvency": "hold",
    "legal_stop": "hold", "hardship": "watch", "review_expiry_days": 30, "review_days": 30,
    "review_use_above": 1, "review_use_below": 0,
}  # fmt: skip
NO_PARENTS = _core.InputTables()
RATES = _core.InputTables()
BUCKETS = ("not_due", "d1_30", "d31_60", "d61_90", "over_90")
add_frame(RATES, "rates", {"bucket": list(BUCKETS), "rate": ["0.003", "0.016", "0.036", "0.066", "0.106"]})


INVOICES = _core.InputTables()
add_frame(
    INVOICES,
    "documents",
    {
        "issue_date": ["2024-06-01", "2024-06-30"],
        "amount": ["1000.00", "-99.99"],
        "terms": ["2/10, 1/20, net 30", "3 instalments 30/60/90"],
    },
)
PAY_DATES = _core.InputTables()
add_frame(
    PAY_DATES,
    "items",
    {
        "amount": ["1000.00", "-99.99"],
        "due_date": ["2024-06-30", "2024-06-30"],
        "pay_date": ["2024-06-01", None],
    },
)
PLAN_ITEMS = _core.InputTables()
add_frame(
    PLAN_ITEMS,
    "items",
    {
        "item": ["A", "B"],
        "plan": ["P", "P"],
        "amount": ["1000.00", "99.99"],
        "due_date": ["2024-06-30", "2024-06-30"],
    },
)
PLAN_TERMS = _core.PlanTerms("annuity", 6, "months", 1, 60_000_000, 10**9, "periodic", "")
PLAN_OPTIONS = _core.PlanOptions("eu", 2, "exact", "EUR", "")
CASH_PLANS = _core.InputTables()
add_frame(CASH_PLANS, "plans", {"principal": ["1000.00"], "start_date": ["2024-01-01"]})
add_frame(
    CASH_PLANS,
    "cash",
    {"date": ["2024-02-29", "2024-01-31", "2024-03-31"], "amount": ["400.00", "500.00", "900.00"]},
)
PLAN_LIVES = _core.InputTables()
add_frame(
    PLAN_LIVES,
    "instalments",
    {
        "plan": ["P", "P"],
        "instalment": [1, 2],
        "due_date": ["2024-05-31", "2024-06-30"],
        "principal": ["60.00", "40.00"],
    },
)
add_frame(
    PLAN_LIVES, "receipts", {"plan": ["P"], "date": ["2024-06-10"], "amount": ["70.00"], "receipt": ["R"]}
)
add_frame(
    PLAN_LIVES, "items", {"plan": ["P"], "item": ["A"], "amount": ["100.00"], "due_date": ["2024-04-30"]}
)
PLAN_LIFE_OPTIONS = {
    "order": "costs_interest_principal", "fill": "instalment", "instalment_order": "oldest", "overpayment": "held",
    "cure": "never", "acceleration": "principal", "settlement": "without_rebate", "item_order": "proportional",
    "day_count": "act_365_fixed", "rounding": "half_up", "money": "exact", "threads": 2, "grace_days": 3,
    "calendar": _core.Calendar.named("TARGET"), "tolerance": 0, "break_after_missed": 2, "break_after_days": 90,
    "settlement_fee_rate": 0, "currency": "EUR", "date_format": "",
}  # fmt: skip
TERMS_OPTIONS = _core.TermsOptions(
    residue="last_line", rounding="half_up", discount_rounding="half_up", zero_total="one_line",
    discount_tax="included", adjust_discounts=False, calendar=_core.Calendar.named("TARGET"), postponements=[], threads=2,
)  # fmt: skip
FLOWS = _core.Flows(
    numpy.array([19723, 20088, 19723, 19904, 20088], dtype=numpy.int32),
    numpy.array([-100.0, 110.0, -100.0, 230.0, -132.0]), None, numpy.array([0, 2, 5], dtype=numpy.int64),
)  # fmt: skip
YIELD_TERMS = _core.YieldTerms("act_365_fixed", None, None, None, 0, False, None)
PORTFOLIO = _core.InputTables()
add_frame(
    PORTFOLIO,
    "items",
    {
        "item": ["a", "b", "c"],
        "customer": ["A", "A", "B"],
        "amount": ["1000.00", "2000.00", "3000.00"],
        "due_date": ["2024-06-30", "2024-07-31", "2024-08-31"],
    },
)
add_frame(PORTFOLIO, "offers", {"discount_rate": ["0.001", "0.002"], "days": [5, 0]})
add_frame(PORTFOLIO, "budgets", {"currency": ["EUR"], "budget": ["5.00"]})
PORTFOLIO_OPTIONS = _core.PortfolioOptions(
    side="seller", budget_basis="worst_case", compounding="simple", year_days=365, cost_of_capital=100_000_000,
    take_up=500_000_000, minimum_yield=None, budget=None, search_limit=1000, rounding="half_up", money="exact",
    currency="EUR", date_format="", threads=2,
)  # fmt: skip
BINNING, SCORED = _core.InputTables(), _core.InputTables()
for binned in (BINNING, SCORED):
    add_frame(
        binned, "features", {"late": [0, 0, 30, 60, 90, None], "region": ["a", "b", "b", "c", "c", "c"]}
    )
add_frame(BINNING, "outcomes", {"outcome": [0, 0, 1, 0, 1, 1]})
add_frame(BINNING, "specials", {"feature": ["late"], "value": [90]})
BINNING_OPTIONS = _core.BinningOptions(
    woe="zeros_over_ones", trend="peak", max_bins=4, max_prebins=10, min_share=0.0, min_ones=0.0, min_zeros=0.0,
    min_gain=0.0, smoothing=0.5, smoothing_rule="empty_cells", category_smoothing=1.0, other_share=0.2,
    unseen="missing", threads=2,
)  # fmt: skip
BINNING_MODEL, _ = _core.fit_binning(BINNING, BINNING_OPTIONS)
CARD = _core.InputTables()
add_frame(
    CARD,
    "card",
    {
        "feature": ["late"] * 3 + ["region"] * 2,
        "bin": [0, 1, 2, 0, 1],
        "kind": ["interval", "interval", "missing", "categories", "other"],
        "lower": [None, 30, None, None, None],
        "upper": [30, None, None, None, None],
        "points": [40, 15, 20, 30, 5],
    },
)
add_frame(CARD, "categories", {"feature": ["region"], "bin": [0], "category": ["a"]})
add_frame(CARD, "classes", {"class": ["low", "high"], "lower": [None, 50], "pd": [0.2, 0.01]})
add_frame(
    CARD, "notes", {"name": ["bad"], "text": ["a text that is longer than what fits in a short string"]}
)
add_frame(
    CARD,
    "settings",
    {
        "factor": [28.0],
        "offset": [10.0],
        "orientation": ["good_to_bad"],
        "unseen": ["other"],
        "base_points": [7.0],
    },
)
CARD_MODEL = _core.read_scorecard(CARD)
CARD_JSON = CARD_MODEL.to_json().encode()
CLASS_OPTIONS = _core.RatingClassOptions(
    max_classes=3, min_share=0.0, min_ones=0.0, bounds=[], names=["a", "b", "c"], direction="higher_is_better",
    pd="observed", pd_floor=0.0, confidence=0.95,
)  # fmt: skip
FIT_OPTIONS = _core.ScorecardFitOptions(
    binning=BINNING_OPTIONS, min_iv=0.0, wrong_sign="drop", ridge=1.0, max_iterations=100, pdo=20.0, base_score=600.0,
    base_odds=50.0, orientation="good_to_bad", decimals=0, spread_base=False, classes=CLASS_OPTIONS, threads=2,
)  # fmt: skip
VALIDATED = _core.InputTables()
add_frame(VALIDATED, "features", {"late": [0, 5, 10, 40, 90, 50], "region": ["a", "b", "a", "b", "a", "b"]})
add_frame(VALIDATED, "outcomes", {"outcome": [0, 1, 0, 1, 0, 1], "period": ["x", "x", "x", "y", "y", "y"]})
DECISIONS = _core.InputTables()
add_frame(
    DECISIONS,
    "decisions",
    {
        "from_class": ["a", "b", "a"],
        "to_class": ["a", "a", "b"],
        "reason": [None, "news", "more"],
        "outcome": [0, 1, None],
    },
)
ADDITIVE_OPTIONS = _core.AdditiveOptions(
    max_bins=8, pairs=-1, pair_bins=4, max_leaves=3, learning_rate=0.5, max_rounds=3, validation_share=0.4, patience=2,
    tolerance=0.0, bags=2, min_leaf_weight=0.0, min_gain=0.0, l2=1.0, category_smoothing=1.0, other_share=0.0,
    unseen="missing", seed=1, threads=2,
)  # fmt: skip
ADDITIVE_MODEL, _ = _core.fit_additive(BINNING, ADDITIVE_OPTIONS)
OFFERED = _core.InputTables()
add_frame(
    OFFERED,
    "documents",
    {
        "customer": ["A", "A", "A"],
        "id": ["1", "2", "3"],
        "kind": ["invoice", "payment", "invoice"],
        "issue_date": ["2024-01-01", "2024-01-08", "2024-01-01"],
        "amount": ["100.00", "-100.00", "50.00"],
        "terms": ["2/10 net 30", None, "net 30"],
        "currency": ["EUR", "EUR", "EUR"],
    },
)
OFFERED_LEDGER = _core.build_ledger(OFFERED, LEDGER_OPTIONS)


def build() -> Any:
    return _core.build_ledger(TABLES, LEDGER_OPTIONS)


LEDGER = build()
AGING = _core.compute_aging(LEDGER, AS_OF, AGING_OPTIONS)
COLUMN = numpy.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])
FLAGS = numpy.array([0, 1, 0, 0, 1, 0, 1, 1], dtype=numpy.uint8)
ROWS = AGING.table("rows")


def check() -> None:
    _core.check_ledger(LEDGER)


def age() -> None:
    _core.compute_aging(LEDGER, AS_OF, AGING_OPTIONS)


def age_series() -> None:
    _core.compute_aging_series(LEDGER, [AS_OF, END], AGING_OPTIONS, False)


def age_hierarchy() -> None:
    _core.compute_aging_hierarchy(LEDGER, AS_OF, AGING_OPTIONS, "customer", NO_PARENTS)


def roll_forward() -> None:
    _core.compute_roll_forward(
        LEDGER, AS_OF, END, threads=2, clock="latest", known_at=None, known_at_from=None, by=["customer"]
    )


def statement() -> None:
    _core.compute_statement(LEDGER, AS_OF, END, STATEMENT_OPTIONS, known_at_from=None, customers=[])


def drill_down() -> None:
    _core.list_aging_items(LEDGER, AS_OF, AGING_OPTIONS, [], "", "")


def compare() -> None:
    _core.compare_general_ledger(LEDGER, AS_OF, LINES, "minor", None)


def kpi_tables(layout: str, figures: list[str]) -> None:
    _core.compute_kpis(
        LEDGER, [(AS_OF - 29, AS_OF), (AS_OF + 1, END)], NO_TABLES, threads=2, clock="latest", known_at=None,
        by=["customer"], figures=figures, receivable="net", layout=layout, days=0, sales_months=0,
        history_months=12, month_days=0, top_n=10, delivery="", components=layout == "long",
        promise_grace_days=0, money="exact", calendar=None,
    )  # fmt: skip


def kpis() -> None:
    kpi_tables("long", [])


def kpi_values() -> None:
    kpi_tables("values", ["dso_simple_ending", "cei_period_total", "past_due_share"])


def behaviour_options() -> Any:
    return _core.BehaviourOptions(
        last=[3], days=[30, 365], features=[], segment="", shrink=1, shrink_weight=5, exclude_disputed=1,
        promise_grace_days=2, clock="latest", known_at=None, known_at_as_of=0, threads=2,
    )  # fmt: skip


BEHAVIOUR_OPTIONS = behaviour_options()


def behaviour() -> None:
    _core.compute_behaviour(LEDGER, [AS_OF, END], BEHAVIOUR_OPTIONS)


def invoice_behaviour() -> None:
    _core.compute_invoice_behaviour(LEDGER, BEHAVIOUR_OPTIONS)


def collection_curves() -> None:
    _core.compute_collection_curves(
        LEDGER, AS_OF, ages=[], percents=[], by=["customer"], clock="latest", known_at=None, threads=2
    )


def roll_rates() -> None:
    _core.compute_roll_rates(
        LEDGER, [AS_OF, END], PLAIN_OPTIONS, known_at_as_of=False, step_tolerance=0, terminal_bucket="",
        terminal_loss=1.0,
    )  # fmt: skip


def bridge() -> None:
    _core.compute_bridge(
        LEDGER, AS_OF, END, threads=2, months=3, method="shapley", clock="latest", known_at=None,
        by=["customer"], base_amounts=False,
    )  # fmt: skip


def provision() -> None:
    _core.compute_provision(
        LEDGER, AS_OF, RATES, PLAIN_OPTIONS, framework="ifrs9_simplified", offset="every_customer",
        tax="included", rounding="half_up", round_by="total", rounding_power=0, money="minor",
        discount_rate=0,
    )  # fmt: skip


def loss_rates() -> None:
    _core.compute_loss_rates(
        LEDGER, AS_OF - 700, AS_OF - 365, AS_OF, PLAIN_OPTIONS, horizon=120, shrinkage="buehlmann_straub",
        monotone=True, immature="developed",
    )  # fmt: skip


def exposure() -> None:
    _core.compute_exposure(LEDGER, AS_OF, EXPOSURE, EXPOSURE_OPTIONS)


def interest() -> None:
    _core.compute_interest(
        LEDGER, NO_TABLES, END,
        {
            "threads": 2, "rate": 90_000_000, "margin": None, "reading": "split", "fixing": "as_listed",
            "day_count": "act_365_fixed", "counting": "after_due_to_paid", "grace": "trigger", "grace_days": 3,
            "grace_unit": "calendar_days", "due_on_business_day": 0, "calendar": None,
            "base": "gross", "rounding": "half_up", "round_by": "line", "compounding_months": 0,
            "minimum": "waived", "maximum_share": 0, "on_credits": 1, "on_charges": 1, "accrue_rejected": 1,
            "rejected": ["rejected"], "charged_through": None, "money": "exact", "currency": "",
            "date_format": "", "by": ["customer"], "clock": "latest", "charged_interest": "ignored",
            "known_at": None,
        },
    )  # fmt: skip


def terms() -> None:
    _core.compute_terms_schedules(
        INVOICES, reading="", options=TERMS_OPTIONS, currency="EUR", base_currency="", money="exact"
    )


def yields() -> None:
    _core.cashflow_yields(FLOWS, YIELD_TERMS, None, 2)


def discounts() -> None:
    _core.compute_item_discounts(PAY_DATES, 180_000_000, 360, 5, "half_up", "exact", "EUR", "", 2)


def plans() -> None:
    _core.compute_item_plans(PLAN_ITEMS, 19_900, PLAN_TERMS, "proportional", PLAN_OPTIONS)


def cash_plans() -> None:
    _core.compute_cash_plans(
        CASH_PLANS,
        "smallest_share",
        10**9,
        60_000_000,
        10**9,
        "act_365_fixed",
        None,
        1,
        "half_up",
        PLAN_OPTIONS,
    )


def plan_lives() -> None:
    _core.compute_plan_life(PLAN_LIVES, [19_900, 19_950], PLAN_LIFE_OPTIONS)


def portfolio() -> None:
    _core.compute_discount_portfolio(PORTFOLIO, AS_OF, PORTFOLIO_OPTIONS)


def discount_history() -> None:
    _core.compute_discount_history(
        OFFERED_LEDGER, AS_OF, counterfactual="mean", year_days=365,
        cost_of_capital=100_000_000, minimum_invoices=1, tolerance_days=0, minimum_offers=1, reading="",
        discount_tax="included", rounding="half_up", period="month", segment="", by=["customer"], clock="latest",
        known_at=None, threads=2,
    )  # fmt: skip


def binning() -> None:
    _core.fit_binning(BINNING, BINNING_OPTIONS)


def binning_scores() -> None:
    BINNING_MODEL.transform(SCORED, "woe", 2)


def scorecard() -> None:
    _core.read_scorecard(CARD)


def scorecard_tables() -> None:
    CARD_MODEL.describe()


def scorecard_to_json() -> None:
    CARD_MODEL.to_json()


def scorecard_of_json() -> None:
    _core.scorecard_of_json(CARD_JSON)


def scorecard_scores() -> None:
    CARD_MODEL.score(SCORED, 2, "best_attainable", True, 2)


def scorecard_fit() -> None:
    _core.fit_scorecard(BINNING, FIT_OPTIONS)


def scorecard_validation() -> None:
    _core.validate_scorecard(CARD_MODEL, VALIDATED, None, "x", 4, 2, 0.5, 0.95, 2)


def overrides() -> None:
    _core.override_report(DECISIONS, 0.95)


def additive() -> None:
    _core.fit_additive(BINNING, ADDITIVE_OPTIONS)


def additive_scores() -> None:
    ADDITIVE_MODEL.predict(SCORED, 2)


def regression() -> None:
    _core.fit_logistic(
        features=[COLUMN], outcomes=FLAGS, weights=None, offsets=None, intercept=True, ridge=0.0, max_iterations=100,
        tolerance=1e-10, threads=1,
    )  # fmt: skip


def calibration() -> None:
    _core.calibration_curve(COLUMN / 10, FLAGS, None, 2, 0.95)


def survival() -> None:
    _core.kaplan_meier(COLUMN, FLAGS, None, "log", 0.95, [0.5])


OUTCOME_OPTIONS = _core.OutcomeOptions(
    days_past_due=30, window=3, window_unit="months", count_write_offs=1, materiality_share=10_000_000, exclude_disputed=1,
    exclude_already_bad=1, exclude_no_exposure=1, end_of_data=END + 400, money="exact", clock="latest", known_at=None, threads=2,
)  # fmt: skip


def outcomes() -> None:
    _core.compute_outcomes(LEDGER, [AS_OF, END], NO_TABLES, OUTCOME_OPTIONS)


def invoice_outcomes() -> None:
    _core.compute_invoice_outcomes(LEDGER, NO_TABLES, OUTCOME_OPTIONS)


def log_rank() -> None:
    _core.log_rank(COLUMN, FLAGS, None, FLAGS.astype(numpy.int32), 2, None, "peto", 0.0, 0.0)


def concordance() -> None:
    _core.concordance(COLUMN, FLAGS, None, COLUMN, "higher_is_later", 0.95)


def export() -> None:
    ROWS.stream("decimal")


JOBS: tuple[Callable[[], Any], ...] = (
    sample, build, check, age, age_series, age_hierarchy, roll_forward, statement, drill_down, compare, kpis,
    kpi_values, behaviour, invoice_behaviour, outcomes, invoice_outcomes, collection_curves, roll_rates, bridge,
    provision, loss_rates, exposure, interest,
    terms, yields, discounts, plans, cash_plans, plan_lives, portfolio, discount_history, binning,
    binning_scores, additive, additive_scores, scorecard, scorecard_tables, scorecard_to_json, scorecard_of_json, scorecard_scores, scorecard_fit,
    scorecard_validation, overrides, regression, calibration, survival, log_rank, concordance, export,
)  # fmt: skip


def run(job: Callable[[], Any], k: int, how: int) -> tuple[str, int, int]:
    """What became of one run: its outcome, allocations that failed, allocations left."""
    alive = memory.allocations_alive()
    memory.fail_allocations(k, how)
    try:
        job()
        outcome = "succeeded"
    except MemoryError:
        outcome = "out of memory"
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is shown
        outcome = f"{type(error).__name__}: {error}"
    failed = memory.stop_failing()
    if failed and not memory.allocations_thrown() and outcome == "succeeded":
        outcome = "out of memory"  # its caller asked not to be thrown at, and did without
    return outcome, failed, memory.allocations_alive() - alive


def allocations_to_fail(job: Callable[[], Any]) -> int:
    """Allocations up to the end of the kernel; of a call without a kernel, all."""
    for _ in range(3):
        job()  # what the interpreter keeps after the first times is no leak
    memory.watch_allocations(ctypes.cast(memory.python_lock_is_free, ctypes.c_void_p))
    before = memory.allocations_made()
    job()
    after = memory.allocations_made()
    last = memory.last_allocation_inside()
    memory.watch_allocations(None)
    return (last or after) - before


def each_allocation_fails(job: Callable[[], Any]) -> int:
    count = allocations_to_fail(job)
    runs = 0
    for how in (FAIL_ONCE, FAIL_FOR_EVER):
        for k in range(1, count + 1):
            outcome, failed, left = run(job, k, how)
            if not failed and outcome == "succeeded":
                break  # several threads do not always allocate as often
            if outcome != "out of memory" or left:
                sys.exit(f"{job.__name__}: allocation {k}, mode {how}: {outcome}, {left} allocations left")
            runs += 1
    job()
    return runs


def main() -> None:
    assert issubclass(openitem.errors.MemoryLimitError, MemoryError)
    for job in JOBS:
        print(job.__name__, each_allocation_fails(job), flush=True)


if __name__ == "__main__":
    main()
