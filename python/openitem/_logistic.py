"""Logistic regression."""

from dataclasses import dataclass, field
from typing import Any

import numpy

from openitem import _core
from openitem._arguments import flag, int32
from openitem._flow_columns import FloatArray, Numbers, one_number
from openitem._statistic_columns import Features, Flags, feature_columns, flags_column, numbers_or_none
from openitem.errors import ArgumentError


@dataclass(frozen=True, slots=True)
class LogisticFit:
    """P(outcome = 1) = 1 / (1 + exp(-eta)), eta = offset + coefficients x features.

    Attributes:
        status: ``converged``; ``separated`` (features tell the outcomes apart: no finite coefficients are the most likely
            ones); ``not_converged``.
        coefficients: By term, ``intercept`` first where there is one; NaN unless converged.
        standard_errors: By term, from the inverse of the (penalised) information matrix.
        covariance: Terms x terms.
        log_likelihood: Without the penalty.
        null_log_likelihood: Of the intercept and the offsets alone.
        iterations, gradient: How the search ended.
        rows: Rows of a weight above 0.
        weight, weight_of_ones: Their weights.
    """

    status: str
    coefficients: dict[str, float]
    standard_errors: dict[str, float]
    covariance: FloatArray = field(repr=False)
    log_likelihood: float
    null_log_likelihood: float
    iterations: int
    gradient: float
    rows: int
    weight: float
    weight_of_ones: float
    features: tuple[str, ...]
    intercept: bool

    def to_dict(self) -> dict[str, list[Any]]:
        """Columns ``term``, ``coefficient``, ``standard_error``, ``z`` (their quotient), for any frame library."""
        terms = list(self.coefficients)
        values = list(self.coefficients.values())
        errors = list(self.standard_errors.values())
        return {
            "term": terms,
            "coefficient": values,
            "standard_error": errors,
            "z": [value / error for value, error in zip(values, errors, strict=True)],
        }

    def predict(self, features: Features, *, offsets: Numbers | None = None, threads: int = 0) -> FloatArray:
        """Probabilities of further rows. Columns of frames and dicts are taken by name, those of arrays by place.

        Raises:
            ArgumentError: The fit did not converge; features are missing.
            DataError: A number that is not finite; ``row`` and ``column`` say where.
        """
        if self.status != "converged":
            raise ArgumentError(
                f"there are no coefficients: the fit is {self.status}", status="invalid_argument"
            )
        names, columns = feature_columns(features)
        if set(names) >= set(self.features):
            columns = [columns[names.index(name)] for name in self.features]
        elif any(name != f"x{at}" for at, name in enumerate(names)) or len(names) != len(self.features):
            raise ArgumentError(
                f"features must have the columns {', '.join(self.features)}; given are {', '.join(names)}",
                status="missing_column",
                argument="features",
            )
        linear = numpy.asarray(list(self.coefficients.values()), dtype=numpy.float64)
        given = numbers_or_none(offsets, "offsets")
        rows = len(columns[0]) if columns else (0 if given is None else len(given))
        return _core.logistic_probabilities(
            columns, linear, self.intercept, given, rows, int32(threads, "threads")
        )


def fit_logistic(
    features: Features,
    outcomes: Flags,
    *,
    weights: Numbers | None = None,
    offsets: Numbers | None = None,
    intercept: bool = True,
    ridge: float = 0.0,
    max_iterations: int = 100,
    tolerance: float = 1e-10,
    threads: int = 0,
) -> LogisticFit:
    """Maximum likelihood by Newton's method (IRLS) with step halving. Separation is detected and said.

    Args:
        features: See :data:`openitem.stats.Features`; may have no columns beside an intercept.
        outcomes: 0 and 1, or truth values.
        weights: 0 or more a row; a weight of 2 is the row twice.
        offsets: Added to the linear predictor.
        intercept: Whether there is a constant term.
        ridge: Penalty ridge / 2 x the sum of squared coefficients, the intercept left out.
        max_iterations: 1 to 10,000.
        tolerance: Of the gradient, a unit of weight, in standard deviations of the features.
        threads: 0 to 256; never changes a bit.

    Raises:
        DataError: A number that is not finite, an outcome other than 0 and 1, a weight below 0.
        ArgumentError: One class of outcomes, a feature that is constant or a combination of those before it.

    >>> fit = fit_logistic({"hours": [1, 2, 3, 4, 5, 6]}, [0, 0, 1, 0, 1, 1])
    >>> fit.status, round(fit.coefficients["hours"], 4)
    ('converged', 1.214)
    >>> fit_logistic([[1], [2], [3], [4]], [0, 0, 1, 1]).status
    'separated'
    """
    names, columns = feature_columns(features)
    has_intercept = flag(intercept, "intercept")
    if has_intercept and "intercept" in names:
        raise ArgumentError(
            "a feature is called intercept, as the constant term is; rename it, or pass intercept=False",
            status="invalid_argument",
            argument="features",
        )
    found = _core.fit_logistic(
        features=columns,
        outcomes=flags_column(outcomes, "outcomes"),
        weights=numbers_or_none(weights, "weights"),
        offsets=numbers_or_none(offsets, "offsets"),
        intercept=has_intercept,
        ridge=one_number(ridge, "ridge"),
        max_iterations=int32(max_iterations, "max_iterations"),
        tolerance=one_number(tolerance, "tolerance"),
        threads=int32(threads, "threads"),
    )
    status, iterations, coefficients, errors, covariance, likelihood, null, gradient, rows, weight, ones = (
        found
    )
    terms = [*(["intercept"] if has_intercept else []), *names]
    return LogisticFit(
        status=status,
        coefficients=dict(zip(terms, coefficients.tolist(), strict=True)),
        standard_errors=dict(zip(terms, errors.tolist(), strict=True)),
        covariance=covariance.reshape(len(terms), len(terms)),
        log_likelihood=likelihood,
        null_log_likelihood=null,
        iterations=iterations,
        gradient=gradient,
        rows=rows,
        weight=weight,
        weight_of_ones=ones,
        features=tuple(names),
        intercept=has_intercept,
    )
