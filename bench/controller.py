"""Five goals from the same files as Varde was given, the way a controller's own script would compute them.

Nothing here knows Varde: it reads the newest files of the folder with pandas, joins and sums. Amounts are floats, as
they are in such scripts. What it leaves out is what Varde is for: history, rows behind a number, other units.

    python controller.py FOLDER        prints {"seconds": …, "values": {goal: {year: value}}}
"""

import json
import re
import sys
import time
from pathlib import Path

import pandas as pd

YEARS = range(2018, 2026)
INSTITUTION, DEPARTMENT = "1150", "230240"
# The department's codes in DBH, the old one until 2016, and its address in NVA.
NVA_UNIT = ["194", "60", "25", "0"]
OLD_DEPARTMENT = "210610"
UN1 = {"1007", "1008", "1009", "1010", "1011", "1012", "1013", "1108", "1109", "1110", "1111", "1183", "1198", "1404", "1483", "1532"}


def files(folder, source):
    """A source's files by their year; a corrected one takes the place of the first."""
    found = {}
    for path in sorted(folder.glob(f"oppdiktet_{source}_2*")):
        year = re.search(r"_(20\d\d)", path.stem[len("oppdiktet_") + len(source) :])
        found[int(year[1])] = path
    return found


def table(path, encoding="utf-8-sig"):
    return pd.read_csv(path, sep=";", dtype=str, encoding=encoding, keep_default_na=False)


def newest(folder, source, encoding="utf-8-sig"):
    return table(max(files(folder, source).items())[1], encoding)


def every(folder, source, encoding="utf-8-sig"):
    return pd.concat([table(path, encoding) for path in files(folder, source).values()], ignore_index=True)


def number(column):
    """`852 299,39-` is minus 852299.39. What is no number becomes nothing and falls out of the sums unseen."""
    plain = column.str.replace(r"[\s\u00a0]", "", regex=True).str.replace(",", ".")
    found = pd.to_numeric(plain.str.rstrip("-"), errors="coerce")
    return found.where(~plain.str.endswith("-"), -found)


def ledger(folder):
    """Both charts' lines with the category of the controller's account map: the longest fitting class wins."""
    old = every(folder, "ledger_maconomy", "cp1252").rename(columns={"Art": "Konto", "Finansiering": "Finansieringstype"})
    new = every(folder, "ledger_unit4")
    lines = pd.concat([old.assign(chart="maconomy"), new.assign(chart="unit4")], ignore_index=True)
    # A month 14 and an empty account have been seen.
    lines = lines[lines["Konto"].ne("") & lines["Periode"].str[4:].astype(int).between(1, 13)].copy()
    lines["amount"] = number(lines["Beløp"])
    lines["year"] = lines["Periode"].str[:4].astype(int)
    lines["date"] = lines["Periode"].str[:4] + "-" + lines["Periode"].str[4:].replace("13", "12") + "-01"
    classes = newest(folder, "account_map").to_dict("records")
    keys = lines[["chart", "Konto", "date"]].drop_duplicates()

    def category(key):
        fits = [
            c
            for c in classes
            if c["Kontoplan"] == key.chart and key.Konto.startswith(c["Konto"]) and c["Gyldig fra"] <= key.date and (not c["Gyldig til"] or key.date <= c["Gyldig til"])
        ]
        return max(fits, key=lambda c: len(c["Konto"]))["Kategori"] if fits else None

    keys["category"] = [category(key) for key in keys.itertuples()]
    return lines.merge(keys, on=["chart", "Konto", "date"])


def boa_growth(lines):
    """EF-01: growth in external income since 2018, without what is passed on to partners."""
    external = lines[lines["Finansieringstype"].isin(["Bidrag", "Oppdrag"]) & (lines["category"] == "boa_income")]
    income = -external.groupby("year")["amount"].sum()
    return {year: 100 * (income[year] - income[2018]) / income[2018] for year in YEARS}


def salary_share(folder, lines):
    """RE-05: salaries on the state-funded side, less refunds and buy-out, of that side's budget."""
    side = lines[(lines["Finansieringstype"] == "Bevilgning") & lines["category"].isin(["salary", "salary_refund", "transfer_frikjop"])]
    cost = side.groupby("year")["amount"].sum()
    budget = every(folder, "budget")
    budget = budget[(budget["Enhet"] == DEPARTMENT) & (budget["Finansiering"] == "BFV") & (budget["Post"] == "budget")]
    budget = budget.set_index(budget["Årstall"].astype(int))["Beløp"].pipe(number)
    return {year: 100 * cost[year] / budget[year] for year in YEARS}


