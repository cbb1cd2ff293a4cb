"""Writes calendar-windows.json: the hour, day, week and month of a wall clock in Unix seconds, by Python's zoneinfo.

Run in this folder: python3 calendar_windows.py
"""
import datetime as dt, json, zoneinfo
UTC = dt.timezone.utc

def utc(zone, local):
    """The first second at which the wall shows `local` or later."""
    tz = zoneinfo.ZoneInfo(zone)
    guess = int(local.replace(tzinfo=UTC).timestamp())
    def wall(second):
        return dt.datetime.fromtimestamp(second, UTC).astimezone(tz).replace(tzinfo=None)
    # The wall goes back in autumn, so nothing is halved here: minute by minute, then second by second.
    step = 60
    second = guess - 2 * 86400
    while wall(second) < local:
        second += step
    second -= step
    while wall(second) < local:
        second += 1
    return second

def start_of(unit, local):
    if unit == "hour": return local.replace(minute=0, second=0, microsecond=0)
    day = local.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit == "day": return day
    if unit == "week": return day - dt.timedelta(days=day.weekday())
    return day.replace(day=1)

def next_of(unit, start):
    if unit == "hour": return start + dt.timedelta(hours=1)
    if unit == "day": return start + dt.timedelta(days=1)
    if unit == "week": return start + dt.timedelta(days=7)
    return (start.replace(day=28) + dt.timedelta(days=4)).replace(day=1)

cases = []
def case(name, zone, unit, when):
    """`when`: a UTC instant."""
    at = int(dt.datetime.fromisoformat(when).replace(tzinfo=UTC).timestamp())
    tz = zoneinfo.ZoneInfo(zone)
    local = dt.datetime.fromtimestamp(at, UTC).astimezone(tz).replace(tzinfo=None)
    start = start_of(unit, local)
    cases.append({"name": name, "zone": zone, "unit": unit, "at": at,
                  "start": utc(zone, start), "end": utc(zone, next_of(unit, start)),
                  "wall": local.isoformat(sep=" ")})

B="Europe/Berlin"; N="America/New_York"; L="Australia/Lord_Howe"; A="Pacific/Apia"; S="America/Sao_Paulo"
K="Asia/Kathmandu"; T="Antarctica/Troll"; C="Africa/Casablanca"; H="Pacific/Chatham"; J="America/St_Johns"; G="America/Nuuk"
D="Europe/Dublin"; Q="Asia/Tehran"; M="Europe/Moscow"; Y="Asia/Pyongyang"; V="America/Caracas"; I="Pacific/Kiritimati"; X="Pacific/Honolulu"
for unit in ("day","week","month"):
    case(f"Berlin, spring change, {unit}", B, unit, "2026-03-29T12:00:00")
    case(f"Berlin, autumn change, {unit}", B, unit, "2026-10-25T12:00:00")
    case(f"New York, spring change, {unit}", N, unit, "2026-03-08T12:00:00")
    case(f"New York, autumn change, {unit}", N, unit, "2026-11-01T12:00:00")
    case(f"Lord Howe, half an hour forward, {unit}", L, unit, "2026-10-04T02:00:00")
    case(f"Lord Howe, half an hour back, {unit}", L, unit, "2026-04-05T02:00:00")
    case(f"Apia, around the day that was left out, {unit}", A, unit, "2011-12-31T11:00:00")
    case(f"Apia, before the day that was left out, {unit}", A, unit, "2011-12-30T09:00:00")
    case(f"Sao Paulo, a day without midnight, {unit}", S, unit, "2018-11-04T12:00:00")
    case(f"Sao Paulo, midnight twice, {unit}", S, unit, "2018-02-18T12:00:00")
    case(f"UTC, leap day, {unit}", "UTC", unit, "2028-02-29T23:59:59")
    case(f"Auckland, leap day, {unit}", "Pacific/Auckland", unit, "2028-02-28T12:00:00")
    case(f"Kiritimati, New Year first, {unit}", I, unit, "2026-12-31T10:00:00")
    case(f"Honolulu, New Year last, {unit}", X, unit, "2027-01-01T09:59:59")
for when in ("2026-03-29T00:59:59","2026-03-29T01:00:00","2026-10-25T00:30:00","2026-10-24T23:59:59"):
    case(f"Berlin, hour around a change, {when}", B, "hour", when)
case("Kathmandu, hour of a zone with quarters", K, "hour", "2026-05-05T10:20:00")
case("Chatham, hour of a zone with quarters", H, "hour", "2026-05-05T10:20:00")
case("St John's, hour of a zone with halves", J, "hour", "2026-05-05T10:20:00")
case("Chatham, day of a change", H, "day", "2026-04-05T01:00:00")
case("Troll, two hours forward, day", T, "day", "2026-03-29T12:00:00")
case("Troll, two hours back, day", T, "day", "2026-10-25T12:00:00")
case("Casablanca, Ramadan begins, month", C, "month", "2026-02-20T12:00:00")
case("Casablanca, Ramadan ends, day", C, "day", "2026-03-22T12:00:00")
case("Nuuk, change before midnight, day", G, "day", "2026-03-28T23:30:00")
case("Nuuk, change before midnight, next day", G, "day", "2026-03-29T12:00:00")
case("Dublin, negative summer time, day", D, "day", "2026-10-25T12:00:00")
case("Tehran, last summer time, day", Q, "day", "2022-09-21T12:00:00")
case("Tehran, none after it, day", Q, "day", "2023-03-22T12:00:00")
case("Moscow, for good an hour back, day", M, "day", "2014-10-26T12:00:00")
case("Moscow, for good an hour back, month", M, "month", "2014-10-26T12:00:00")
case("Pyongyang, half an hour forward, day", Y, "day", "2018-05-05T03:00:00")
case("Caracas, half an hour forward, day", V, "day", "2016-05-01T12:00:00")
for month, last in ((1,31),(2,28),(4,30),(6,30),(12,31)):
    case(f"Berlin, last second of month {month}", B, "month",
         dt.datetime.fromtimestamp(utc(B, dt.datetime(2026, month, last, 23, 59, 59)), UTC).replace(tzinfo=None).isoformat())
    case(f"Berlin, first second after month {month}", B, "month",
         dt.datetime.fromtimestamp(utc(B, next_of("month", dt.datetime(2026, month, 1))), UTC).replace(tzinfo=None).isoformat())
case("UTC, 2100 is no leap year", "UTC", "month", "2100-02-28T12:00:00")
case("UTC, 2000 was one", "UTC", "month", "2000-02-29T12:00:00")
case("Berlin, week over New Year", B, "week", "2026-12-31T12:00:00")
case("Berlin, far summer by the rule of the last line", B, "day", "2055-03-28T12:00:00")
case("New York, far autumn by the rule of the last line", N, "day", "2055-11-07T12:00:00")
case("Sydney, southern far change", "Australia/Sydney", "week", "2044-10-02T12:00:00")
out = {"source": "Python zoneinfo over the IANA time zone database; see README.md", "cases": cases}
json.dump(out, open("calendar-windows.json","w"), indent=1, ensure_ascii=True)
open("calendar-windows.json","a").write("\n")
print(len(cases))
