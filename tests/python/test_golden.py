"""The golden cases through Python: published figures, never our own.

Every case runs or is named in PENDING with a reason; every input key of a case is read.
"""

import datetime
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openitem
import pytest
from golden import (
    cashflow_adapters,
    discount_adapters,
    interest_adapters,
    kpi_adapters,
    plan_adapters,
    statistics_adapters,
    terms_adapters,
    time_adapters,
)

FOLDER = Path(__file__).resolve().parents[1] / "golden"
AS_OF = datetime.date(2024, 6, 30)

# Functions of the golden files that Python does not offer yet: name -> reason.
PENDING: dict[str, str] = {
    "cox_ph": "Cox regression comes with the prediction of payments",
    "discrete_hazard": "discrete hazards come with the prediction of payments",
}


class Inputs(dict[str, Any]):
    """The inputs of a case; remembers which were read."""

    def __init__(self, given: dict[str, Any]) -> None:
        super().__init__(given)
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.read.add(key)
        return super().__getitem__(key)


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{path.stem}:{case['id']}")


CASES = list(cases())


def decimal(value: str) -> Decimal:
    return Decimal(value)


# ---- money ---------------------------------------------------------------------------------------------


def round_to_integer(inputs: Inputs) -> str:
    return str(openitem.money.round_decimal(inputs["value"], 0, inputs["rounding"]))


def round_to_power_of_ten(inputs: Inputs) -> int:
    return openitem.money.round_to_power_of_ten(
        inputs["amount_minor"], inputs["unit_power"], inputs["rounding"]
    )


def round_decimals(inputs: Inputs, expected: dict[str, str]) -> dict[str, str]:
    return {
        mode: str(openitem.money.round_decimal(inputs["value"], inputs["decimals"], mode))
        for mode in expected
    }


def allocate(inputs: Inputs) -> list[int]:
    # moneyphp, the source, rounds the parts of a negative total toward minus infinity first.
    return openitem.money.allocate(
        inputs["amount_minor"], [str(ratio) for ratio in inputs["ratios"]], "floor"
    )


def allocate_equal(inputs: Inputs) -> list[int]:
    return openitem.money.allocate_equal(inputs["amount_minor"], inputs["n"], "floor")


def currency_info(inputs: Inputs) -> dict[str, Any]:
    currency = openitem.money.Currency(inputs["currency"])
    return {"minor_units": currency.minor_units, "numeric": currency.numeric}


def cash_round(inputs: Inputs) -> str:
    minor = openitem.money.round_cash(inputs["value"], inputs["unit"], inputs["currency"], inputs["rounding"])
    return openitem.money.format_money(minor, inputs["currency"])


# ---- aging ---------------------------------------------------------------------------------------------


def aging_row_total(inputs: Inputs) -> str:
    """Each balance as one item, old enough for its bucket."""
    balances = inputs["balances"]
    ages = [15 + 30 * bucket for bucket in range(len(balances))]
    report = openitem.aging(
        {
            "customer": [inputs["customer"]] * len(balances),
            "due_date": [None] * len(balances),
            "issue_date": [AS_OF - datetime.timedelta(days=age) for age in ages],
            "amount": balances,
        },
        AS_OF,
        basis="issue",
        buckets=[30 * (bucket + 1) for bucket in range(len(balances) - 1)],
        currency=inputs["currency"],
    )
    rows = report.rows.to_dict()
    first = list(rows).index("currency") + 1
    assert [rows[name][0] for name in list(rows)[first : first + len(balances)]] == [
        decimal(balance) for balance in balances
    ]
    return str(rows["total"][0])


