"""Adapters of the golden cases about scorecards and survival: through Python and nothing else."""

import csv
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openitem import credit, stats

FOLDER = Path(__file__).resolve().parent


def rows_of(inputs: dict[str, Any]) -> list[dict[str, str]]:
    """The rows of the case's data set, of its group where it names one."""
    with (FOLDER / inputs["dataset"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if "group" in inputs:
        group = inputs["group"]
        rows = [row for row in rows if row[group["column"]] == group["value"]]
    return rows


def followed(inputs: dict[str, Any], rows: list[dict[str, str]]) -> tuple[list[float], list[bool]]:
    event = inputs["event"]
    times = [float(row[inputs["time"]]) for row in rows]
    return times, [row[event["column"]] == str(event["value"]) for row in rows]


# ---- evidence, stability, points ------------------------------------------------------------------------


def woe_from_distributions(inputs: dict[str, Any]) -> list[float]:
    assert inputs["orientation"] == "a_over_b"
    found = stats.weight_of_evidence(
        inputs["dist_a"], inputs["dist_b"], orientation="good_over_bad", figures="shares"
    )
    return list(found.weights)


def iv(inputs: dict[str, Any]) -> float:
    found = stats.weight_of_evidence(
        inputs["dist_a"], inputs["dist_b"], orientation="bad_over_good", figures="shares"
    )
    return found.information_value


def psi(inputs: dict[str, Any]) -> float:
    return stats.population_stability(inputs["expected"], inputs["actual"], figures="shares").index


def psi_band(inputs: dict[str, Any]) -> str:
    return stats.stability_band(inputs["psi"])


def pdo_scaling(inputs: dict[str, Any]) -> dict[str, float]:
    scale = credit.points_scaling(
        inputs["pdo"], inputs["base_score"], inputs["base_odds"], orientation=inputs["odds_orientation"]
    )
    return {"factor": scale.factor, "offset": scale.offset}


def scale_of(inputs: dict[str, Any]) -> credit.PointsScale:
    return credit.points_scaling(
        inputs["pdo"], inputs["base_score"], inputs["base_odds"], orientation="good_to_bad"
    )


def score_to_odds(inputs: dict[str, Any]) -> float:
    odds: float = scale_of(inputs).odds(inputs["score"])
    return odds


def odds_to_score(inputs: dict[str, Any]) -> float:
    score: float = scale_of(inputs).score(inputs["odds"])
    return score


def odds_to_pd(inputs: dict[str, Any]) -> float:
    pd: float = credit.pd_of_odds(inputs["odds_good_bad"], orientation="good_to_bad")
    return pd


# ---- Altman ---------------------------------------------------------------------------------------------


def altman(model: credit.AltmanModel) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def score(inputs: dict[str, Any]) -> dict[str, Any]:
        scale = credit.altman_scale(model)
        assert list(scale.coefficients) == inputs["coeff"]
        if "constant" in inputs:
            assert scale.constant == inputs["constant"]
        names = ("working_capital", "retained_earnings", "ebit", "equity", "sales")
        found = credit.altman(model, **dict(zip(names, inputs["x"], strict=False)))
        return {"z": found.score, "zone": found.zone}

    return score


# ---- measures and regression ----------------------------------------------------------------------------


def discrimination(inputs: dict[str, Any]) -> stats.Discrimination:
    return stats.discriminate(inputs["score"], inputs["y"])


def logistic_regression(inputs: dict[str, Any]) -> dict[str, Any]:
    rows = rows_of(inputs)
    features = {name: [float(row[name]) for row in rows] for name in inputs["covariates"]}
    outcomes = [float(row[inputs["response"]]) for row in rows]
    fit = stats.fit_logistic(features, outcomes, intercept=inputs["intercept"])
    assert fit.status == "converged"
    return {
        "coef": list(fit.coefficients.values()),
        "se": list(fit.standard_errors.values()),
        "loglik": fit.log_likelihood,
        "null_loglik": fit.null_log_likelihood,
        "deviance": -2 * fit.log_likelihood,
        "null_deviance": -2 * fit.null_log_likelihood,
        "mcfadden": 1 - fit.log_likelihood / fit.null_log_likelihood,
        "aic": 2 * len(fit.coefficients) - 2 * fit.log_likelihood,
    }


# ---- survival -------------------------------------------------------------------------------------------


def curve_of(inputs: dict[str, Any]) -> tuple[stats.KaplanMeier, list[dict[str, Any]]]:
    """The curve, and its rows with events."""
    times, events = followed(inputs, rows_of(inputs))
    found = stats.kaplan_meier(times, events, interval="log")
    columns = found.curve.to_dict()
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return found, [row for row in rows if row["events"] > 0]


def kaplan_meier(inputs: dict[str, Any]) -> dict[str, Any]:
    found, rows = curve_of(inputs)
    survival = [{"time": int(row["time"]), "survival": row["survival"]} for row in rows]
    return {"survival": survival, "median": found.median}


def greenwood_se(inputs: dict[str, Any]) -> list[dict[str, Any]]:
    _, rows = curve_of(inputs)
    return [{"time": int(row["time"]), "se": row["standard_error"]} for row in rows]


def kaplan_meier_median(inputs: dict[str, Any]) -> dict[str, Any]:
    found, rows = curve_of(inputs)
    median = found.quantiles.to_dict()
    return {
        "median": found.median,
        "ci": [median["low"][0], median["high"][0]],
        "n": int(found.curve.to_dict()["at_risk"][0]),
        "events": int(sum(row["events"] for row in rows)),
    }


def log_rank_of(inputs: dict[str, Any], test_weights: stats.TestWeights) -> stats.LogRank:
    rows = rows_of(inputs)
    times, events = followed(inputs, rows)
    groups = [row[inputs["group_column"]] for row in rows]
    found = stats.log_rank(times, events, groups, test_weights=test_weights)
    assert list(found.groups) == inputs["group_order"]
    assert found.degrees_of_freedom == len(found.groups) - 1
    return found


def logrank(inputs: dict[str, Any]) -> dict[str, Any]:
    found = log_rank_of(inputs, "log_rank")
    assert math.isclose(sum(found.observed), sum(found.expected))
    return {
        "chisq": found.chi_square,
        "observed": [int(count) for count in found.observed],
        "expected": list(found.expected),
        "p": found.p_value,
    }


def logrank_weighted(inputs: dict[str, Any]) -> float:
    names: dict[str, stats.TestWeights] = {"wilcoxon": "gehan", "peto": "peto"}
    return log_rank_of(inputs, names[inputs["weights"]]).chi_square


CLAIMED: dict[str, Callable[..., Any]] = {
    "woe_from_distributions": woe_from_distributions,
    "iv": iv,
    "psi": psi,
    "psi_band": psi_band,
    "pdo_scaling": pdo_scaling,
    "score_to_odds": score_to_odds,
    "odds_to_score": odds_to_score,
    "odds_to_pd": odds_to_pd,
    "altman_z": altman("z"),
    "altman_z_private": altman("z_prime"),
    "altman_z_nonmanufacturing": altman("z_double"),
    "altman_em_score": altman("em"),
    "auc": lambda inputs: discrimination(inputs).auc.value,
    "gini": lambda inputs: discrimination(inputs).gini.value,
    "ks": lambda inputs: discrimination(inputs).ks,
    "logistic_regression": logistic_regression,
    "kaplan_meier": kaplan_meier,
    "greenwood_se": greenwood_se,
    "kaplan_meier_median": kaplan_meier_median,
    "logrank": logrank,
    "logrank_weighted": logrank_weighted,
}
