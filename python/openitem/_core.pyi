"""Types of the compiled part; days are counted from 1970-01-01."""

from typing import Any, TypeAlias

import numpy
from numpy.typing import NDArray

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

class Calendar:
    @staticmethod
    def named(name: str) -> Calendar: ...
    @staticmethod
    def of_holidays(holidays: list[int], weekend: int, first: int | None, last: int | None) -> Calendar: ...
    @staticmethod
    def of_rules(
        rules: list[tuple[str, int, int, int, int, int, str, int, int]],
        first_year: int,
        last_year: int,
        weekend: int,
    ) -> Calendar: ...
    @staticmethod
    def all_open(calendars: list[Calendar]) -> Calendar: ...
    @staticmethod
    def any_open(calendars: list[Calendar]) -> Calendar: ...
    def name(self) -> str: ...
    def known(self) -> tuple[int, int]: ...
    def is_holiday(self, day: int) -> bool: ...
    def holidays(self, year: int, weekdays_only: bool) -> list[int]: ...
    def are_business_days(self, days: NDArray[numpy.int32]) -> NDArray[numpy.uint8]: ...
    def adjust(self, days: NDArray[numpy.int32], convention: str) -> NDArray[numpy.int32]: ...
    def add_business_days(
        self, days: NDArray[numpy.int32], counts: NDArray[numpy.int32]
    ) -> NDArray[numpy.int32]: ...
    def business_days_between(
        self, starts: NDArray[numpy.int32], ends: NDArray[numpy.int32], include_start: bool, include_end: bool
    ) -> NDArray[numpy.int32]: ...

def calendar_names() -> list[str]: ...

class ScheduleTerms:
    def __init__(
        self,
        every: int,
        unit: str,
        stub: str,
        end_of_month: bool,
        convention: str,
        calendar: Calendar | None,
        first: int | None,
        penultimate: int | None,
        /,
    ) -> None: ...

def schedule_between(start: int, end: int, terms: ScheduleTerms, /) -> list[int]: ...
def schedule_of_periods(
    starts: NDArray[numpy.int32], periods: int, terms: ScheduleTerms, /
) -> NDArray[numpy.int32]: ...
def schedules_between(
    starts: NDArray[numpy.int32], ends: NDArray[numpy.int32], terms: ScheduleTerms, /
) -> tuple[NDArray[numpy.int64], NDArray[numpy.int32]]: ...

class DayCountTerms:
    def __init__(
        self,
        reference_start: int | None,
        reference_end: int | None,
        frequency: int,
        end_of_month: bool,
        termination: int | None,
        calendar: Calendar | None,
        /,
    ) -> None: ...

def day_counts(
    starts: NDArray[numpy.int32], ends: NDArray[numpy.int32], convention: str, terms: DayCountTerms, /
) -> NDArray[numpy.int32]: ...
def year_fractions(
    starts: NDArray[numpy.int32], ends: NDArray[numpy.int32], convention: str, terms: DayCountTerms, /
) -> NDArray[numpy.float64]: ...
def year_fraction_ratios(
    starts: NDArray[numpy.int32], ends: NDArray[numpy.int32], convention: str, terms: DayCountTerms, /
) -> tuple[NDArray[numpy.int64], NDArray[numpy.int64]]: ...

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
        calendar: Calendar | None,
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
def late_days(due: int, paid: int, counting: str) -> int: ...
def simple_interest(
    amount: int, rate: int, days: int, year_days: int, round_by: str, rounding: str
) -> tuple[int, int]: ...
def reference_rate(
    from_: list[int], through: list[int | None], rates: list[int], day: int, fixing: str
) -> int: ...
def late_payment_compensation(amount: int, from_amounts: list[int], compensations: list[int]) -> int: ...
def late_payment_tables() -> Result: ...
def interest_law(law: str) -> tuple[int, str]: ...
def compute_interest(
    ledger: Ledger | None, tables: InputTables, as_of: int, options: dict[str, Any]
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
    discount_rate: int,
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
    immature: str,
) -> Result: ...

