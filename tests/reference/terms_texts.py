"""Random payment terms as people write them, each with what is meant: the forms of docs/methods/terms.md, section 1."""

import random
from decimal import Decimal
from fractions import Fraction

from reference.payment_terms import Discount, Line, Step, Terms

CONVENTIONS = {
    "following": "following",
    "modified following": "modified_following",
    "preceding": "preceding",
    "modified preceding": "modified_preceding",
    "nearest": "nearest",
    "half month modified following": "half_month_modified_following",
}


def ordinal(day: int) -> str:
    suffix = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


def percent(parts_per_billion: int) -> str:
    return format(Decimal(parts_per_billion).scaleb(-7).normalize(), "f")


def days_text(rng: random.Random, count: int) -> str:
    return f"{count} {rng.choice(['days', 'days', 'DAYS', 'Days'])}"


def step(rng: random.Random) -> tuple[str, list[Step]]:
    day = rng.randint(1, 31)
    several = tuple(sorted(rng.sample(range(1, 32), rng.randint(2, 3))))
    count = rng.choice([0, 1, 7, 10, 15, 30, 31, 45, 60, 90, rng.randint(0, 400)])
    few = rng.randint(1, 4)
    return rng.choice(
        [
            (days_text(rng, count), [("days", count)]),
            (f"{few} weeks", [("weeks", few)]),
            (f"{few} months", [("months", few)]),
            (rng.choice(["EOM", "eom"]), [("eom",)]),
            (f"{ordinal(day)} prox", [("prox", day)]),
            (f"{day} MFI", [("prox", day)]),
            (f"{ordinal(day)} of next month", [("prox", day)]),
            ("next " + "/".join(map(ordinal, several)), [("next", *several)]),
            (f"next {ordinal(day)}", [("next", day)]),
            (f"on the {ordinal(day)}", [("on", day)]),
            (f"{count} days after end of month", [("eom",), ("days", count)]),
            (f"cutoff {day % 28 + 1} + {ordinal(day)} prox", [("cutoff", day % 28 + 1), ("prox", day)]),
        ]
    )


def period(rng: random.Random) -> tuple[str, list[Step]]:
    if rng.random() < 0.4:
        count = rng.choice([0, 10, 14, 30, 60, rng.randint(0, 999)])
        return str(count), [("days", count)]
    chosen = [step(rng) for _ in range(rng.choice([1, 1, 2, 3]))]
    text = chosen[0][0]
    for more, _ in chosen[1:]:
        text += rng.choice([" + ", " plus ", " then ", "+"]) + more
    return text, [one for _, steps in chosen for one in steps]


def discounts(rng: random.Random) -> tuple[list[str], list[Discount]]:
    texts, found = [], []
    rates = sorted(
        rng.sample([5_000_000 * n for n in range(1, 40)] + [12_345_678, 1], rng.randint(1, 3)), reverse=True
    )
    at = 0
    for rate in rates:
        at += rng.randint(1, 15)
        steps: list[Step] = [("days", at)]
        form = rng.choice(["{0}/{1}", "{0}%/{1}", "{0}% discount {1} days", "{0}% by {1} days", "prox"])
        if form == "prox" and len(rates) == 1:
            day = rng.randint(1, 31)
            text, steps = f"{percent(rate)}/{ordinal(day)} prox", [("prox", day)]
        else:
            text = ("{0}/{1}" if form == "prox" else form).format(percent(rate), at)
        texts.append(text)
        found.append(Discount(rate, steps))
    return texts, found


def single_line(rng: random.Random) -> tuple[list[str], list[Line]]:
    if rng.random() < 0.2:
        return rng.choice(
            [
                (["due on receipt"], [Line("balance", None, [("days", 0)])]),
                (["COD"], [Line("balance", None, [("days", 0)], "event")]),
                (["prepaid"], [Line("balance", None, [], "event")]),
                (["net 20 after delivery"], [Line("balance", None, [("days", 20)], "delivery")]),
            ]
        )
    if rng.random() < 0.2:
        count = rng.choice([0, 14, 30, 45])
        text = rng.choice([f"n/{count}", f"n{count}", f"due in {count}", f"{count} days"])
        return [text], [Line("balance", None, [("days", count)])]
    text, steps = period(rng)
    return [f"{rng.choice(['net', 'Net', 'NET'])} {text}"], [Line("balance", None, steps)]