def programmes(folder):
    """The newest row of each programme: its owner, and whether students pay for it."""
    rows = newest(folder, "dbh_347").sort_values("Årstall").drop_duplicates("Studieprogramkode", keep="last")
    own = rows["Avdelingskode"].isin([DEPARTMENT, OLD_DEPARTMENT])
    return pd.DataFrame({"program": rows["Studieprogramkode"], "own": own, "evu": number(rows["Prosent egenfinansiering"]) >= 50})


def credits_for_others(folder, owners):
    """GU-06: credits in own courses from students on others' programmes, further education left out."""
    courses = newest(folder, "courses")
    courses = pd.DataFrame({"course": courses["Emnekode"], "evu_course": courses["EVU"] == "ja", "mission": courses["Forankret i oppdraget"] != "nei"})
    courses = courses.groupby("course", as_index=False).agg(evu_course=("evu_course", "any"), mission=("mission", "any"))
    rows = every(folder, "dbh_900")
    # Other institutions use the same department codes.
    rows = rows[(rows["Institusjonskode"] == INSTITUTION) & (rows["Avdkode emne"] == DEPARTMENT)]
    rows = pd.DataFrame(
        {
            "year": rows["Årstall"].astype(int),
            "course": rows["Emnekode"].str.replace(r"-\d$", "", regex=True),
            "program": rows["Progkode student"],
            "points": number(rows["Ny produksjon totalt"]),
        }
    )
    rows = rows.merge(courses, on="course", how="left").merge(owners, on="program", how="left")
    for column, missing in (("evu_course", False), ("mission", True), ("own", False), ("evu", False)):
        rows[column] = rows[column].map({True: True, False: False}).where(rows[column].notna(), missing).astype(bool)
    rows = rows[~rows["evu_course"] & ~rows["evu"]]
    total = rows.groupby("year")["points"].sum()
    others = rows[~rows["own"] & rows["mission"]].groupby("year")["points"].sum()
    return {year: 100 * others[year] / total[year] for year in YEARS}


def gender_balance(folder, owners):
    """LM-02a: the smaller gender's share on the programme where it is smallest; groups below five are hidden."""
    rows = every(folder, "dbh_123_program")
    rows = rows[rows["Semester"] == "3"].merge(owners[owners["own"] & ~owners["evu"]], left_on="Studieprogramkode", right_on="program")
    women, men = number(rows["Antall kvinner"]), number(rows["Antall menn"])
    rows["year"] = rows["Årstall"].astype(int)
    rows["share"] = 100 * pd.concat([women, men], axis=1).min(axis=1) / (women + men)
    smallest = rows[women + men >= 5].groupby("year")["share"].min()
    return {year: smallest[year] for year in YEARS}


def points_per_person(folder):
    """PU-01: publication points of the address, per permanent academic with research time on 1 October."""
    shares = every(folder, "nva_author_shares")
    here = (shares[["INSTITUSJONSNR", "AVDNR", "UNDAVDNR", "GRUPPENR"]] == NVA_UNIT).all(axis=1)
    counts = here & (shares["NVAID"] != "") & (shares["RAPPORTSTATUS"] == "J") & shares["KVALITETSNIVAKODE"].isin(["1", "2"])
    points = number(shares[counts]["FORFATTERVEKT"]).groupby(shares["ARSTALL"].astype(int)).sum()

    posts = newest(folder, "hr_positions", "cp1252")
    posts["from"] = pd.to_datetime(posts["Fra dato"], format="%d.%m.%Y", errors="coerce")
    posts["to"] = pd.to_datetime(posts["Til dato"], format="%d.%m.%Y", errors="coerce").fillna(pd.Timestamp("2262-01-01"))
    underlying = posts["Fast stilling under"] == "ja"
    academic = (posts["Stillingskode"].isin(UN1) | underlying) & (posts["Enhet"] == DEPARTMENT)
    permanent = (posts["Ansettelse"] == "fast") | underlying
    posts = posts[academic & permanent & (posts["Ansettelse"] != "bistilling")]
    plans = every(folder, "hr_workshares", "cp1252")
    plans = plans[number(plans["Forskning"]) > 0]
    persons = {}
    for year in YEARS:
        day = pd.Timestamp(year, 10, 1)
        there = posts[(posts["from"] <= day) & (posts["to"] >= day)]
        with_time = set(plans[plans["Årstall"] == str(year)]["Personkode"])
        persons[year] = len(set(there["Personkode"]) & with_time)
    return {year: points[year] / persons[year] for year in YEARS}


def main():
    folder = Path(sys.argv[1])
    begun = time.perf_counter()
    lines, owners = ledger(folder), programmes(folder)
    values = {
        "PU-01": points_per_person(folder),
        "GU-06": credits_for_others(folder, owners),
        "EF-01": boa_growth(lines),
        "RE-05": salary_share(folder, lines),
        "LM-02a": gender_balance(folder, owners),
    }
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "values": {g: {str(y): round(float(v), 8) for y, v in by.items()} for g, by in values.items()}}))


main()
