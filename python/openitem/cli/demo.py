"""The main job on a made-up ledger: files, findings, aged trial balance, proof, one page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openitem
from openitem.cli import output
from openitem.cli.inputs import LedgerFiles, Reading, load_ledger, say

_END = "2024-12-31"
_FAULTS = 20  # per 10,000 rows: a demonstration without findings would show half
_LIMIT = 15


def run(directory: Path, *, documents: int, seed: int) -> Path:
    """Writes the ledger's CSV files and ``aging.html`` into the folder, prints the main tables, returns the page."""
    directory.mkdir(parents=True, exist_ok=True)
    files = _write_ledger(directory, documents, seed)
    say(
        f"made up a ledger of {documents} documents: {', '.join(path.name for path in files if path)} in {directory}"
    )
    reading = Reading((), None, None, "exact", "signed", "mark", None, ",", ("region",), (), "unapplied", 1)
    ledger = load_ledger(files, reading)
    check = openitem.check(ledger)
    aging = openitem.aging(ledger, _END)
    tables: dict[str, Any] = {"summary": check.summary, "rules": check.rules}
    tables |= {"aged_trial_balance": aging.rows, "totals": aging.totals, "proof": aging.proof}
    output.write(
        tables, main="proof", schema="openitem.demo/1", form=output.Format.TABLE, output=None, limit=_LIMIT
    )
    page = directory / "aging.html"
    from openitem.report import aging_page  # noqa: PLC0415  (extra "report")

    page.write_text(aging_page(aging, check), encoding="utf-8")
    return page


def _write_ledger(directory: Path, documents: int, seed: int) -> LedgerFiles:
    import pyarrow.csv  # noqa: PLC0415  (extra "io")

    sample = openitem.datasets.sample_ledger(documents, seed=seed, end=_END, faults=_FAULTS)
    paths: dict[str, Path] = {}
    for name in sorted(set(LedgerFiles._fields) & set(sample.tables)):
        paths[name] = directory / f"{name}.csv"
        pyarrow.csv.write_csv(sample.tables[name].to_arrow(), paths[name])
    return LedgerFiles(**paths)
