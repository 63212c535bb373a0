"""Results: the frame that came in goes out, money stays exact, prints are safe, and the package is what its stub says."""

import ast
import datetime
import subprocess
import sys
import threading
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import narwhals
import numpy
import openitem
import pandas
import polars
import pyarrow
import pytest
from openitem import _core

AS_OF = datetime.date(2024, 6, 30)

ITEMS: dict[str, Any] = {
    "customer": ["Adler & Söhne", "<b>Brandt</b>", "Kenji"],
    "due_date": [datetime.date(2024, 6, 30), datetime.date(2024, 5, 1), datetime.date(2024, 1, 1)],
    "amount": ["1234567.89", "-20.50", "5000"],
    "currency": ["EUR", "USD", "JPY"],
}


@pytest.fixture
def report() -> openitem.Aging:
    return openitem.aging(ITEMS, AS_OF, rows="strict")


@pytest.fixture
def items() -> openitem.ResultTable:
    """A table with every type: texts, days, counts, money, with nulls in each."""
    documents = {
        "id": ["I1", "I2"],
        "customer": ["A", "B"],
        "issue_date": ["2024-06-01", "2024-06-02"],
        "due_date": ["2024-06-15", None],
        "amount": ["10.00", "-3.50"],
    }
    return openitem.aging(openitem.Ledger.from_documents(documents, currency="EUR"), AS_OF).items()


# ---- frames ----------------------------------------------------------------------------------------------


def frame_of(kind: str) -> Any:
    return {
        "pandas": lambda: pandas.DataFrame(ITEMS),
        "polars": lambda: polars.DataFrame(ITEMS),
        "pyarrow": lambda: pyarrow.table(ITEMS),
        "duckdb": lambda: duckdb.from_arrow(pyarrow.table(ITEMS)),
        "dict": lambda: ITEMS,
    }[kind]()


@pytest.mark.parametrize(
    ("kind", "type_out"),
    [
        ("pandas", pandas.DataFrame),
        ("polars", polars.DataFrame),
        ("pyarrow", pyarrow.Table),
        ("duckdb", duckdb.DuckDBPyRelation),
        ("dict", dict),
    ],
)
def test_the_frame_that_came_in_goes_out(kind: str, type_out: type) -> None:
    out = openitem.aging(frame_of(kind), AS_OF)
    for table in (out.rows, out.totals, out.proof, out.about, out.findings):
        assert isinstance(table.native(), type_out)


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow"])
def test_narwhals_in_narwhals_out(kind: str) -> None:
    out = openitem.aging(narwhals.from_native(frame_of(kind)), AS_OF).rows.native()
    assert isinstance(out, narwhals.DataFrame)
    assert isinstance(narwhals.to_native(out), type(frame_of(kind)))


def test_every_form_holds_the_same_figures(report: openitem.Aging) -> None:
    expected = [Decimal("5000"), Decimal("-20.50"), Decimal("1234567.89")]
    by_customer = dict(zip(report.rows.to_dict()["customer"], report.rows.to_dict()["total"], strict=True))
    assert by_customer == {
        "<b>Brandt</b>": Decimal("-20.50"),
        "Adler & Söhne": Decimal("1234567.89"),
        "Kenji": Decimal("5000"),
    }
    for values in (
        report.rows.to_pandas()["total"].tolist(),
        report.rows.to_polars()["total"].to_list(),
        report.rows.to_arrow()["total"].to_pylist(),
    ):
        assert sorted(values) == sorted(expected)
    assert sorted(report.rows.to_dict(money="minor")["total"]) == [-2050, 5000, 123456789]
    assert sorted(report.rows.to_arrow(money="minor")["total"].to_pylist()) == [-2050, 5000, 123456789]
    assert sorted(report.rows.to_pandas(money="minor")["total"]) == [-2050, 5000, 123456789]
    assert sorted(report.rows.to_polars(money="float")["total"]) == [-20.5, 5000.0, 1234567.89]
    assert sorted(report.rows.to_pandas(money="float")["total"]) == [-20.5, 5000.0, 1234567.89]
    assert sorted(report.rows.to_dict(money="float")["total"]) == [-20.5, 5000.0, 1234567.89]


def test_decimals_have_the_digits_of_their_currency(report: openitem.Aging) -> None:
    rows = report.rows.to_dict()
    printed = {currency: str(total) for currency, total in zip(rows["currency"], rows["total"], strict=True)}
    assert printed == {"EUR": "1234567.89", "USD": "-20.50", "JPY": "5000"}
    column = report.rows.to_arrow()["total"].type
    assert pyarrow.types.is_decimal(column)
    assert column.scale == 2


