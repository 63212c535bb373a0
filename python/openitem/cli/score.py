"""The command `score`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import openitem
from openitem.cli import output
from openitem.cli.groups import grouped
from openitem.cli.options import Delimiter, Output, Threads
from openitem.cli.scored_rows import ScoredRows, features_of
from openitem.credit import ReasonBaseline, Scorecard

if TYPE_CHECKING:
    from openitem import ResultTable


def add_command(app: typer.Typer) -> None:
    """Adds ``openitem score``."""
    app.command("score")(score)


@grouped
def score(
    out: Output,
    card: Annotated[Path, typer.Argument(help="A scorecard: the JSON text of Scorecard.to_json.")],
    rows: Annotated[
        Path | None,
        typer.Argument(help="Rows to score: CSV, Parquet or XLSX. Without them: the card's points table."),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option(help="A column of the rows to carry along, such as customer; repeatable."),
    ] = None,
    reasons: Annotated[int, typer.Option(help="Features named for each row, most points lost first.")] = 3,
    baseline: Annotated[
        ReasonBaseline, typer.Option(help="What the points lost are counted from.")
    ] = "best_attainable",
    points: Annotated[bool, typer.Option("--points", help="Also the points of every feature.")] = False,
    delimiter: Delimiter = ",",
    threads: Threads = 1,
) -> None:
    """Scores, probabilities of default, rating classes and reasons of rows, by a scorecard."""
    scorecard = Scorecard.from_json(card.read_bytes())
    if rows is None:
        if keep:
            raise ValueError("--keep carries columns of rows along; name a file of rows after the card")
        tables = output.pick(
            scorecard.tables(), ("card", "categories", "pairs", "classes", "settings", "notes", "about")
        )
        out.write({name: table for name, table in tables.items() if len(table) > 0}, "card", "scorecard")
        return
    table = openitem.read_table(rows, delimiter=delimiter)
    scored = scorecard.score(
        features_of(scorecard, table, keep or []),
        reasons=reasons,
        baseline=baseline,
        points=points,
        threads=threads,
    )
    _write(table, scored, keep or [], out)


def _write(table: Any, scored: ResultTable, keep: list[str], out: Output) -> None:
    twice = [name for name in keep if name in scored.columns]
    if twice:
        raise ValueError(f"--keep {twice[0]!r} is a column of the scores too; rename it in the rows")
    units = {name: "points" for name in scored.columns if name not in ("pd", "class", "class_pd")}
    tables: dict[str, Any] = {"rows": ScoredRows(table.select(keep), scored)}
    out.write(tables, "rows", "scores", units)
