"""One report, every way in: frame libraries times column types times nulls, slices and chunks give the same bytes.

The items and the figures expected of them, which were written by hand, stand in reference/item_frames.py.
"""

import datetime
import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import duckdb
import narwhals
import numpy
import openitem
import pandas
import polars
import pyarrow
import pytest
from reference.item_frames import (
    AMOUNT,
    AS_OF,
    COLUMNS,
    CUSTOMER,
    DUE,
    ENTITY,
    EXPECTED,
    ISSUE,
    MINOR,
    PANDAS,
    Columns,
    day,
    figures,
    pandas_frame,
)


@pytest.fixture(scope="module")
def baseline() -> dict[str, Any]:
    return figures(COLUMNS)


def test_the_baseline_is_right(baseline: dict[str, Any]) -> None:
    rows = baseline["rows"]
    names = ["not_due", "d1_30", "d31_60", "d61_90", "over_90", "unapplied", "total"]
    computed = {
        customer: tuple(str(rows[name][at]) for name in names) for at, customer in enumerate(rows["customer"])
    }
    assert computed == EXPECTED
    assert baseline["grouped"]["entity"] == ["Nord", "Nord", "Süd", "東京", None, None]


# ---- column types ----------------------------------------------------------------------------------------

DAYS = [None if text is None else (day(text) - datetime.date(1970, 1, 1)).days for text in DUE]  # type: ignore[operator]
ISSUE_DAYS = [None if text is None else (day(text) - datetime.date(1970, 1, 1)).days for text in ISSUE]  # type: ignore[operator]


def dates_as(kind: pyarrow.DataType, unit: int) -> Columns:
    """Days in another physical type, with a time of day where the type has one."""
    noon = unit // 2 if pyarrow.types.is_timestamp(kind) else 0
    return {
        name: pyarrow.array([None if value is None else value * unit + noon for value in values], kind)
        for name, values in (("due_date", DAYS), ("issue_date", ISSUE_DAYS))
    }


def texts_as(kind: pyarrow.DataType, form: str = "%Y-%m-%d") -> Columns:
    return {
        name: pyarrow.array([None if text is None else day(text).strftime(form) for text in texts], kind)  # type: ignore[union-attr]
        for name, texts in (("due_date", DUE), ("issue_date", ISSUE))
    }


VARIANTS: dict[str, tuple[Columns, dict[str, Any]]] = {
    "decimal128": ({"amount": pyarrow.array(AMOUNT, pyarrow.decimal128(20, 2))}, {}),
    "decimal128 scale 5": ({"amount": pyarrow.array(AMOUNT, pyarrow.decimal128(25, 5))}, {}),
    "amount text": ({"amount": pyarrow.array([str(amount) for amount in AMOUNT])}, {}),
    "amount large text": (
        {"amount": pyarrow.array([str(amount) for amount in AMOUNT], pyarrow.large_string())},
        {},
    ),
    "amount text view": (
        {"amount": pyarrow.array([str(amount) for amount in AMOUNT], pyarrow.string_view())},
        {},
    ),
    "amount int64 minor": ({"amount": pyarrow.array(MINOR, pyarrow.int64())}, {"money": "minor"}),
    "amount float": ({"amount": pyarrow.array([float(amount) for amount in AMOUNT])}, {"money": "float"}),
    **{
        f"customer {kind}": ({"customer": pyarrow.array(CUSTOMER, kind)}, {})
        for kind in (
            pyarrow.int8(),
            pyarrow.int16(),
            pyarrow.int32(),
            pyarrow.uint8(),
            pyarrow.uint16(),
            pyarrow.uint32(),
            pyarrow.uint64(),
        )
    },
    "customer text": ({"customer": pyarrow.array([str(customer) for customer in CUSTOMER])}, {}),
    "customer dictionary": ({"customer": pyarrow.array([str(c) for c in CUSTOMER]).dictionary_encode()}, {}),
    "customer dictionary of ints": ({"customer": pyarrow.array(CUSTOMER).dictionary_encode()}, {}),
    "entity dictionary": ({"entity": pyarrow.array(ENTITY).dictionary_encode()}, {}),
    "entity small dictionary": (
        {
            "entity": pyarrow.array(ENTITY)
            .dictionary_encode()
            .cast(pyarrow.dictionary(pyarrow.int8(), pyarrow.string()))
        },
        {},
    ),
    "entity null": ({"entity": pyarrow.array([entity or None for entity in ENTITY])}, {}),
    "date32": (dates_as(pyarrow.date32(), 1), {}),
    "date64": (dates_as(pyarrow.date64(), 86_400_000), {}),
    "timestamp s": (dates_as(pyarrow.timestamp("s"), 86_400), {}),
    "timestamp ms": (dates_as(pyarrow.timestamp("ms"), 86_400_000), {}),
    "timestamp us": (dates_as(pyarrow.timestamp("us"), 86_400_000_000), {}),
    "timestamp ns": (dates_as(pyarrow.timestamp("ns"), 86_400_000_000_000), {}),
    "date text": (texts_as(pyarrow.string()), {}),
    "date text view": (texts_as(pyarrow.string_view()), {}),
    "date text dotted": (texts_as(pyarrow.string(), "%d.%m.%Y"), {"date_format": "%d.%m.%Y"}),
}


