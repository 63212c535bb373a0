"""Altman's Z scores: the ratios of a balance sheet as one figure, with the zones it was published with."""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy

from openitem import _core
from openitem._arguments import text
from openitem._flow_columns import FloatArray, Numbers, numbers_array
from openitem.errors import ArgumentError

AltmanModel: TypeAlias = Literal["z", "z_prime", "z_double", "em"]
"""``z``: listed manufacturers (1968). ``z_prime``: private manufacturers. ``z_double``: any industry, four ratios. ``em``:
``z_double`` + 3.25, emerging markets."""


@dataclass(frozen=True, slots=True)
class AltmanScale:
    """What a model is made of: score = constant + sum of coefficient x ratio."""

    coefficients: tuple[float, ...]
    constant: float
    distress_below: float
    safe_above: float


@dataclass(frozen=True, slots=True)
class AltmanScore:
    """Scores and their zones: a float and a text for one firm, an array and a list for columns.

    Attributes:
        score: The figure.
        zone: ``distress`` (below the lower bound), ``grey``, ``safe`` (above the upper one).
        model: The model.
    """

    score: Any
    zone: Any
    model: str


def altman_scale(model: AltmanModel, *, sales_coefficient: float = 1.0) -> AltmanScale:
    """Coefficients and bounds of a model.

    >>> altman_scale("z").coefficients, altman_scale("z_prime").safe_above
    ((1.2, 1.4, 3.3, 0.6, 1.0), 2.9)
    """
    coefficients, *rest = _core.altman_scale(text(model, "model"), _is_published(sales_coefficient))
    return AltmanScale(tuple(coefficients), *rest)


def altman(
    model: AltmanModel,
    *,
    working_capital: Numbers,
    retained_earnings: Numbers,
    ebit: Numbers,
    equity: Numbers,
    sales: Numbers | None = None,
    sales_coefficient: float = 1.0,
) -> AltmanScore:
    """Altman's score of one firm, or of columns of firms.

    Args:
        model: Required, see :data:`AltmanModel`: the models are of different firms.
        working_capital: Over total assets, a fraction.
        retained_earnings: Over total assets.
        ebit: Earnings before interest and taxes over total assets.
        equity: Over total liabilities: at market value in ``z``, at book value in the others.
        sales: Over total assets; in ``z`` and ``z_prime``, and there only.
        sales_coefficient: Of ``z``: 1.0 as most print it, or 0.999 as in the paper.

    Raises:
        ArgumentError: Another number of ratios, another coefficient.
        DataError: A ratio that is not finite; ``row`` and ``column`` say where.

    >>> firm = altman("z", working_capital=0.1, retained_earnings=0.2, ebit=0.2, equity=0.6, sales=0.8)
    >>> round(firm.score, 9), firm.zone
    (2.22, 'grey')
    """
    ratios = {
        "working_capital": working_capital,
        "retained_earnings": retained_earnings,
        "ebit": ebit,
        "equity": equity,
        **({} if sales is None else {"sales": sales}),
    }
    arrays = [numbers_array(values, name) for name, values in ratios.items()]
    is_single = all(array.ndim == 0 for array in arrays)
    columns: list[FloatArray] = [numpy.atleast_1d(array) for array in arrays]
    for name, column in zip(ratios, columns, strict=True):
        if column.ndim != 1:
            raise ArgumentError(
                f"{name} must be a number or one column, not {column.ndim}-dimensional",
                status="invalid_argument",
                argument=name,
            )
    scores, zones = _core.altman_scores(
        text(model, "model"), _is_published(sales_coefficient), columns, len(columns[0])
    )
    return AltmanScore(float(scores[0]) if is_single else scores, zones[0] if is_single else zones, model)


def _is_published(sales_coefficient: float) -> bool:
    if sales_coefficient not in (1.0, 0.999) or isinstance(sales_coefficient, bool):
        raise ArgumentError(
            f"sales_coefficient must be 1.0 or 0.999, not {sales_coefficient!r}",
            status="invalid_argument",
            argument="sales_coefficient",
        )
    return sales_coefficient == 0.999