def test_nulls_and_types_in_every_form(items: openitem.ResultTable) -> None:
    as_dict = items.to_dict()
    assert as_dict["due_date"] == [datetime.date(2024, 6, 15), None]
    assert as_dict["open"] == [Decimal("10.00"), Decimal("-3.50")]
    as_pandas = items.to_pandas()
    assert str(as_pandas["due_date"].dtype) == "datetime64[s]"
    assert as_pandas["due_date"].isna().tolist() == [False, True]
    assert as_pandas["customer"].tolist() == ["A", "B"]
    assert as_pandas["open"].sum() == Decimal("6.50")
    as_arrow = items.to_arrow()
    assert as_arrow.schema.field("due_date").type == pyarrow.date32()
    assert as_arrow.to_pydict() == as_dict
    assert items.to_polars().to_dict(as_series=False) == as_dict
    for name in items.columns:
        assert as_pandas[name].isna().tolist() == [value is None for value in as_dict[name]]


def test_any_library_reads_a_table(report: openitem.Aging) -> None:
    rows = report.rows
    assert polars.DataFrame(rows).shape == (3, len(rows.columns))
    assert pyarrow.table(rows).num_rows == 3
    assert pandas.DataFrame.from_arrow(rows).shape == (3, len(rows.columns))


def test_a_table_outlives_everything_it_came_from(report: openitem.Aging) -> None:
    arrow = report.rows.to_arrow()
    stream = report.rows.__arrow_c_stream__()
    expected = report.rows.to_dict()
    del report
    assert arrow.to_pydict() == expected
    del stream


def test_pandas_columns_may_be_written(report: openitem.Aging) -> None:
    frame = report.rows.to_pandas(money="minor")
    frame.loc[0, "total"] = 7
    assert 7 not in report.rows.to_dict(money="minor")["total"]


def test_another_money_form_is_refused(report: openitem.Aging) -> None:
    for call in (report.rows.to_dict, report.rows.to_arrow, report.rows.to_pandas, report.rows.to_polars):
        with pytest.raises(openitem.ArgumentError, match="cents"):
            call(money="cents")  # type: ignore[operator]


def test_the_shape_of_a_table(report: openitem.Aging) -> None:
    assert len(report.rows) == 3
    assert report.rows.name == "rows"
    assert report.rows.columns[:2] == ("customer", "currency")
    assert "total" in report.rows.money_columns
    assert "open_items" not in report.rows.money_columns


# ---- for eyes --------------------------------------------------------------------------------------------


def test_print_is_aligned_with_caption_and_control_total(report: openitem.Aging) -> None:
    lines = repr(report).splitlines()
    assert lines[0].startswith("Aging as of 2024-06-30, control total ")
    for total in ("EUR 1234567.89", "USD -20.50", "JPY 5000"):
        assert total in lines[0]
    header = lines[1]
    end = header.index("total") + len("total")
    for line in lines[2:]:
        assert line[:end].split()[-1] in {"1234567.89", "-20.50", "5000"}
    assert repr(report) == repr(report.rows)


def test_thousands_are_grouped_only_when_asked(report: openitem.Aging) -> None:
    assert "1234567.89" in report.rows.to_text()
    assert "1,234,567.89" not in report.rows.to_text()
    assert "1,234,567.89" in report.rows.to_text(grouped=True)
    assert "1,234,567.89" in report.rows.to_html(grouped=True)


def test_long_tables_say_what_they_leave_out() -> None:
    many = {"customer": list(range(50)), "due_date": ["2024-01-01"] * 50, "amount": ["1.00"] * 50}
    rows = openitem.aging(many, AS_OF, currency="EUR").rows
    assert repr(rows).splitlines()[-1] == "... 30 more rows"
    assert "30 more rows" in rows._repr_html_()
    assert len(rows.to_text().splitlines()) == 52
    assert rows.to_text(limit=0).splitlines()[-1] == "... 50 more rows"