def equal_parts(rng: random.Random) -> tuple[list[str], list[Line]]:
    count = rng.randint(2, 12)
    every: list[Step] = []
    form = rng.choice(["days", "months", "monthly", "weekly", "bare"])
    if form in ("days", "bare"):
        at = sorted(rng.sample(range(300), count))
        every = [("days", n) for n in at]
        text = "/".join(map(str, at))
        text = text if form == "bare" and count > 2 else f"{count} instalments {text}"
    elif form == "months":
        at = sorted(rng.sample(range(1, 30), count))
        every = [("months", n) for n in at]
        text = f"{count} instalments {'/'.join(map(str, at))} months"
    else:
        unit = "months" if form == "monthly" else "weeks"
        every = [(unit, n) for n in range(1, count + 1)]
        text = f"{count} {form} instalments"
    return [text], [Line("total", Fraction(1, count), [one]) for one in every]


def share_lines(rng: random.Random, currency: str, digits: int, fixed: bool) -> tuple[list[str], list[Line]]:
    """Shares of the total or of the remainder, fixed amounts, then a balance."""
    texts, lines = [], []
    left = 100
    for _ in range(rng.randint(1, 4)):
        if fixed and rng.random() < 0.3:
            amount = rng.randint(1, 90_000)
            major = format(Decimal(amount).scaleb(-digits), "f")
            when, steps = period(rng)
            texts.append(rng.choice([f"{currency} {major} net {when}", f"{major} {currency} net {when}"]))
            lines.append(Line("fixed", amount, steps))
            continue
        if left < 4:
            break
        part = rng.randint(1, left // 2)
        if not lines and rng.random() < 0.3:
            texts.append(f"{part}% advance")
            lines.append(Line("total", Fraction(part, 100), [], "event"))
            left -= part
            continue
        when, steps = period(rng)
        if fixed and rng.random() < 0.3:
            texts.append(f"{part}% of remainder net {when}")
            lines.append(Line("remainder", Fraction(part, 100), steps))
        else:
            texts.append(rng.choice([f"{part}% net {when}", f"{part}% of total net {when}"]))
            lines.append(Line("total", Fraction(part, 100), steps))
            left -= part
    when, steps = period(rng)
    texts.append(f"{rng.choice(['balance', 'remainder', 'rest'])} net {when}")
    lines.append(Line("balance", None, steps))
    return texts, lines


def closures(rng: random.Random) -> tuple[list[str], list[tuple[tuple[int, int], tuple[int, int]]]]:
    texts, found = [], []
    for _ in range(rng.choice([0, 0, 1, 2])):
        month = rng.randint(1, 12)
        first = (month, rng.randint(1, 28))
        last = ((month + rng.randint(0, 1) - 1) % 12 + 1, 31)
        texts.append(f"closed {first[0]:02}-{first[1]:02}..{last[0]:02}-{last[1]:02}")
        found.append((first, last))
    return texts, found


def random_terms(
    rng: random.Random, currency: str, digits: int, *, shares_only: bool = False
) -> tuple[str, Terms]:
    terms = Terms()
    texts: list[str] = []
    if rng.random() < 0.6:
        texts, terms.discounts = discounts(rng)
    kind = rng.random()
    if kind < 0.4:
        line_texts, terms.lines = single_line(rng)
    elif kind < 0.65:
        line_texts, terms.lines = equal_parts(rng)
    else:
        line_texts, terms.lines = share_lines(rng, currency, digits, fixed=not shares_only)
    texts += line_texts
    event = any(line.start != "issue" for line in terms.lines)
    if not event and rng.random() < 0.3:
        terms.dating = rng.choice(["ROG", "AS OF"])
        texts.append(terms.dating if terms.dating == "AS OF" else rng.choice(["ROG", "receipt of goods"]))
    if len(terms.lines) > 1 and not event and rng.random() < 0.2:
        terms.sequential = True
        texts.append("sequential")
    if rng.random() < 0.3:
        terms.grace = rng.randint(1, 30)
        texts.append(f"grace {terms.grace} days")
    if terms.discounts and rng.random() < 0.3:
        terms.discount_grace = rng.randint(1, 5)
        texts.append(f"discount grace {terms.discount_grace} days")
    closure_texts, terms.closures = closures(rng)
    texts += closure_texts
    if rng.random() < 0.5:
        spoken, terms.convention = rng.choice(list(CONVENTIONS.items()))
        texts.append(f"adjusted {spoken}")
    return rng.choice([", ", "; ", ", ", " , "]).join(texts), terms