def aging_bucket(inputs: Inputs) -> str:
    """The bucket that one open item falls in, under the label of the source."""
    edges = inputs["edges"]
    by_due_date = inputs["basis"] == "due_date"
    day_zero_is_current = inputs["day_zero"] == "current"
    report = openitem.aging(
        {
            "customer": ["A"],
            "due_date": [inputs["date"]],
            "issue_date": [inputs["date"]],
            "amount": ["1.00"],
        },
        inputs["as_of"],
        basis="due" if by_due_date else "issue",
        buckets=[0, *edges] if day_zero_is_current else edges,
        currency="EUR",
    )
    row = report.rows.to_dict()
    names = list(row)[2 : list(row).index("total")]
    (bucket,) = [name for name in names if row[name] == [Decimal("1.00")]]
    return source_label(bucket, edges)


def source_label(bucket: str, edges: list[int]) -> str:
    if bucket == "not_due":
        return "current"
    if bucket == f"over_{edges[-1]}":
        return f">{edges[-1]}"
    return bucket.removeprefix("d").replace("_", "-")


def apply_to_instalments(inputs: Inputs) -> list[dict[str, str]]:
    """Payments of one day, credit notes of the next: what each takes from the instalments is what it lowers them by."""
    issued = datetime.date(2024, 1, 1)
    credits = [("payment", amount, 1) for amount in inputs["payments"]]
    credits += [("credit_note", amount, 2) for amount in inputs["credit_notes"]]
    instalments = inputs["instalments"]
    days = [issued + datetime.timedelta(days=day) for _, _, day in credits]
    ids = [f"C{number}" for number in range(len(credits))]
    ledger = openitem.Ledger.from_documents(
        {
            "id": ["I", *ids],
            "customer": ["A"] * (1 + len(credits)),
            "kind": ["invoice", *(kind for kind, _, _ in credits)],
            "issue_date": [issued, *days],
            "amount": [inputs["invoice_total"], *(f"-{amount}" for _, amount, _ in credits)],
        },
        {
            "credit_id": ids,
            "debit_id": ["I"] * len(ids),
            "amount": [amount for _, amount, _ in credits],
            "applied_on": days,
        },
        instalments={
            "document_id": ["I"] * len(instalments),
            "number": list(range(1, len(instalments) + 1)),
            "due_date": [issued + datetime.timedelta(days=part["due_days"]) for part in instalments],
            "amount": [part["amount"] for part in instalments],
        },
        currency=inputs["currency"],
        rows="strict",
    )
    open_by_day = [
        open_instalments(ledger, issued + datetime.timedelta(days=day), len(instalments)) for day in (0, 1, 2)
    ]
    return [
        {
            "invoiced": str(before),
            "paid": str(before - paid),
            "credit_note": str(paid - after),
            "outstanding": str(after),
        }
        for before, paid, after in zip(*open_by_day, strict=True)
    ]


def open_instalments(ledger: openitem.Ledger, day: datetime.date, count: int) -> list[Decimal]:
    items = openitem.aging(ledger, day).items().to_dict()
    amounts = [Decimal("0.00")] * count
    for number, amount in zip(items["instalment"], items["open"], strict=True):
        if number is not None:
            amounts[int(number) - 1] += amount
    return amounts


def open_item_rows(inputs: Inputs) -> list[dict[str, str]]:
    """One invoice part-paid, a credit note and cash on their own: each stays an open item of its own."""
    credits = {
        "P": inputs["payment"],
        "U": inputs["unallocated_payment"],
        "N": inputs["standalone_credit_note"],
    }
    ledger = openitem.Ledger.from_documents(
        {
            "id": ["I", *credits],
            "customer": ["A"] * 4,
            "kind": ["invoice", "payment", "payment", "credit_note"],
            "issue_date": ["2024-06-01"] * 4,
            "amount": [inputs["invoice"], *(f"-{amount}" for amount in credits.values())],
        },
        {"credit_id": ["P"], "debit_id": ["I"], "amount": [inputs["payment"]], "applied_on": ["2024-06-01"]},
        currency=inputs["currency"],
        rows="strict",
    )
    items = openitem.aging(ledger, AS_OF).items().to_dict()
    rows = []
    for amount, still_open in zip(items["amount"], items["open"], strict=True):
        invoiced = max(amount, Decimal("0.00"))
        rows.append(
            {"invoiced": str(invoiced), "paid": str(invoiced - still_open), "outstanding": str(still_open)}
        )
    return sorted(rows, key=lambda row: -Decimal(row["outstanding"]))