def test_html_is_escaped_and_well_formed(report: openitem.Aging) -> None:
    page = report._repr_html_()
    assert "<b>" not in page
    assert "&lt;b&gt;Brandt&lt;/b&gt;" in page
    assert "Adler &amp; Söhne" in page

    class Balance(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    balance = Balance()
    balance.feed(page)
    assert not balance.open


def test_control_characters_do_not_reach_the_terminal() -> None:
    names = ["\x1b[31mred", "two\nlines", "x" * 500]
    rows = openitem.aging(
        {"customer": names, "due_date": ["2024-01-01"] * 3, "amount": ["1.00"] * 3}, AS_OF, currency="EUR"
    ).rows
    printed = rows.to_text()
    assert "\x1b" not in printed
    assert "\\x1b[31mred" in printed
    assert len(printed.splitlines()) == 5
    assert max(map(len, printed.splitlines())) < 250
    assert sorted(rows.to_dict()["customer"]) == sorted(names)


def test_an_empty_table_prints() -> None:
    empty: dict[str, list[Any]] = {"customer": [], "due_date": [], "amount": []}
    rows = openitem.aging(empty, AS_OF, currency="EUR").rows
    assert "customer" in repr(rows)
    assert "<table>" in rows._repr_html_()
    assert len(rows.to_pandas()) == 0
    assert rows.to_polars().height == 0


# ---- the package -----------------------------------------------------------------------------------------


def test_import_needs_neither_pandas_nor_pyarrow() -> None:
    code = (
        "import sys, openitem\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(sorted(loaded & {'pandas', 'pyarrow', 'polars', 'duckdb', 'fastexcel', 'typer', 'altair', 'jinja2'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_is_typed_and_says_what_it_offers() -> None:
    folder = Path(openitem.__file__).parent
    assert (folder / "py.typed").exists()
    assert openitem.__version__.count(".") == 2
    for name in openitem.__all__:
        member = getattr(openitem, name)
        assert name == "__version__" or (member.__doc__ or "").strip(), f"{name} has no docstring"


def members(node: ast.Module | ast.ClassDef) -> dict[str, set[str]]:
    """Name to the names inside it, of every function, class and property of a stub."""
    found: dict[str, set[str]] = {}
    for inner in node.body:
        if isinstance(inner, ast.FunctionDef):
            found[inner.name] = {
                argument.arg
                for argument in (*inner.args.args, *inner.args.kwonlyargs)
                if argument.arg != "self"
            }
        elif isinstance(inner, ast.ClassDef):
            found[inner.name] = set(members(inner))
    return found


def test_the_stub_names_what_the_module_has() -> None:
    stub = ast.parse((Path(openitem.__file__).parent / "_core.pyi").read_text(encoding="utf-8"))
    stated = members(stub)
    there = {name for name in vars(_core) if not name.startswith("_")}
    assert there == stated.keys()
    for name, inside in stated.items():
        member = getattr(_core, name)
        if isinstance(member, type):
            own = {key for key in vars(member) if not key.startswith("_") or key in {"__len__", "__eq__"}}
            assert own == inside - {"__init__"}, name
        else:
            for argument in inside:
                assert f"{argument}:" in (member.__doc__ or ""), f"{name}({argument})"


def test_stub_arguments_of_constructors() -> None:
    stub = ast.parse((Path(openitem.__file__).parent / "_core.pyi").read_text(encoding="utf-8"))
    for node in stub.body:
        if isinstance(node, ast.ClassDef) and "__init__" in members(node):
            signature = getattr(_core, node.name).__init__.__doc__ or ""
            for argument in members(node)["__init__"]:
                assert f"{argument}:" in signature, f"{node.name}({argument})"


def test_results_are_read_only() -> None:
    report = openitem.aging(ITEMS, AS_OF)
    with pytest.raises(AttributeError):
        report.rows.name = "other"  # type: ignore[misc]
    array = report._result.table("rows").array("total")
    assert not array.flags.writeable
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1
    with pytest.raises(ValueError, match="WRITEABLE"):
        array.setflags(write=True)


def test_other_threads_run_while_a_kernel_does() -> None:
    """Another thread gets on during the call although the interpreter itself would never let it in."""
    sample = openitem.datasets.sample_ledger(200_000)
    gate = threading.Lock()
    gate.acquire()
    ran = []

    def run() -> None:
        with gate:
            ran.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000.0)
    try:
        gate.release()
        before = len(ran)
        sample.ledger()
        during = len(ran) - before
    finally:
        sys.setswitchinterval(interval)
    thread.join()
    assert during == 1


def test_one_ledger_serves_many_threads() -> None:
    ledger = openitem.datasets.sample_ledger(2000).ledger()
    expected = openitem.aging(ledger, "2024-12-31").rows.to_dict()
    results: list[Any] = []

    def run() -> None:
        results.append(openitem.aging(ledger, "2024-12-31").rows.to_dict())

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 6


def test_ctrl_c_is_acted_on_after_the_call() -> None:
    code = (
        "import os, signal, threading, openitem\n"
        "sample = openitem.datasets.sample_ledger(100_000)\n"
        "threading.Timer(0.02, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
        "try:\n"
        "    for _ in range(200): sample.ledger()\n"
        "    print('not interrupted')\n"
        "except KeyboardInterrupt: print('interrupted')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "interrupted"


def test_numpy_integers_in_results_are_python_integers(report: openitem.Aging) -> None:
    assert all(type(count) is int for count in report.rows.to_dict()["open_items"])
    assert not any(isinstance(value, numpy.generic) for value in report.rows.to_dict(money="minor")["total"])