class PaymentTerms:
    def text(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...

class TermsOptions:
    def __init__(
        self,
        *,
        residue: str,
        rounding: str,
        discount_rounding: str,
        zero_total: str,
        discount_tax: str,
        adjust_discounts: bool,
        calendar: Calendar | None,
        postponements: list[tuple[int, int]],
        threads: int,
    ) -> None: ...

class TermsSchedule:
    def instalments(self) -> list[tuple[int, int, int, int, int]]: ...
    def discounts(self) -> list[tuple[int, int, int, int, int, int, int]]: ...

def parse_terms(text: str, reading: str) -> PaymentTerms: ...
def schedule_terms(
    terms: PaymentTerms,
    *,
    issue: int,
    receipt: int | None,
    delivery: int | None,
    as_of: int | None,
    total: int,
    tax: int,
    base_total: int | None,
    options: TermsOptions,
    currency: str,
) -> TermsSchedule: ...
def compute_due_dates(
    terms: list[PaymentTerms],
    codes: _Array,
    issue: _Array,
    receipt: _Array | None,
    delivery: _Array | None,
    as_of: _Array | None,
    options: TermsOptions,
) -> _Array: ...
def compute_terms_schedules(
    tables: InputTables,
    *,
    reading: str,
    options: TermsOptions,
    currency: str,
    base_currency: str,
    money: str,
) -> Result: ...
def cash_discount(
    net: int, tax: int, rate: int, computation: str, rounding: str
) -> tuple[int, int, int, int, int]: ...
def part_payment(payment: int, total: int, discount: int, rounding: str) -> tuple[int, int, int]: ...
def check_discount(
    schedule: TermsSchedule, paid_on: int, paid: int, taken: int, part_payments: str, rounding: str
) -> tuple[int, int, int, str]: ...
def compute_exposure(ledger: Ledger, as_of: int, tables: InputTables, options: dict[str, Any]) -> Result: ...
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

class BehaviourOptions:
    def __init__(
        self,
        *,
        last: list[int],
        days: list[int],
        features: list[str],
        segment: str,
        shrink: int,
        shrink_weight: int,
        exclude_disputed: int,
        promise_grace_days: int,
        clock: str,
        known_at: int | None,
        known_at_as_of: int,
        threads: int,
    ) -> None: ...

def compute_behaviour(ledger: Ledger, as_of: list[int], options: BehaviourOptions) -> Result: ...
def compute_invoice_behaviour(ledger: Ledger, options: BehaviourOptions) -> Result: ...

class OutcomeOptions:
    def __init__(
        self,
        *,
        days_past_due: int,
        window: int,
        window_unit: str,
        count_write_offs: int,
        materiality_share: int,
        exclude_disputed: int,
        exclude_already_bad: int,
        exclude_no_exposure: int,
        end_of_data: int | None,
        money: str,
        clock: str,
        known_at: int | None,
        threads: int,
    ) -> None: ...

def compute_outcomes(
    ledger: Ledger, as_of: list[int], tables: InputTables, options: OutcomeOptions
) -> Result: ...
def compute_invoice_outcomes(ledger: Ledger, tables: InputTables, options: OutcomeOptions) -> Result: ...
def compute_collection_curves(
    ledger: Ledger,
    as_of: int,
    *,
    ages: list[int],
    percents: list[int],
    by: list[str],
    clock: str,
    known_at: int | None,
    threads: int,
) -> Result: ...
def calendar_periods(from_: int, to: int, length: str) -> list[tuple[int, int]]: ...
def compute_kpis(
    ledger: Ledger,
    periods: list[tuple[int, int]],
    tables: InputTables,
    *,
    threads: int,
    clock: str,
    known_at: int | None,
    by: list[str],
    figures: list[str],
    receivable: str,
    layout: str,
    days: int,
    sales_months: int,
    history_months: int,
    month_days: int,
    top_n: int,
    delivery: str,
    components: bool,
    promise_grace_days: int,
    money: str,
    calendar: Calendar | None,
) -> Result: ...

class Figure:
    @property
    def figure(self) -> str: ...
    @property
    def value(self) -> float | None: ...
    @property
    def numerator(self) -> int | None: ...
    @property
    def denominator(self) -> int | None: ...
    @property
    def count(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def warning(self) -> str: ...
    @property
    def numerator_unit(self) -> str: ...
    @property
    def denominator_unit(self) -> str: ...

def kpi_definitions() -> Result: ...
def kpi_dso(balances: list[int], credit_sales: int, days: int, receivables: str, /) -> Figure: ...
def kpi_best_possible_dso(
    balances: list[int], credit_sales: int, days: int, receivables: str, /
) -> Figure: ...
def kpi_delinquent_dso(balances: list[int], credit_sales: int, days: int, receivables: str, /) -> Figure: ...
def kpi_countback_dso(
    ending_balance: int, monthly_sales: list[int], days: list[int], empty_months: str, exhausted: str, /
) -> Figure: ...
def kpi_sales_weighted_dso(
    open_balances: list[int], monthly_sales: list[int], days: list[int], /
) -> Figure: ...
def kpi_true_dso(amounts: list[int], days: list[int], credits: str, /) -> Figure: ...
def kpi_average_days_delinquent(dso: float, best_possible_dso: float, /) -> Figure: ...
def kpi_weighted_average_days(amounts: list[int], days: list[int], measure: str, /) -> Figure: ...
def kpi_weighted_days_past_due(amounts: list[int], days: list[int], weights: str, /) -> Figure: ...
def kpi_cei(
    beginning_balance: int,
    credit_sales: int,
    ending_balance: int,
    ending_current_balance: int,
    periods: int,
    sales: str,
    /,
) -> Figure: ...
def kpi_turnover(credit_sales: int, balances: list[int], receivables: str, /) -> Figure: ...
def kpi_average_collection_period(
    credit_sales: int, balances: list[int], days: int, receivables: str, /
) -> Figure: ...
def kpi_promise_kept_rate(
    amounts: list[int],
    paid: list[int],
    days_late: list[int],
    basis: str,
    grace_days: int,
    partial_payments: str,
    /,
) -> Figure: ...
def kpi_operating_cost_to_sales(cost: int, credit_sales: int, /) -> Figure: ...
def kpi_cost_to_collect(cost: int, collected: int, /) -> Figure: ...
def kpi_bad_debt_ratio(bad_debt: int, recovered: int, credit_sales: int, recoveries: str, /) -> Figure: ...
def kpi_write_off_ratio(
    written_off: int, recovered: int, base: int, recoveries: str, measured_against: str, /
) -> Figure: ...
def kpi_recovery_rate(recovered: int, written_off: int, /) -> Figure: ...
def kpi_deductions_outstanding(open_deductions: int, deductions: int, days: int, basis: str, /) -> Figure: ...
def kpi_dispute_share(disputed: int, total_receivables: int, /) -> Figure: ...
def kpi_past_due_share(past_due: int, total_receivables: int, /) -> Figure: ...
def kpi_aging_percentages(balances: list[int], /) -> list[Figure]: ...
def kpi_hhi(balances: list[int], negative_balances: str, scale: str, /) -> Figure: ...
def kpi_hhi_from_shares(shares_ppb: list[int], scale: str, /) -> Figure: ...
def kpi_top_n_share(balances: list[int], n: int, negative_balances: str, /) -> Figure: ...
def kpi_gini(balances: list[int], negative_balances: str, /) -> Figure: ...
def compute_roll_rates(
    ledger: Ledger,
    dates: list[int],
    options: AgingOptions,
    *,
    known_at_as_of: bool,
    step_tolerance: int,
    terminal_bucket: str,
    terminal_loss: float,
) -> Result: ...
def compute_bridge(
    ledger: Ledger,
    from_: int,
    to: int,
    *,
    threads: int,
    months: int,
    method: str,
    clock: str,
    known_at: int | None,
    by: list[str],
    base_amounts: bool,
) -> Result: ...
def roll_rate(opening: int, rolled: int) -> float | None: ...
def loss_rate_chain(roll_rates: list[float], terminal_loss: float) -> list[float]: ...
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

class YieldTerms:
    def __init__(
        self,
        day_count: str,
        reference_start: int | None,
        reference_end: int | None,
        termination: int | None,
        frequency: int,
        end_of_month: bool,
        calendar: Calendar | None,
    ) -> None: ...

class Flows:
    def __init__(
        self,
        days: numpy.ndarray[Any, Any] | None,
        amounts: numpy.ndarray[Any, Any] | None,
        minor: numpy.ndarray[Any, Any] | None,
        offsets: numpy.ndarray[Any, Any],
    ) -> None: ...

def cashflow_npv(rate: float, amounts: numpy.ndarray[Any, Any], first_period: str, /) -> float: ...
def cashflow_present_values(
    flows: Flows, rates: numpy.ndarray[Any, Any], terms: YieldTerms, threads: int, /
) -> numpy.ndarray[Any, Any]: ...
def cashflow_yield(
    flows: Flows, terms: YieldTerms, guess: float | None, /
) -> tuple[tuple[float, str, int, int, bool], list[float]]: ...
def cashflow_yields(
    flows: Flows, terms: YieldTerms, guess: float | None, threads: int, /
) -> tuple[
    numpy.ndarray[Any, Any],
    numpy.ndarray[Any, Any],
    numpy.ndarray[Any, Any],
    numpy.ndarray[Any, Any],
    numpy.ndarray[Any, Any],
]: ...
def cashflow_rate(
    periods: int,
    payment: float,
    present_value: float,
    future_value: float,
    timing: int,
    guess: float | None,
    /,
) -> tuple[tuple[float, str, int, int, bool], list[float]]: ...
def cashflow_annuities(
    figure: str,
    columns: list[numpy.ndarray[Any, Any]],
    timing: numpy.ndarray[Any, Any],
    rows: int,
    threads: int,
    /,
) -> numpy.ndarray[Any, Any]: ...
def cashflow_nper(
    rate: float, payment: float, present_value: float, future_value: float, timing: int, /
) -> float: ...
def cashflow_effective_rate(rate: float, periods_per_year: int, /) -> float: ...
def cashflow_nominal_rate(rate: float, periods_per_year: int, /) -> float: ...
def cashflow_round_percent(rate: float, decimals: int, /) -> float: ...
def cashflow_apr_unit_periods(
    advances: list[tuple[int, float, float]],
    payments: list[tuple[int, float, float]],
    periods_per_year: float,
    /,
) -> tuple[float, str, int, bool, float, float]: ...
def cashflow_apr_regulation_z(
    advance_days: numpy.ndarray[Any, Any],
    advances: numpy.ndarray[Any, Any],
    payment_days: numpy.ndarray[Any, Any],
    payments: numpy.ndarray[Any, Any],
    unit_period: str,
    multiple: int,
    /,
) -> tuple[float, str, int, bool, float, float]: ...
def cashflow_unit_periods_between(
    start: int, end: int, unit_period: str, multiple: int, /
) -> tuple[int, float]: ...
def cashflow_apr_eu_years(
    advance_years: numpy.ndarray[Any, Any],
    advances: numpy.ndarray[Any, Any],
    payment_years: numpy.ndarray[Any, Any],
    payments: numpy.ndarray[Any, Any],
    /,
) -> tuple[float, str, int, bool, float, float]: ...
def cashflow_apr_eu(
    advance_days: numpy.ndarray[Any, Any],
    advances: numpy.ndarray[Any, Any],
    payment_days: numpy.ndarray[Any, Any],
    payments: numpy.ndarray[Any, Any],
    time_basis: str,
    /,
) -> tuple[float, str, int, bool, float, float]: ...

class Offers:
    def __init__(
        self,
        amounts: numpy.ndarray[Any, Any],
        discount_rates: numpy.ndarray[Any, Any],
        discount_days: numpy.ndarray[Any, Any],
        payment_days: numpy.ndarray[Any, Any],
        rates: numpy.ndarray[Any, Any],
    ) -> None: ...

def breakeven_discount(rate: float, days_early: int, compounding: str, year_days: int, /) -> float: ...
def discount_net_benefit(
    discount_rate: float, cost_of_capital: float, days_early: int, year_days: int, /
) -> float: ...
def dso_after_discount(share_taking: float, discount_days: float, otherwise_days: float, /) -> float: ...
def costs_of_trade_credit(
    offers: Offers, rows: int, method: str, year_days: int, threads: int, /
) -> numpy.ndarray[Any, Any]: ...
def npvs_of_offers(
    offers: Offers, rows: int, compounding: str, year_days: int, threads: int, /
) -> tuple[
    numpy.ndarray[Any, Any], numpy.ndarray[Any, Any], numpy.ndarray[Any, Any], numpy.ndarray[Any, Any]
]: ...
def price_offer(
    terms: PaymentTerms,
    issue: int | None,
    receipt: int | None,
    delivery: int | None,
    as_of: int | None,
    rate: float | None,
    compounding: str,
    payment_day: int | None,
    /,
) -> Result: ...
def dynamic_discount(
    amount: int, apr: int, days_accelerated: int, year_days: int, rounding: str, /
) -> tuple[int, int]: ...
def price_pay_date(
    amount: int,
    due: int,
    pay: int,
    apr: int,
    year_days: int,
    minimum_days: int,
    scale_ends: int | None,
    rounding: str,
    /,
) -> tuple[int, int]: ...

class PlanTerms:
    def __init__(
        self,
        form: str,
        instalments: int,
        unit: str,
        every: int,
        rate: int,
        rate_unit: int,
        rate_basis: str,
        day_count: str,
        /,
    ) -> None: ...
    def set_dates(
        self,
        end_of_month: bool,
        first_due: int | None,
        odd_period: str,
        convention: str,
        calendar: Calendar | None,
        interest_on_adjusted: bool,
        /,
    ) -> None: ...
    def set_principal(
        self,
        down_payment: int,
        down_payment_rate: int,
        balloon: int,
        grace: int,
        grace_kind: str,
        charge: int | None,
        earning: str,
        growth: int,
        growth_every: int,
        given: list[int],
        /,
    ) -> None: ...
    def set_fees(
        self,
        upfront_fee: int,
        finance_upfront_fee: bool,
        instalment_fee: int,
        single_fee: int,
        single_fee_instalment: int,
        /,
    ) -> None: ...
    def set_rounding(
        self, payment_unit: int, rounding: str, interest_rounding: str, residue: str, /
    ) -> None: ...

class PlanOptions:
    def __init__(self, apr: str, threads: int, money: str, currency: str, date_format: str, /) -> None: ...

def compute_plan(
    principal: int, currency: str, start: int, terms: PlanTerms, options: PlanOptions, /
) -> Result: ...
def compute_plans(tables: InputTables, terms: PlanTerms, options: PlanOptions, /) -> Result: ...
def find_shortest_plan(
    principal: int, currency: str, start: int, terms: PlanTerms, most: int, options: PlanOptions, /
) -> Result: ...
def compute_item_plans(
    tables: InputTables, start: int, terms: PlanTerms, split: str, options: PlanOptions, /
) -> Result: ...
def compute_cash_plans(
    tables: InputTables,
    use: str,
    most_share: int,
    rate: int,
    rate_unit: int,
    day_count: str,
    calendar: Calendar | None,
    payment_unit: int,
    interest_rounding: str,
    options: PlanOptions,
    /,
) -> Result: ...
def compare_plan_alternatives(
    tables: InputTables,
    as_of: int,
    cost_of_capital: int,
    default_hazard: int,
    default_share: int,
    wait_until: int | None,
    wait_probability: int,
    recoverable_tax: int | None,
    agency_pays: int | None,
    agency_recovery: int,
    agency_fee: int,
    money: str,
    date_format: str,
    /,
) -> Result: ...
def rule78_earned_fraction(term: int, elapsed: int, /) -> tuple[int, int]: ...
def rule78_rebate(finance_charge: int, term: int, remaining: int, rounding: str, /) -> int: ...
def schedule_row(
    principal: float, annual_rate: float, periods_per_year: int, periods: int, row: int, /
) -> tuple[float, float, float]: ...
def discount_schedule(
    amount: int,
    currency: str,
    due: int,
    first: int,
    apr: int,
    year_days: int,
    minimum_days: int,
    scale_ends: int | None,
    rounding: str,
    /,
) -> Result: ...
def compute_discount_history(
    ledger: Ledger,
    as_of: int,
    *,
    counterfactual: str,
    year_days: int,
    cost_of_capital: int,
    minimum_invoices: int,
    tolerance_days: int,
    minimum_offers: int,
    reading: str,
    discount_tax: str,
    rounding: str,
    period: str,
    segment: str,
    by: list[str],
    clock: str,
    known_at: int | None,
    threads: int,
) -> Result: ...

class PortfolioOptions:
    def __init__(
        self,
        *,
        side: str,
        budget_basis: str,
        compounding: str,
        year_days: int,
        cost_of_capital: int | None,
        take_up: int | None,
        minimum_yield: int | None,
        budget: int | None,
        search_limit: int,
        rounding: str,
        money: str,
        currency: str,
        date_format: str,
        threads: int,
    ) -> None: ...

def compute_discount_portfolio(
    tables: InputTables, offered_on: int, options: PortfolioOptions, /
) -> Result: ...
def compute_ledger_discount_portfolio(
    ledger: Ledger,
    offered_on: int,
    tables: InputTables,
    options: PortfolioOptions,
    segment: str,
    clock: str,
    known_at: int | None,
    /,
) -> Result: ...
def compute_item_discounts(
    tables: InputTables,
    apr: int | None,
    year_days: int,
    minimum_days: int,
    rounding: str,
    money: str,
    currency: str,
    date_format: str,
    threads: int,
    /,
) -> Result: ...
def compute_plan_life(tables: InputTables, as_of: list[int], options: dict[str, Any]) -> Result: ...

class Binning:
    def feature_names(self) -> list[str]: ...
    def unseen(self) -> str: ...
    def describe(self) -> Result: ...
    def transform(self, tables: InputTables, output: str, threads: int) -> Result: ...

class BinningOptions:
    def __init__(
        self,
        *,
        woe: str,
        trend: str,
        max_bins: int,
        max_prebins: int,
        min_share: float,
        min_ones: float,
        min_zeros: float,
        min_gain: float,
        smoothing: float,
        smoothing_rule: str,
        category_smoothing: float,
        other_share: float,
        unseen: str,
        threads: int,
    ) -> None: ...

class AdditiveModel:
    def intercept(self) -> float: ...
    def feature_names(self) -> list[str]: ...
    def pair_names(self) -> list[tuple[str, str]]: ...
    def unseen(self) -> str: ...
    def describe(self) -> Result: ...
    def predict(self, tables: InputTables, threads: int) -> Result: ...

class AdditiveOptions:
    def __init__(
        self,
        *,
        max_bins: int,
        pairs: int,
        pair_bins: int,
        max_leaves: int,
        learning_rate: float,
        max_rounds: int,
        validation_share: float,
        patience: int,
        tolerance: float,
        bags: int,
        min_leaf_weight: float,
        min_gain: float,
        l2: float,
        category_smoothing: float,
        other_share: float,
        unseen: str,
        seed: int,
        threads: int,
    ) -> None: ...

def fit_additive(tables: InputTables, options: AdditiveOptions) -> tuple[AdditiveModel, Result]: ...
def fit_binning(tables: InputTables, options: BinningOptions) -> tuple[Binning, Result]: ...
def read_binning(tables: InputTables, unseen: str) -> Binning: ...

class Scorecard:
    def feature_names(self) -> list[str]: ...
    def scale(self) -> tuple[float, float, str] | None: ...
    def base_points(self) -> float: ...
    def describe(self) -> Result: ...
    def to_json(self) -> str: ...
    def score(
        self, tables: InputTables, reasons: int, baseline: str, points: bool, threads: int
    ) -> Result: ...

def read_scorecard(tables: InputTables) -> Scorecard: ...
def scorecard_of_json(json: bytes) -> Scorecard: ...

# ---- scorecards from rows, rating classes, validation ------------------------------------------------------

class RatingClassOptions:
    def __init__(
        self,
        *,
        max_classes: int,
        min_share: float,
        min_ones: float,
        bounds: list[float],
        names: list[str],
        direction: str,
        pd: str,
        pd_floor: float,
        confidence: float,
    ) -> None: ...

class ScorecardFitOptions:
    def __init__(
        self,
        *,
        binning: BinningOptions,
        min_iv: float,
        wrong_sign: str,
        ridge: float,
        max_iterations: int,
        pdo: float,
        base_score: float,
        base_odds: float,
        orientation: str,
        decimals: int,
        spread_base: bool,
        classes: RatingClassOptions | None,
        threads: int,
    ) -> None: ...

def fit_scorecard(tables: InputTables, options: ScorecardFitOptions) -> tuple[Scorecard, Result]: ...
def scorecard_of_additive(
    model: AdditiveModel,
    pdo: float,
    base_score: float,
    base_odds: float,
    orientation: str,
    decimals: int,
    spread_base: bool,
) -> Scorecard: ...
def rating_classes(
    scores: _Array,
    outcomes: _Array,
    weights: _Array | None,
    pds: _Array | None,
    options: RatingClassOptions,
) -> Result: ...
def scorecard_with_classes(card: Scorecard, tables: InputTables) -> Scorecard: ...
def scorecard_with_means(card: Scorecard, tables: InputTables, threads: int) -> Scorecard: ...
def validate_scorecard(
    card: Scorecard,
    tables: InputTables,
    split: int | None,
    development: str,
    score_bins: int,
    calibration_bins: int,
    smoothing: float,
    confidence: float,
    threads: int,
) -> Result: ...
def override_report(tables: InputTables, confidence: float) -> Result: ...

# ---- statistics ----------------------------------------------------------------------------------------

_Figure: TypeAlias = tuple[float, float, float, float]

def fit_logistic(
    *,
    features: list[_Array],
    outcomes: _Array,
    weights: _Array | None,
    offsets: _Array | None,
    intercept: bool,
    ridge: float,
    max_iterations: int,
    tolerance: float,
    threads: int,
) -> tuple[str, int, _Array, _Array, _Array, float, float, float, int, float, float]: ...
def logistic_probabilities(
    features: list[_Array],
    coefficients: _Array,
    intercept: bool,
    offsets: _Array | None,
    rows: int,
    threads: int,
    /,
) -> _Array: ...
def discriminate(
    scores: _Array, outcomes: _Array, weights: _Array | None, confidence: float, /
) -> tuple[_Figure, _Figure, float, float, int, float, float]: ...
def calibrate(
    scores: _Array, outcomes: _Array, weights: _Array | None, confidence: float, /
) -> tuple[_Figure, _Figure, _Figure, _Figure, str]: ...
def calibration_curve(
    scores: _Array, outcomes: _Array, weights: _Array | None, bins: int, confidence: float, /
) -> tuple[Result, float, float]: ...
def population_stability(
    expected: _Array, actual: _Array, figures: str, smoothing: float, /
) -> tuple[float, str, _Array]: ...
def stability_band(index: float, /) -> str: ...
def weight_of_evidence(
    goods: _Array, bads: _Array, orientation: str, figures: str, smoothing: float, /
) -> tuple[float, _Array, _Array]: ...
def kaplan_meier(
    times: _Array,
    events: _Array,
    weights: _Array | None,
    interval: str,
    confidence: float,
    quantiles: list[float],
    /,
) -> Result: ...
def log_rank(
    times: _Array,
    events: _Array,
    weights: _Array | None,
    groups: _Array,
    group_count: int,
    strata: _Array | None,
    test_weights: str,
    p: float,
    q: float,
    /,
) -> tuple[float, int, float, _Array, _Array, _Array]: ...
def concordance(
    times: _Array,
    events: _Array,
    weights: _Array | None,
    scores: _Array,
    meaning: str,
    confidence: float,
    /,
) -> tuple[_Figure, float, float, float]: ...

# ---- credit --------------------------------------------------------------------------------------------

def points_scaling(
    pdo: float, base_score: float, base_odds: float, orientation: str, /
) -> tuple[float, float]: ...
def scores_of_odds(factor: float, offset: float, orientation: str, odds: _Array, /) -> _Array: ...
def odds_of_scores(factor: float, offset: float, orientation: str, scores: _Array, /) -> _Array: ...
def pds_of_odds(orientation: str, odds: _Array, /) -> _Array: ...
def odds_of_pds(orientation: str, pds: _Array, /) -> _Array: ...
def altman_scale(model: str, published: bool, /) -> tuple[list[float], float, float, float]: ...
def altman_scores(
    model: str, published: bool, ratios: list[_Array], rows: int, /
) -> tuple[_Array, list[str]]: ...
