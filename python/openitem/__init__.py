"""Accounts receivable that adds up: ledgers, open items and aging over columns, exact to the cent.

>>> import openitem
>>> from datetime import date
>>> items = {
...     "customer": ["Adler", "Adler", "Brandt"],
...     "due_date": [date(2024, 4, 10), date(2024, 6, 1), date(2024, 7, 15)],
...     "amount": ["100.00", "250.50", "80.00"],
... }
>>> aging = openitem.aging(items, date(2024, 6, 30), currency="EUR")
>>> aging.rows.to_dict()["total"]
[Decimal('350.50'), Decimal('80.00')]
>>> aging.control_total
{'EUR': Decimal('430.50')}

Every function takes its dates as arguments, reads no clock and no locale, and may be called from any number of threads.
Long calls run without the interpreter's lock; Ctrl-C is acted on when the running call returns.
"""

from openitem import (
    additive,
    binning,
    calendar,
    cashflow,
    credit,
    datasets,
    day_count,
    discount,
    kpi,
    money,
    plan,
    plan_life,
    stats,
    terms,
    time,
)
from openitem._aging import Aging, aging
from openitem._aging_hierarchy import AgingHierarchy, aging_hierarchy
from openitem._aging_series import AgingSeries, aging_series
from openitem._behaviour import Behaviour, InvoiceBehaviour, behaviour, invoice_behaviour
from openitem._bridge import Bridge, bridge
from openitem._collection_curves import CollectionCurves, collection_curves
from openitem._core import version as _version
from openitem._exposure import Exposure, exposure
from openitem._files import read_ledger, read_table
from openitem._interest import Interest, interest
from openitem._interest_figures import (
    InterestAmount,
    late_days,
    late_payment_compensation,
    late_payment_tables,
    reference_rate,
    simple_interest,
)
from openitem._kpis import Kpis, kpis
from openitem._ledger import Check, Ledger, check
from openitem._loss_rates import LossRates, loss_rates
from openitem._outcome import InvoiceOutcomes, Outcomes, invoice_outcomes, outcomes
from openitem._provision import Provision, provision
from openitem._provision_matrix import (
    AllowanceMovement,
    ProvisionMatrix,
    allowance_movement,
    provision_matrix,
)
from openitem._provision_movement import ProvisionMovement, provision_movement
from openitem._revaluation import Revaluation, revaluation
from openitem._roll_forward import RollForward, roll_forward
from openitem._roll_rates import RollRates, loss_rate_chain, roll_rate, roll_rates
from openitem._statement import Statement, statement
from openitem._table import ResultTable
from openitem.errors import (
    ArgumentError,
    ArithmeticOverflowError,
    DataError,
    Error,
    InternalError,
    MemoryLimitError,
    VersionError,
)

__version__: str = _version()

__all__ = [
    "Aging",
    "AgingHierarchy",
    "AgingSeries",
    "AllowanceMovement",
    "ArgumentError",
    "ArithmeticOverflowError",
    "Behaviour",
    "Bridge",
    "Check",
    "CollectionCurves",
    "DataError",
    "Error",
    "Exposure",
    "Interest",
    "InterestAmount",
    "InternalError",
    "InvoiceBehaviour",
    "InvoiceOutcomes",
    "Kpis",
    "Ledger",
    "LossRates",
    "MemoryLimitError",
    "Outcomes",
    "Provision",
    "ProvisionMatrix",
    "ProvisionMovement",
    "ResultTable",
    "Revaluation",
    "RollForward",
    "RollRates",
    "Statement",
    "VersionError",
    "__version__",
    "additive",
    "aging",
    "aging_hierarchy",
    "aging_series",
    "allowance_movement",
    "behaviour",
    "binning",
    "bridge",
    "calendar",
    "cashflow",
    "check",
    "collection_curves",
    "credit",
    "datasets",
    "day_count",
    "discount",
    "exposure",
    "interest",
    "invoice_behaviour",
    "invoice_outcomes",
    "kpi",
    "kpis",
    "late_days",
    "late_payment_compensation",
    "late_payment_tables",
    "loss_rate_chain",
    "loss_rates",
    "money",
    "outcomes",
    "plan",
    "plan_life",
    "provision",
    "provision_matrix",
    "provision_movement",
    "read_ledger",
    "read_table",
    "reference_rate",
    "revaluation",
    "roll_forward",
    "roll_rate",
    "roll_rates",
    "simple_interest",
    "statement",
    "stats",
    "terms",
    "time",
]