def arrow_table(changes: Columns | None = None) -> pyarrow.Table:
    return pyarrow.table({**COLUMNS, **(changes or {})})


def chunked(table: pyarrow.Table) -> pyarrow.Table:
    """Three chunks, one of them empty, none at offset 0 but the first."""
    return pyarrow.concat_tables([table.slice(0, 3), table.slice(3, 0), table.slice(3, 5)])


def sliced(table: pyarrow.Table) -> pyarrow.Table:
    """The same rows out of the middle of a longer table, at an offset that is no multiple of 8."""
    return pyarrow.concat_tables([table.slice(5), table, table.slice(0, 2)]).combine_chunks().slice(3, 8)


@pytest.mark.parametrize("layout", [lambda table: table, chunked, sliced], ids=["whole", "chunked", "sliced"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_arrow(
    baseline: dict[str, Any], variant: str, layout: Callable[[pyarrow.Table], pyarrow.Table]
) -> None:
    changes, options = VARIANTS[variant]
    table = layout(arrow_table(changes))
    assert table.num_rows == 8
    assert figures(table, **options) == baseline


def test_arrow_batches_and_readers(baseline: dict[str, Any]) -> None:
    table = chunked(arrow_table())
    assert figures(arrow_table().to_batches()[0]) == baseline
    report = openitem.aging(
        pyarrow.RecordBatchReader.from_batches(table.schema, table.to_batches()), AS_OF, currency="EUR"
    )
    assert [int(customer) for customer in report.rows.to_dict()["customer"]] == baseline["rows"]["customer"]
    assert report.proof.to_dict() == baseline["proof"]


def test_a_single_array_capsule(baseline: dict[str, Any]) -> None:
    class OneBatch:
        def __arrow_c_array__(self, requested_schema: object | None = None) -> object:
            return arrow_table().to_batches()[0].__arrow_c_array__(requested_schema)

    assert figures(OneBatch()) == baseline


# ---- frame libraries -------------------------------------------------------------------------------------

POLARS: dict[str, Callable[[polars.DataFrame], polars.DataFrame]] = {
    "plain": lambda frame: frame,
    "categorical": lambda frame: frame.with_columns(polars.col("entity").cast(polars.Categorical)),
    "decimal": lambda frame: frame.with_columns(polars.col("amount").cast(polars.Decimal(20, 2))),
    "amount text": lambda frame: frame.with_columns(polars.col("amount").cast(polars.String)),
    "datetime": lambda frame: frame.with_columns(polars.col("due_date").cast(polars.Datetime("us"))),
    "sliced": lambda frame: polars.concat([frame.tail(3), frame, frame.head(1)])[3:11],
    "chunked": lambda frame: polars.concat([frame[:3], frame[3:]], rechunk=False),
}


@pytest.mark.parametrize("variant", POLARS)
def test_polars(baseline: dict[str, Any], variant: str) -> None:
    frame = POLARS[variant](polars.DataFrame(COLUMNS))
    assert figures(frame) == baseline
    assert figures(narwhals.from_native(frame)) == baseline


NEED_PYARROW: dict[str, tuple[Callable[[pandas.DataFrame], pandas.DataFrame], dict[str, Any]]] = {
    "ArrowDtype": (
        lambda frame: pandas.DataFrame(arrow_table().to_pandas(types_mapper=pandas.ArrowDtype)),
        {},
    ),
}


@pytest.mark.parametrize("variant", PANDAS | NEED_PYARROW)
def test_pandas(baseline: dict[str, Any], variant: str) -> None:
    change, options = (PANDAS | NEED_PYARROW)[variant]
    frame = change(pandas_frame())
    before = frame.copy(deep=True)
    assert figures(frame, **options) == baseline
    assert figures(narwhals.from_native(frame), **options) == baseline
    pandas.testing.assert_frame_equal(frame, before)


def test_pandas_with_a_column_that_arrow_cannot_hold(baseline: dict[str, Any]) -> None:
    assert figures(pandas_frame().assign(note=[1, "two", None, 3.0, object(), [], {}, b"x"])) == baseline


# Runs in a process of its own, in which PyArrow cannot be imported.
WITHOUT_PYARROW = """
import json, sys
sys.modules["pyarrow"] = None
sys.path[:0] = json.loads(sys.argv[1])
import openitem
from reference.item_frames import AS_OF, COLUMNS, PANDAS, figures, pandas_frame
baseline = figures(COLUMNS)
wrong = [name for name, (change, options) in PANDAS.items() if figures(change(pandas_frame()), **options) != baseline]
report = openitem.aging(pandas_frame(), AS_OF, currency="EUR")
assert list(report.rows.native()["total"]) == baseline["rows"]["total"]
assert sys.modules["pyarrow"] is None
print(json.dumps({"ran": len(PANDAS), "wrong": wrong}))
"""


def test_pandas_without_pyarrow() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PYARROW, json.dumps(sys.path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"ran": len(PANDAS), "wrong": []}


def test_duckdb(baseline: dict[str, Any]) -> None:
    table = arrow_table()
    with duckdb.connect() as connection:
        assert figures(connection.from_arrow(table)) == baseline
        connection.register("items", table)
        relation = connection.sql("select * from items")
        assert figures(narwhals.from_native(relation)) == baseline
        report = openitem.aging(relation, AS_OF, currency="EUR")
    assert isinstance(report.rows.native(), duckdb.DuckDBPyRelation)


# ---- dicts and NumPy -------------------------------------------------------------------------------------


def numpy_dates(unit: str) -> Columns:
    return {
        "due_date": numpy.array([text or "NaT" for text in DUE], dtype=f"datetime64[{unit}]"),
        "issue_date": numpy.array([text or "NaT" for text in ISSUE], dtype=f"datetime64[{unit}]"),
    }


NUMPY: dict[str, tuple[Columns, dict[str, Any]]] = {
    **{f"datetime64[{unit}]": (numpy_dates(unit), {}) for unit in ("D", "h", "m", "s", "ms", "us", "ns")},
    "object arrays": ({name: numpy.array(values, dtype=object) for name, values in COLUMNS.items()}, {}),
    "tuples": ({name: tuple(values) for name, values in COLUMNS.items()}, {}),
    "datetimes": (
        {
            "due_date": [
                None if d is None else datetime.datetime.combine(d, datetime.time(12))
                for d in COLUMNS["due_date"]
            ]
        },
        {},
    ),
    "NumPy scalars": (
        {
            "customer": [numpy.int32(customer) for customer in CUSTOMER],
            "due_date": [numpy.datetime64(text or "NaT") for text in DUE],
            "entity": [None if entity is None else numpy.str_(entity) for entity in ENTITY],
        },
        {},
    ),
    "float NaN for missing text": ({"entity": [float("nan") if e is None else e for e in ENTITY]}, {}),
    "unicode array": ({"entity": numpy.array([entity or "" for entity in ENTITY])}, {}),
    "bytes": ({"entity": [None if entity is None else entity.encode() for entity in ENTITY]}, {}),
    "int64": ({"amount": numpy.array(MINOR)}, {"money": "minor"}),
    "big-endian": (
        {"amount": numpy.array(MINOR, dtype=">i8"), "customer": numpy.array(CUSTOMER, ">u2")},
        {"money": "minor"},
    ),
    "strided": (
        {"amount": numpy.repeat(numpy.array(MINOR), 3)[::3], "customer": numpy.array(CUSTOMER[::-1])[::-1]},
        {"money": "minor"},
    ),
    "read-only": (
        {"amount": numpy.frombuffer(numpy.array(MINOR).tobytes(), dtype="int64")},
        {"money": "minor"},
    ),
    "misaligned": (
        {"amount": numpy.frombuffer(b"x" + numpy.array(MINOR).tobytes(), dtype="int64", offset=1)},
        {"money": "minor"},
    ),
    "float64": ({"amount": numpy.array([float(amount) for amount in AMOUNT])}, {"money": "float"}),
    "python ints": ({"amount": MINOR}, {"money": "minor"}),
    "python floats and ints": (
        {"amount": [100, *(float(amount) for amount in AMOUNT[1:])]},
        {"money": "float"},
    ),
    "decimals with exponents": ({"amount": [Decimal("1E+2"), *AMOUNT[1:]]}, {}),
    "masked": (
        {
            "due_date": numpy.ma.masked_array(
                numpy.array([text or "2000-01-01" for text in DUE], "datetime64[D]"),
                [text is None for text in DUE],
            )
        },
        {},
    ),
    "arrow arrays": ({"amount": pyarrow.array(AMOUNT), "due_date": pyarrow.array(COLUMNS["due_date"])}, {}),
    "polars series": ({"amount": polars.Series(AMOUNT), "due_date": polars.Series(COLUMNS["due_date"])}, {}),
    "pandas series": (
        {"due_date": pandas.Series(COLUMNS["due_date"]), "customer": pandas.Series(CUSTOMER)},
        {},
    ),
    "a column nobody can read": ({"note": [object()] * 8, "wide": numpy.zeros(8, dtype=complex)}, {}),
}


@pytest.mark.parametrize("variant", NUMPY)
def test_dicts_and_numpy(baseline: dict[str, Any], variant: str) -> None:
    changes, options = NUMPY[variant]
    assert figures({**COLUMNS, **changes}, **options) == baseline


def test_structured_array(baseline: dict[str, Any]) -> None:
    array = numpy.zeros(
        8,
        dtype=[
            ("customer", "i4"),
            ("due_date", "M8[D]"),
            ("issue_date", "M8[D]"),
            ("amount", "i8"),
            ("entity", "O"),
        ],
    )
    array["customer"], array["amount"], array["entity"] = CUSTOMER, MINOR, ENTITY
    array["due_date"] = [text or "NaT" for text in DUE]
    array["issue_date"] = [text or "NaT" for text in ISSUE]
    assert figures(array, money="minor") == baseline


def test_a_result_is_a_frame_too() -> None:
    """What came out goes in again: rows of one report as balances of the next."""
    report = openitem.aging(COLUMNS, AS_OF, currency="EUR")
    rows = report.rows.to_arrow()
    balances = rows.select(["customer", "currency", "total"]).rename_columns(
        ["customer", "currency", "balance"]
    )
    compared = openitem.aging(COLUMNS, AS_OF, currency="EUR", balances=balances).balances
    assert compared is not None
    assert set(compared.to_dict()["status"]) == {"equal"}
