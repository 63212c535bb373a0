"""A key figure, and the amounts that go into it and come out of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import SupportsIndex, TypeAlias

from openitem import _core
from openitem._arguments import int64, sequence
from openitem.errors import ArgumentError
from openitem.money import Currency, parse_money

Amount: TypeAlias = Decimal | str | SupportsIndex
Amounts: TypeAlias = Iterable[Amount]
CurrencyLike: TypeAlias = Currency | str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure with what it was computed from.

    Attributes:
        figure: Id of its definition, such as ``"dso_simple_ending"``.
        value: numerator / denominator, rounded once to the nearest float; ``None`` where the warning says why.
        numerator: Exact: a Decimal in units of the currency (or units x days), an int in minor units without a currency, an
            int for numbers; ``None`` for figures that are no single ratio.
        denominator: The same.
        unit: ``"days"``, ``"fraction"``, ``"times"`` or ``"points"``.
        kind: ``"ratio"``: numerators add up over customers and denominators do; ``"not_additive"``: nothing does;
            ``"additive"``: values do.
        warning: ``None``, or ``"no_sales"``, ``"zero_denominator"``, ``"history_exhausted"``, ``"no_items"``,
            ``"negative_sales"``, ``"negative_balance"``, ``"short_window"``.
        count: Items, months, customers, promises or balances behind it.
        currency: Code of the currency the parts are in, if one was given.
    """

    figure: str
    value: float | None
    numerator: Decimal | int | None
    denominator: Decimal | int | None
    unit: str
    kind: str
    warning: str | None
    count: int
    currency: str | None = None

    def __float__(self) -> float:
        """The value.

        Raises:
            ArgumentError: There is none.
        """
        if self.value is None:
            raise ArgumentError(f"{self.figure} has no value: {self.warning}", status="invalid_argument")
        return self.value

    def __repr__(self) -> str:
        shown = "no value" if self.value is None else f"{self.value!r} {self.unit}"
        parts = "" if self.numerator is None else f" = {self.numerator} / {self.denominator}"
        facts = [f"{shown}{parts}", *([self.currency] if self.currency else []), self.kind]
        facts += [f"warning {self.warning}"] if self.warning else []
        return f"Figure({self.figure!r}, {', '.join(facts)})"


class FigureMoney:
    """Reads the amounts of one call and prints the parts of its figure in the same currency."""

    def __init__(self, currency: CurrencyLike) -> None:
        self._currency = Currency(currency) if isinstance(currency, str) else currency

    def amount(self, value: Amount, argument: str) -> int:
        """Minor units."""
        if isinstance(value, Decimal | str):
            if self._currency is None:
                raise ArgumentError(
                    f"{argument} = {str(value)[:40]!r} is a decimal: give currency, or minor units as an int",
                    status="not_set",
                    argument=argument,
                )
            return parse_money(value, self._currency)
        if isinstance(value, float):
            raise ArgumentError(
                f"{argument} is a float: give a Decimal or text with a currency, or minor units as an int",
                status="invalid_argument",
                argument=argument,
            )
        if self._currency is not None:
            raise ArgumentError(
                f"{argument} is an int: with a currency give a Decimal or text, minor units go without one",
                status="invalid_argument",
                argument=argument,
            )
        return int64(value, argument)

    def amounts(self, values: Amounts, argument: str) -> list[int]:
        """Minor units of each."""
        if isinstance(values, str):
            raise ArgumentError(
                f"{argument} must be a sequence of amounts, not str",
                status="invalid_argument",
                argument=argument,
            )
        return [self.amount(value, argument) for value in sequence(values, argument)]

    def balances(self, values: Amount | Amounts, argument: str) -> list[int]:
        """One balance or several."""
        single = isinstance(values, Decimal | str | float) or not hasattr(values, "__iter__")
        return [self.amount(values, argument)] if single else self.amounts(values, argument)  # type: ignore[arg-type]

    def figure(self, core: _core.Figure) -> Figure:
        """The figure of the compiled part."""
        return Figure(
            core.figure,
            core.value,
            self._part(core.numerator, core.numerator_unit),
            self._part(core.denominator, core.denominator_unit),
            core.unit,
            core.kind,
            core.warning or None,
            core.count,
            self._currency.code if self._currency is not None else None,
        )

    def _part(self, part: int | None, unit: str) -> Decimal | int | None:
        if part is None or self._currency is None or not unit.startswith("amount"):
            return part
        return Decimal(part).scaleb(-self._currency.minor_units)
