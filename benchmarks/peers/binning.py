"""Optimal monotone binning of numeric features; optbinning as the peer, over the same pre-bins and under the same limits.

optbinning is not among the pinned packages, for it brings three solvers: `pip install -c python/constraints.txt optbinning`. Without
it there is no row. Its IV may not be above ours.
"""

import importlib
import importlib.util

import numpy as np
from measure import Contender, Question
from openitem.binning import fit_binning

FEATURES = 10
CUTS = 60
MIN_SHARE = 0.05
MAX_BINS = 10
PEERS_PRECISION = 1e-6  # its solver counts in whole parts of a million


def make_features(rows: int) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Skewed amounts, days and shares; the odds of outcome 1 rise with some of them and turn with others."""
    random = np.random.default_rng(41)
    features = {f"x{at}": random.gamma(1.0 + at, 30.0, rows) for at in range(FEATURES)}
    score = sum((np.sin(x / 60) if at % 3 == 0 else x / 120) for at, x in enumerate(features.values()))
    score = (score - score.mean()) / score.std()
    return features, (random.uniform(size=rows) < 1 / (1 + np.exp(1.5 - score))).astype(np.int64)


def question(rows: int) -> Question | None:
    """Ten features of so many rows, each cut at 60 quantiles; None where optbinning is not installed."""
    if importlib.util.find_spec("optbinning") is None:
        return None
    peer = importlib.import_module("optbinning")
    features, outcome = make_features(rows)
    cuts = {
        name: np.unique(np.quantile(x, np.linspace(0, 1, CUTS + 2)[1:-1])).tolist()
        for name, x in features.items()
    }

    def ours() -> list[float]:
        found = fit_binning(
            features, outcome, woe="zeros_over_ones", cuts=cuts, max_bins=MAX_BINS, min_share=MIN_SHARE
        )
        iv: list[float] = found.features.to_dict()["iv"]
        return iv

    def optbinning(trend: str) -> list[float]:
        found = []
        for name, x in features.items():
            bins = peer.OptimalBinning(
                name,
                user_splits=np.array(cuts[name]),
                monotonic_trend=trend,
                max_n_bins=MAX_BINS,
                min_bin_size=MIN_SHARE,
            ).fit(x, outcome)
            bins.binning_table.build()
            found.append(float(bins.binning_table.iv))
        return found

    best = np.array(ours())

    def not_above(iv: list[float]) -> np.ndarray:
        return (np.array(iv) <= best * (1 + PEERS_PRECISION) + PEERS_PRECISION).astype(np.int64)[:, None]

    return Question(
        f"monotone binning of {FEATURES} features of {rows:,} rows over {CUTS + 1} pre-bins, one thread",
        rows * FEATURES,
        [
            Contender("openitem, Python", ours, not_above),
            Contender("optbinning (auto_asc_desc)", lambda: optbinning("auto_asc_desc"), not_above, runs=3),
        ],
    )
