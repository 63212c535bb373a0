"""How well scorecards and additive models tell good from bad on three public credit sets, beside scikit-learn, in the same folds.

    python benchmarks/peers/credit_sets.py [--data FOLDER] [--pairs N] [--set german|taiwan|polish]

Five stratified folds, shuffled, seed 0; AUC and KS are means over them. Every option of ours is its default but for the number of
pairs, and a ridge of 1 for the scorecard, as scikit-learn's; the peers' parameters stand below. Nothing is chosen by looking at test folds. Needs scikit-learn, which is pinned, and the folder
of data sets (OPENITEM_DATA, or ../shared/data beside the repository); a set that is not there is named and left out.
"""

import argparse
import csv
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from openitem.additive import fit_additive
from openitem.credit import fit_scorecard
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score, roc_curve
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

DATA = Path(os.environ.get("OPENITEM_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
FOLDS = 5


@dataclass
class CreditSet:
    """Columns of floats (NaN = missing) or of texts, which are categories; outcome 1 = bad."""

    features: dict[str, np.ndarray]
    outcomes: np.ndarray

    def rows(self, rows: np.ndarray) -> dict[str, np.ndarray]:
        return {name: values[rows] for name, values in self.features.items()}


def german(folder: Path) -> CreditSet:
    with (folder / "german_credit" / "german.data").open(encoding="utf-8") as file:
        lines = [line for line in csv.reader(file, delimiter="\t") if line]
    columns = list(zip(*lines, strict=True))
    features = {
        f"a{at + 1}": np.array(column, dtype=object if column[0].startswith("A") else float)
        for at, column in enumerate(columns[:-1])
    }
    return CreditSet(features, np.array([int(value == "2") for value in columns[-1]]))


def taiwan(folder: Path) -> CreditSet:
    with (folder / "taiwan_credit" / "UCI_Credit_Card.csv").open(encoding="utf-8", newline=None) as file:
        lines = [line for line in csv.reader(file) if line]
    columns = dict(zip(lines[0], np.array(lines[1:], dtype=float).T, strict=True))
    outcomes = columns.pop(lines[0][-1]).astype(int)
    columns.pop("ID")
    return CreditSet(columns, outcomes)


def polish(folder: Path) -> CreditSet:
    lines = (folder / "polish_bankruptcy" / "5year.arff").read_text(encoding="utf-8").splitlines()
    begin = next(at for at, line in enumerate(lines) if line.lower().startswith("@data"))
    rows = np.array(
        [
            [np.nan if cell == "?" else float(cell) for cell in line.split(",")]
            for line in lines[begin + 1 :]
            if line.strip()
        ]
    )
    return CreditSet({f"x{at + 1}": rows[:, at] for at in range(rows.shape[1] - 1)}, rows[:, -1].astype(int))


SETS: dict[str, Callable[[Path], CreditSet]] = {"german": german, "taiwan": taiwan, "polish": polish}
PAIRS = {"german": 10, "taiwan": 20, "polish": 50}

Scores = Callable[[CreditSet, np.ndarray, np.ndarray], np.ndarray]


def ours(pairs: int) -> Scores:
    def scores(credit: CreditSet, train: np.ndarray, test: np.ndarray) -> np.ndarray:
        fit = fit_additive(credit.rows(train), credit.outcomes[train], pairs=pairs, unseen="missing")
        return np.array(fit.model.log_odds(credit.rows(test)))

    return scores


def scorecard(decimals: int | None) -> Scores:
    def scores(credit: CreditSet, train: np.ndarray, test: np.ndarray) -> np.ndarray:
        card = fit_scorecard(
            credit.rows(train), credit.outcomes[train], ridge=1.0, decimals=decimals, unseen="missing"
        ).card
        rows = credit.rows(test)
        found = card.score({name: rows[name] for name in card.feature_names}).to_dict()["pd"]
        return np.array(found)

    return scores


def bins_of_tree(values: np.ndarray, outcomes: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Numbers of bins: leaves of a tree, missing values apart; each category by itself."""
    if values.dtype == object:
        names = {name: at for at, name in enumerate(np.unique(values.astype(str)))}
        return lambda rows: np.array([names.get(name, -1) for name in rows.astype(str)])
    known = ~np.isnan(values)
    least = max(1, int(0.05 * len(values)))
    tree = DecisionTreeClassifier(max_leaf_nodes=6, min_samples_leaf=least, random_state=0)
    tree.fit(values[known, None], outcomes[known])
    return lambda rows: np.where(np.isnan(rows), -1, tree.apply(np.nan_to_num(rows)[:, None]))


def woe_logistic(credit: CreditSet, train: np.ndarray, test: np.ndarray) -> np.ndarray:
    """Weights of evidence of tree bins with 0.5 in every cell, features of an information value of 0.02 on, logistic regression."""
    outcomes = credit.outcomes[train]
    ones, zeros = outcomes.sum(), len(outcomes) - outcomes.sum()
    learned, asked = [], []
    for values in credit.features.values():
        bins = bins_of_tree(values[train], outcomes)
        of_train, of_test = bins(values[train]), bins(values[test])
        woe, iv = {}, 0.0
        for each in np.unique(of_train):
            bad = (outcomes[of_train == each].sum() + 0.5) / ones
            good = ((1 - outcomes[of_train == each]).sum() + 0.5) / zeros
            woe[each] = np.log(good / bad)
            iv += (good - bad) * woe[each]
        if iv >= 0.02:
            learned.append(np.array([woe[each] for each in of_train]))
            asked.append(np.array([woe.get(each, 0.0) for each in of_test]))
    model = LogisticRegression(max_iter=2000).fit(np.column_stack(learned), outcomes)
    found: np.ndarray = model.predict_proba(np.column_stack(asked))[:, 1]
    return found


def encoded(credit: CreditSet, *, one_hot: bool) -> np.ndarray:
    """Categories as numbers in the order of their texts, or a column each."""
    columns = []
    for values in credit.features.values():
        if values.dtype != object:
            columns.append(values)
            continue
        names, codes = np.unique(values.astype(str), return_inverse=True)
        columns.extend(
            [(codes == at).astype(float) for at in range(len(names))] if one_hot else [codes.astype(float)]
        )
    return np.column_stack(columns)


def peer(make: Callable[[], Any], *, one_hot: bool) -> Scores:
    def scores(credit: CreditSet, train: np.ndarray, test: np.ndarray) -> np.ndarray:
        features = encoded(credit, one_hot=one_hot)
        found: np.ndarray = (
            make().fit(features[train], credit.outcomes[train]).predict_proba(features[test])[:, 1]
        )
        return found

    return scores


def contenders(pairs: int) -> dict[str, Scores]:
    def median() -> SimpleImputer:
        return SimpleImputer(strategy="median")

    return {
        "openitem, scorecard": scorecard(None),
        "openitem, scorecard in whole points": scorecard(0),
        "openitem, additive": ours(0),
        f"openitem, additive and {pairs} pairs": ours(pairs),
        "histogram gradient boosting": peer(
            lambda: HistGradientBoostingClassifier(
                max_iter=200, max_leaf_nodes=15, learning_rate=0.05, min_samples_leaf=20, l2_regularization=1.0,
                early_stopping=False, random_state=0,
            ),
            one_hot=False,
        ),
        "WoE of tree bins, logistic": woe_logistic,
        "random forest": peer(
            lambda: make_pipeline(
                median(), RandomForestClassifier(200, min_samples_leaf=5, max_features="sqrt", random_state=0)
            ),
            one_hot=False,
        ),
        "logistic, standardised": peer(
            lambda: make_pipeline(median(), StandardScaler(), LogisticRegression(max_iter=2000)), one_hot=True
        ),
    }  # fmt: skip


def measure(name: str, credit: CreditSet, pairs: int) -> None:
    folds = list(
        StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(
            np.zeros(len(credit.outcomes)), credit.outcomes
        )
    )
    print(
        f"\n{name}: {len(credit.outcomes):,} rows, {len(credit.features)} features, {credit.outcomes.mean():.1%} bad\n"
    )
    print("| | AUC | KS | seconds of CPU a fold |\n|---|---|---|---|")
    for title, scores in contenders(pairs).items():
        aucs, distances = [], []
        begin = time.process_time()
        for train, test in folds:
            found = scores(credit, train, test)
            aucs.append(roc_auc_score(credit.outcomes[test], found))
            false_positives, true_positives, _ = roc_curve(credit.outcomes[test], found)
            distances.append((true_positives - false_positives).max())
        seconds = (time.process_time() - begin) / FOLDS
        print(f"| {title} | {np.mean(aucs):.4f} | {np.mean(distances):.3f} | {seconds:.2f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--pairs", type=int, help="pairs of ours (default: 10 German, 20 Taiwan, 50 Polish)")
    parser.add_argument("--set", choices=SETS, action="append", help="one or more of the sets (default: all)")
    arguments = parser.parse_args()
    for name in arguments.set or SETS:
        try:
            credit = SETS[name](arguments.data)
        except FileNotFoundError as missing:
            print(f"\n{name}: {missing.filename} is not there, not measured; set OPENITEM_DATA")
            continue
        measure(name, credit, PAIRS[name] if arguments.pairs is None else arguments.pairs)


if __name__ == "__main__":
    main()
