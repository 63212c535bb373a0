"""Types of the compiled part; days are counted from 1970-01-01."""

from typing import Any, TypeAlias

import numpy

_Array: TypeAlias = numpy.ndarray[Any, Any]
_ColumnValues: TypeAlias = _Array | list[Any]
_ColumnInput: TypeAlias = tuple[str, _ColumnValues, _Array | None]

def version() -> str: ...

class InputTables:
    def __init__(self) -> None: ...
    def add_stream(self, table: str, stream: object) -> None: ...
    def add_array(self, table: str, schema: object, array: object) -> None: ...
    def add_columns(self, table: str, columns: list[_ColumnInput]) -> None: ...
    def add_table(self, table: str, source: Table) -> None: ...

class Result:
    def table_names(self) -> list[str]: ...
    def table(self, name: str) -> Table: ...

class Table:
    @property
    def name(self) -> str: ...
    def __len__(self) -> int: ...
    def columns(self) -> list[tuple[str, str, str]]: ...
    def array(self, column: str) -> _Array: ...
    def nulls(self, column: str) -> _Array | None: ...
    def objects(self, column: str, start: int, stop: int) -> list[Any]: ...
    def stream(self, money: str) -> object: ...

class Currency:
    def __init__(self, code: str) -> None: ...
    @property
    def code(self) -> str: ...
    @property
    def numeric(self) -> str: ...
    @property
    def minor_units(self) -> int: ...

def parse_money(text: str, currency: Currency, rounding: str | None) -> int: ...
def format_money(minor: int, currency: Currency) -> str: ...
def round_decimal(text: str, decimals: int, rounding: str) -> str: ...
def round_to_power_of_ten(minor: int, power: int, rounding: str) -> int: ...
def round_cash(value: str, unit: str, currency: Currency, rounding: str) -> int: ...
def multiply_divide(a: int, b: int, c: int, rounding: str) -> int: ...
def allocate(minor: int, weights: list[int], sign: str) -> list[int]: ...
def allocate_decimals(minor: int, weights: list[str], sign: str) -> list[int]: ...
def allocate_equal(minor: int, parts: int, sign: str) -> list[int]: ...
def parse_date(text: str, format: str) -> int: ...
def format_date(days: int, format: str) -> str: ...
def add_days(days: int, count: int) -> int: ...
def add_months(days: int, months: int) -> int: ...
def month_end(days: int) -> int: ...
def is_month_end(days: int) -> bool: ...

class LedgerOptions:
    def __init__(
        self,
        *,
        threads: int,
        rows: str,
        money: str,
        sign: str,
        unreferenced_credits: str,
        currency: str,
        base_currency: str,
        date_format: str,
        map: list[tuple[str, str, str]],
    ) -> None: ...

class Ledger:
    @property
    def document_count(self) -> int: ...
    @property
    def application_count(self) -> int: ...
    @property
    def customer_count(self) -> int: ...
    @property
    def finding_count(self) -> int: ...

def build_ledger(tables: InputTables, options: LedgerOptions) -> Ledger: ...
def check_ledger(ledger: Ledger) -> Result: ...

class AgingOptions:
    def __init__(
        self,
        *,
        threads: int,
        basis: str,
        missing_date: str,
        credits: str,
        disputes: str,
        clock: str,
        future_payments: bool,
        known_at: int | None,
        date_column: str,
        bounds: list[int],
        forward_bounds: list[int],
        months: int,
        forward_months: int,
        by: list[str],
        base_amounts: bool,
        re_aged_column: str,
    ) -> None: ...

class ItemOptions:
    def __init__(
        self, *, rows: str, money: str, currency: str, date_format: str, map: list[tuple[str, str, str]]
    ) -> None: ...

def compute_aging(ledger: Ledger, as_of: int, options: AgingOptions) -> Result: ...
def compute_aging_series(
    ledger: Ledger, as_of: list[int], options: AgingOptions, known_at_as_of: bool
) -> Result: ...
def compute_aging_hierarchy(
    ledger: Ledger, as_of: int, options: AgingOptions, over: str, parents: InputTables
) -> Result: ...
def compute_roll_forward(
    ledger: Ledger,
    from_: int,
    to: int,
    *,
    threads: int,
    clock: str,
    known_at: int | None,
    known_at_from: int | None,
    by: list[str],
) -> Result: ...
def compute_statement(
    ledger: Ledger,
    from_: int,
    to: int,
    options: AgingOptions,
    *,
    known_at_from: int | None,
    customers: list[str],
) -> Result: ...
def compare_control_account(roll_forward: Result, control: InputTables, money: str) -> Result: ...
def compute_aging_of_items(
    items: InputTables, as_of: int, options: AgingOptions, item_options: ItemOptions
) -> Result: ...
def list_aging_items(
    ledger: Ledger, as_of: int, options: AgingOptions, group: list[str | None], currency: str, bucket: str
) -> Result: ...
def aging_bucket(as_of: int, date: int, options: AgingOptions) -> str: ...
def compare_balances(aging: Result, balances: InputTables, money: str) -> Result: ...
def compare_general_ledger(
    ledger: Ledger, as_of: int, lines: InputTables, money: str, known_at: int | None
) -> Result: ...
def compute_provision_matrix(
    balances: list[int],
    rates: list[int],
    *,
    rounding: str,
    round_by: str,
    rounding_power: int,
    forward_factor: int,
    forward_points: int,
) -> tuple[list[int], list[int], int, int]: ...
def compute_allowance_movement(
    *, opening: int, write_offs: int, recoveries: int, currency: int, closing: int, treatment: str
) -> tuple[int, int, int, int, int]: ...
def compute_provision(
    ledger: Ledger,
    as_of: int,
    tables: InputTables,
    aging: AgingOptions,
    *,
    framework: str,
    offset: str,
    tax: str,
    rounding: str,
    round_by: str,
    rounding_power: int,
    money: str,
) -> Result: ...
def compute_provision_movement(
    ledger: Ledger | None,
    from_: int,
    to: int,
    tables: InputTables,
    *,
    framework: str,
    recoveries: str,
    tax: str,
    money: str,
    known_at: int | None,
    by: list[str],
) -> Result: ...
def compute_loss_rates(
    ledger: Ledger,
    from_: int,
    to: int,
    as_of: int,
    aging: AgingOptions,
    *,
    horizon: int,
    shrinkage: str,
    monotone: bool,
) -> Result: ...
def compute_revaluation(
    ledger: Ledger,
    as_of: int,
    rates: InputTables,
    *,
    base_currency: str,
    by: list[str],
    known_at: int | None,
    threads: int,
) -> Result: ...
def sample_ledger(
    documents: int,
    seed: int,
    end: int,
    *,
    customers: int,
    months: int,
    flat: bool,
    faults: int,
    threads: int,
) -> Result: ...
