"""Which stated date format would read a column of texts; a suggestion for an error message, never applied."""

import re
from collections.abc import Iterable

_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_COMPACT = re.compile(r"\d{8}")
_LAST_MONTH = 12


def suggest_date_format(values: Iterable[str]) -> str | None:
    """A sentence for the user when the texts are not ISO dates; None when they are, or are no dates at all.

    >>> suggest_date_format(["1/2/2013", "1/13/2013"])
    "dates such as '1/2/2013' fit --date-format '%m/%d/%Y' and no other"
    >>> suggest_date_format(["1/2/2013"])
    "dates such as '1/2/2013' fit --date-format '%m/%d/%Y' and '%d/%m/%Y': say which"
    """
    texts = [value for value in values if value]
    if not texts or all(_ISO.fullmatch(text) for text in texts):
        return None
    shown = f"dates such as {texts[0]!r} fit --date-format "
    if all(_COMPACT.fullmatch(text) for text in texts):
        return shown + "'%Y%m%d'"
    matches = [_SLASHED.fullmatch(text) for text in texts]
    parts = [match.groups() for match in matches if match is not None]
    if len(parts) < len(texts):
        return None
    sign = parts[0][1]
    month_first, day_first = f"'%m{sign}%d{sign}%Y'", f"'%d{sign}%m{sign}%Y'"
    first_is_day = any(int(part[0]) > _LAST_MONTH for part in parts)
    second_is_day = any(int(part[2]) > _LAST_MONTH for part in parts)
    if first_is_day and second_is_day:
        return None
    if first_is_day or second_is_day:
        return f"{shown}{day_first if first_is_day else month_first} and no other"
    return f"{shown}{month_first} and {day_first}: say which"
