#!/usr/bin/python3
"""Random repeat rules, expanded by recur-dates and by python3-dateutil: every day must agree.

usage: recur_dates.py build/recur-dates [RULES [SEED]]
"""
import datetime
import random
import subprocess
import sys

from dateutil.rrule import rrulestr

# Rules that are never met make dateutil look on until this year.
datetime.MAXYEAR = 2040

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def some(rng, values, most):
    return ",".join(str(v) for v in rng.sample(values, rng.randint(1, most)))


def numbered(rng, highest):
    number = rng.choice([n for n in range(-highest, highest + 1) if n])
    return f"{number}{rng.choice(DAYS)}"


def month_days(rng):
    return some(rng, [n for n in range(-31, 32) if n], 4)


def weekdays(rng, frequency, of_month):
    if frequency in ("DAILY", "WEEKLY") or rng.random() < 0.3:
        return some(rng, DAYS, 4)
    return ",".join({numbered(rng, 5 if of_month else 53) for _ in range(rng.randint(1, 3))})


def rule(rng, start):
    frequency = rng.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    parts = [f"FREQ={frequency}"]
    months = rng.random() < 0.3
    if rng.random() < 0.5:
        parts.append(f"INTERVAL={rng.randint(1, 6)}")
    if months:
        parts.append("BYMONTH=" + some(rng, list(range(1, 13)), 4))
    if rng.random() < 0.5:
        parts.append("BYDAY=" + weekdays(rng, frequency, months or frequency == "MONTHLY"))
    if frequency != "WEEKLY" and rng.random() < 0.4:
        parts.append("BYMONTHDAY=" + month_days(rng))
    if frequency in ("MONTHLY", "YEARLY") and rng.random() < 0.2:
        parts.append("BYSETPOS=" + some(rng, [-3, -2, -1, 1, 2, 3], 2))
    if rng.random() < 0.3:
        parts.append("WKST=" + rng.choice(DAYS))
    if rng.random() < 0.2:
        parts.append(f"COUNT={rng.randint(1, 60)}")
    elif rng.random() < 0.2:
        last = start + datetime.timedelta(days=rng.randint(0, 2000))
        parts.append(f"UNTIL={last:%Y%m%d}")
    return ";".join(parts)


def expected(text, start, first, last):
    begin = datetime.datetime.combine(start, datetime.time())
    days = rrulestr(text, dtstart=begin)
    low = datetime.datetime.combine(first, datetime.time())
    high = datetime.datetime.combine(last, datetime.time())
    return " ".join(f"{d:%Y-%m-%d}" for d in days.between(low, high, inc=True))


def main():
    program, count, seed = sys.argv[1], int((sys.argv + ["", "200"])[2] or 200), int((sys.argv[3:] or ["1"])[0])
    rng = random.Random(seed)
    cases = []
    for _ in range(count):
        start = datetime.date(2024, 1, 1) + datetime.timedelta(days=rng.randint(0, 1000))
        first = start + datetime.timedelta(days=rng.randint(-100, 900))
        cases.append((rule(rng, start), start, first, first + datetime.timedelta(days=1826)))
    lines = "".join(f"{r} {s} {f} {l}\n" for r, s, f, l in cases)
    answers = subprocess.run([program], input=lines, capture_output=True, text=True, check=True)
    differences = 0
    for case, got in zip(cases, answers.stdout.split("\n"), strict=False):
        want = expected(*case)
        if got != want:
            differences += 1
            print(*case, f"\n  ours   {got[:200]}\n  theirs {want[:200]}")
    print(f"{count - differences} passed, {differences} failed")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