def ar_rollforward(inputs: Inputs) -> str:
    """The opening as a document of the year before, each movement as one document of its kind."""
    amounts = {
        "opening_balance": inputs["opening"],
        "invoice": inputs["sales"],
        "payment": f"-{inputs['collections']}",
        "write_off": f"-{inputs['writeoffs']}",
    }
    ledger = openitem.Ledger.from_documents(
        {
            "id": list(amounts),
            "customer": ["A"] * len(amounts),
            "kind": list(amounts),
            "issue_date": ["2023-12-31", "2024-03-31", "2024-06-30", "2024-12-31"],
            "amount": list(amounts.values()),
        },
        currency=inputs["currency"],
        rows="strict",
    )
    result = openitem.roll_forward(ledger, "2023-12-31", "2024-12-31")
    totals = result.totals.to_dict()
    lines = dict(zip(totals["line"], map(str, totals["amount"]), strict=True))
    expected = {
        "opening": inputs["opening"],
        **{kind: a for kind, a in amounts.items() if kind != "opening_balance"},
    }
    assert {line: lines[line] for line in expected} == expected
    return lines["closing"]


# ---- roll rates ----------------------------------------------------------------------------------------


def roll_rate(inputs: Inputs) -> float | None:
    return openitem.roll_rate(int(inputs["prior_bucket_prior_month"]), int(inputs["next_bucket_this_month"]))


def flow_rate_reserve(inputs: Inputs) -> str:
    """Each balance times its loss rate; the source rounds nothing before the sum."""
    losses = openitem.loss_rate_chain(inputs["roll_rates"], 1.0)
    minor = [openitem.money.parse_money(balance, inputs["currency"]) for balance in inputs["balances"]]
    total = round(sum(balance * loss for balance, loss in zip(minor, losses, strict=True)))
    return openitem.money.format_money(total, inputs["currency"])


# ---- provision -----------------------------------------------------------------------------------------


def provision_matrix(inputs: Inputs) -> openitem.ProvisionMatrix:
    """From the historical rates and the factor where the source gives them; the rates to apply are then a result too."""
    options: dict[str, Any] = {}
    if "bucket_decimals" in inputs:
        options["decimals"] = inputs["bucket_decimals"]
    rates = inputs["rates"]
    if "historical_rates" in inputs:
        rates, options["forward_factor"] = inputs["historical_rates"], inputs["forward_factor"]
    matrix = openitem.provision_matrix(inputs["balances"], rates, currency=inputs["currency"], **options)
    nine = Decimal("1e-9")
    assert matrix.rates == [Decimal(repr(rate)).quantize(nine) for rate in inputs["rates"]]
    return matrix


def provision_matrix_total(inputs: Inputs) -> str:
    return str(provision_matrix(inputs).total)


def provision_matrix_by_bucket(inputs: Inputs) -> list[str]:
    return [str(amount) for amount in provision_matrix(inputs).by_bucket]


def provision_matrix_full(inputs: Inputs) -> dict[str, Any]:
    if "labels" in inputs:
        assert len(inputs["labels"]) == len(inputs["balances"])
    matrix = provision_matrix(inputs)
    return {
        "by_bucket": [str(amount) for amount in matrix.by_bucket],
        "total": str(matrix.total),
        "balance_total": str(matrix.balance_total),
    }


def allowance_rollforward_to_target(inputs: Inputs) -> dict[str, str]:
    movement = openitem.allowance_movement(
        opening=inputs["opening"],
        write_offs=inputs["writeoffs"],
        closing=inputs["target_closing"],
        currency=inputs["currency"],
    )
    return {"expense": str(movement.expense), "closing": str(movement.closing)}


