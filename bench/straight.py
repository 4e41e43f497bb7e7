"""The SQL of a full evaluation, sent to DuckDB without Varde between.

Reads the packs' files, gives a read-only copy of the facts the same temporary relations, and runs the same pass over
each view: all its measures at once, for every unit and year. The time is that of the passes alone. What comes out is
held against the results that Varde kept, so that the two times are of the same work.

    python straight.py PACKS FACTS TIMES        prints one JSON object
"""

import json
import sys
import time
import tomllib
from pathlib import Path

import duckdb

OWN, BASE = "ntnu-iot-2018-2025", "norway"
YEARS = range(1995, 2041)
TYPES = {"text": "VARCHAR", "code": "VARCHAR", "integer": "BIGINT", "year": "INTEGER", "date": "DATE", "boolean": "BOOLEAN"}
# The memory that Varde gives DuckDB.
SETTINGS = {"memory_limit": "256MB", "autoinstall_known_extensions": False, "autoload_known_extensions": False}


class Pack:
    """What the passes need of both packs."""

    def __init__(self, packs):
        self.tables, self.rules, self.views, self.measures, self.indicators = {}, {}, {}, {}, []
        for folder in (packs / BASE, packs / OWN):
            for path in sorted(folder.glob("tables/*.toml")):
                table = tomllib.loads(path.read_text())
                self.tables[table["id"]] = [c["id"] for c in table["column"]]
            for path in sorted(folder.glob("rules/*.toml")):
                rule = tomllib.loads(path.read_text())
                self.rules[rule["id"]] = rule
            for path in sorted(folder.glob("views/*.sql")):
                self.views[path.stem] = path.read_text().strip().rstrip(";")
            for path in sorted(folder.glob("indicators/*.toml")):
                found = tomllib.loads(path.read_text())
                self.measures.update({m["id"]: m for m in found.get("measure", [])})
                self.indicators += found.get("indicator", [])
        self.units = tomllib.loads((packs / OWN / "units.toml").read_text())["unit"]
        self.own = tomllib.loads((packs / OWN / "strategy.toml").read_text())["unit"]

    def measures_of(self, view):
        """Measures of a view, each with the columns that indicators slice it by."""
        of_view = sorted((m for m in self.measures.values() if m["view"] == view), key=lambda m: m["id"])
        return [(m, {i["by"] for i in self.indicators if "by" in i and m["id"] in named_by(i)}) for m in of_view]


def named_by(indicator):
    one = [indicator.get(key) for key in ("numerator", "denominator")]
    return [*one, *indicator.get("parts", []), *indicator.get("denominators", [])]


def text(value):
    return "null" if value is None else "'" + str(value).replace("'", "''") + "'"


def relations(pack):
    """SQL of every temporary relation, those that others read first."""
    for table, columns in pack.tables.items():
        names = ", ".join(f'"{c}"' for c in columns)
        yield f'create temp view "{table}" as select row_id, line, slice, {names} from facts.history."{table}" where slice in (select slice from temp.live)'
    for name, rule in pack.rules.items():
        types = {c["id"]: TYPES.get(c["type"], c["type"]) for c in rule["column"]}
        rows = []
        for row in rule["rows"]:
            values = [f"cast({text(row.get(c))} as {t})" for c, t in types.items()]
            dates = [f"date '{row['valid_from']}'", f"date '{row.get('valid_to', '9999-12-31')}'"]
            rows.append(f"({', '.join(values + dates)})")
        heads = ", ".join([f'"{c}"' for c in types] + ["valid_from", "valid_to"])
        yield f'create temp table "{name}" as select * from (values {", ".join(rows)}) as t({heads})'
    yield from units(pack)
    left = dict(pack.views)
    while left:
        ready = [v for v, sql in left.items() if not any(o != v and o in sql.replace(",", " ").split() for o in left)]
        for view in ready:
            yield f'create temp view "{view}" as {left.pop(view)}'


def units(pack):
    codes, aliases, closure = [], [], []
    by_id = {u["id"]: u for u in pack.units}
    own = {(c["system"], c["institution"]) for c in by_id[pack.own].get("code", [])}
    for unit in pack.units:
        name = unit["id"]
        aliases.append((name, name, 0, 9999))
        for c in unit.get("code", []):
            years = (c.get("from", 0), c.get("to", 9999))
            codes.append((c["system"], c["institution"], c["code"], name, *years))
            if c["code"] != name and (c["system"], c["institution"]) in own:
                aliases.append((c["code"], name, *years))
        above = unit
        while above:
            closure.append((above["id"], name))
            above = by_id.get(above.get("parent"))
    heads = {"unit_code": "system, institution, code, unit, from_year, to_year", "unit_alias": "code, unit, from_year, to_year", "unit_closure": "ancestor_, member_"}
    for table, rows in (("unit_code", codes), ("unit_alias", aliases), ("unit_closure", closure)):
        values = ", ".join("(" + ", ".join(str(v) if isinstance(v, int) else text(v) for v in row) + ")" for row in rows)
        yield f"create temp table {table} as select * from (values {values}) as t({heads[table]})"


def spread_of(measure):
    if "min_daily" in measure:
        return "intervals"
    return "days" if "at" in measure else "years"


def aggregate(measure, condition, dated):
    only = f"filter (where {condition})"
    for word, sql in (("sum", "sum({})"), ("count_distinct", "count(distinct {})"), ("max", "max({})")):
        if word in measure:
            column = f'"{measure[word]}"'
            return f"cast({sql.format(column)} {only} as varchar)"
    if "latest" in measure:
        return f'cast(arg_max("{measure["latest"]}", {"on_date" if dated else "rows[1]"}) {only} as varchar)'
    if "min_daily" in measure:
        return f"string_agg(from_date || '/' || to_date, ',' order by from_date, to_date) {only}"
    if "h_index" in measure:
        return f"""string_agg(cast("{measure['h_index']}" as varchar), ',' order by "{measure['h_index']}") {only}"""
    return f"cast(count(*) {only} as varchar)"


def passes(pack, connection):
    """Every pass: view, measures, columns sliced by, whether rows mature, SQL."""
    for view in sorted(pack.views):
        measures = pack.measures_of(view)
        if not measures:
            continue
        columns = {row[0] for row in connection.execute(f'describe select * from "{view}"').fetchall()}
        for spread in ("years", "days", "intervals"):
            these = [(m, by) for m, by in measures if spread_of(m) == spread]
            if these:
                by = sorted({column for _, sliced in these for column in sliced})
                yield view, these, by, "matures_on" in columns, pass_sql(view, spread, these, by, columns)


def pass_sql(view, spread, measures, by, columns):
    year = "year" if spread == "years" else "year_"
    source = f'"{view}" join unit_closure on member_ = unit'
    if spread == "days":
        days = sorted({tuple(int(n) for n in m["at"].split("-")) for m, _ in measures})
        ats = ", ".join(f"({m}, {d})" for m, d in days)
        spine = f"select y as year_, m as month_, d as day_of_, make_date(y, m, d) as day_ from (select unnest(range({YEARS.start}, {YEARS.stop})) as y), (values {ats}) as ats(m, d)"
        source += f" join ({spine}) on day_ between from_date and to_date"
    if spread == "intervals":
        source += f" join (select unnest(range({YEARS.start}, {YEARS.stop})) as year_) on from_date <= make_date(year_, 12, 31) and to_date >= make_date(year_, 1, 1)"
    which, part, sets = "0", "null", [f"(ancestor_, {year})"]
    for number, column in enumerate(by, 1):
        which = f'case when grouping("{column}") = 0 then {number} else {which} end'
        part = f'case when grouping("{column}") = 0 then cast("{column}" as varchar) else {part} end'
        sets.append(f'(ancestor_, {year}, "{column}")')
    chosen = ["ancestor_", f"{year} as period_", f"{which} as set_", f"{part} as slice_"]
    for measure, _ in measures:
        condition = f"(\n{measure['where']}\n)" if "where" in measure else "true"
        day = "true"
        if spread == "days":
            month, date = (int(n) for n in measure["at"].split("-"))
            day = f"month_ = {month} and day_of_ = {date}"
            condition = f"{day} and {condition}"
        chosen.append(aggregate(measure, condition, "on_date" in columns))
        chosen.append(f"count(*) filter (where {day})")
        undecided = f"coalesce(bool_or(({condition}) is null) filter (where {day}), false)"
        chosen.append(f"{undecided} and not coalesce(bool_or({condition}), false)")
        if "matures_on" in columns:
            chosen.append(f"max(matures_on) filter (where {condition})")
    return f"select {', '.join(chosen)} from {source} group by grouping sets ({', '.join(sets)}) order by 1, 2, 3, 4"


def values_of(rows, measures, by, matures, into):
    """Rows of a pass in the form that Varde keeps."""
    for row in rows:
        unit, year, number, part, *cells = row
        if unit is None or year is None:
            continue
        step = 4 if matures else 3
        for place, (measure, sliced) in enumerate(measures):
            value, count, undecided, *day = cells[place * step : (place + 1) * step]
            if count == 0:
                continue
            measured = {"value": value, "rows": count, "undecided": undecided, "matures_on": str(day[0]) if day and day[0] else None}
            if number == 0:
                into["totals"].setdefault(measure["id"], {}).setdefault(unit, {})[str(year)] = measured
            elif part is not None and by[number - 1] in sliced:
                column = into["slices"].setdefault(measure["id"], {}).setdefault(by[number - 1], {})
                column.setdefault(unit, {}).setdefault(str(year), {})[part] = measured


LIVE = """create temp table live as select slice from (
    select s.slice, row_number() over (partition by s.source, s.tbl, s.key order by b.known desc, b.batch desc) as place
    from facts.meta.slice s join facts.meta.batch b on b.batch = s.batch
    where not exists (select 1 from facts.meta.withdrawal w where w.batch = b.batch)) where place = 1"""


def once(pack, facts):
    """One evaluation on a fresh connection: seconds, number of passes, values by view."""
    connection = duckdb.connect(config=SETTINGS)
    connection.execute(f"attach '{facts}' as facts (read_only)")
    connection.execute(LIVE)
    for sql in relations(pack):
        connection.execute(sql)
    todo = list(passes(pack, connection))
    seconds, slowest, found = 0.0, (0.0, ""), {}
    for view, measures, by, matures, sql in todo:
        begun = time.perf_counter()
        rows = connection.execute(sql).fetchall()
        took = time.perf_counter() - begun
        seconds, slowest = seconds + took, max(slowest, (took, view))
        values_of(rows, measures, by, matures, found.setdefault(view, {"totals": {}, "slices": {}}))
    kept = connection.execute("select view, payload from facts.meta.computed").fetchall()
    connection.close()
    return seconds, slowest, len(todo), found, kept


def main():
    packs, facts, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    pack = Pack(packs)
    runs = [once(pack, facts) for _ in range(times)]
    _, slowest, number, found, kept = min(runs, key=lambda run: run[0])
    held = [(view, json.loads(payload)) for view, payload in kept]
    agrees = {view: any(name == view and values == found[view] for name, values in held) for view in found}
    print(json.dumps({"seconds": [run[0] for run in runs], "passes": number, "slowest": slowest, "differ": sorted(v for v, same in agrees.items() if not same)}))


main()