CLAIMED: dict[str, Callable[..., Any]] = {
    "round_to_integer": round_to_integer,
    "round_to_power_of_ten": round_to_power_of_ten,
    "round_decimals": round_decimals,
    "allocate": allocate,
    "allocate_equal": allocate_equal,
    "currency_info": currency_info,
    "cash_round": cash_round,
    "aging_row_total": aging_row_total,
    "aging_bucket": aging_bucket,
    "apply_to_instalments": apply_to_instalments,
    "open_item_rows": open_item_rows,
    "ar_rollforward": ar_rollforward,
    **cashflow_adapters.CLAIMED,
    **discount_adapters.CLAIMED,
    **interest_adapters.CLAIMED,
    **kpi_adapters.CLAIMED,
    **plan_adapters.CLAIMED,
    **statistics_adapters.CLAIMED,
    **time_adapters.CLAIMED,
    **terms_adapters.CLAIMED,
    "roll_rate": roll_rate,
    "flow_rate_reserve": flow_rate_reserve,
    "provision_matrix_total": provision_matrix_total,
    "provision_matrix_by_bucket": provision_matrix_by_bucket,
    "provision_matrix_full": provision_matrix_full,
    "allowance_rollforward_to_target": allowance_rollforward_to_target,
}


def differs(computed: Any, expected: Any, tolerance: Any = 0) -> bool:
    """A null in what is expected is not compared; a tolerance of 0 compares exactly, texts always so."""
    if expected is None:
        return False
    if isinstance(expected, dict):
        parts = tolerance if isinstance(tolerance, dict) else dict.fromkeys(expected, tolerance)
        return any(differs(computed[key], value, parts.get(key, 0)) for key, value in expected.items())
    if isinstance(expected, list):
        if len(computed) != len(expected):
            return True
        return any(differs(one, other, tolerance) for one, other in zip(computed, expected, strict=True))
    if isinstance(expected, float) and isinstance(computed, float):
        return abs(computed - expected) > tolerance
    if tolerance and isinstance(expected, str) and re.fullmatch(r"[-+]?[\d.]+", expected):  # no date, no word
        return abs(Decimal(computed) - Decimal(expected)) > Decimal(repr(tolerance))
    return bool(computed != expected)


@pytest.mark.parametrize("case", [case for case in CASES if case.values[0]["function"] not in PENDING])
def test_case(case: dict[str, Any]) -> None:
    inputs = Inputs(case["inputs"])
    claimed = CLAIMED[case["function"]]
    computed = claimed(inputs, case["expected"]) if claimed is round_decimals else claimed(inputs)
    assert not differs(computed, case["expected"], case["tolerance"]), (
        f"{computed!r} is not {case['expected']!r}: {case['source']}"
    )
    assert set(case["inputs"]) <= inputs.read, "an input is not read"


def test_every_case_is_claimed_or_pending(capsys: pytest.CaptureFixture[str]) -> None:
    functions = {case.values[0]["function"] for case in CASES}
    assert functions, "no golden case was found"
    assert functions == CLAIMED.keys() | PENDING.keys()
    assert not CLAIMED.keys() & PENDING.keys()
    ran = sum(case.values[0]["function"] in CLAIMED for case in CASES)
    with capsys.disabled():
        print(f"\ngolden cases through Python: {ran} of {len(CASES)}, the others pending:")
        for function, reason in PENDING.items():
            print(f"  {function}: {reason}")


def test_a_wrong_figure_is_noticed() -> None:
    assert differs(["1"], ["2"])
    assert differs([1, 2], [1])
    assert differs({"a": "1.00"}, {"a": "1.0"})
    assert differs({"a": 1.0}, {"a": 1.5}, {"a": 0.4})
    assert not differs([1.0], [1.5], 0.5)
    assert differs(None, 1.5, 0.5)
    assert not differs({"a": "1.00", "b": 1}, {"a": "1.00", "b": None})
