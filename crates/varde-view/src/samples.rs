//! A small strategy that the tests of this crate show.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use varde_pack::{Pack, PackFiles, read};

const STRATEGY: &str = r#"
id = "sample"
title.nb = "Strategi for Institutt for eksempler 2018–2025"
title.en = "Strategy of the Department of Samples 2018–2025"
period = [2018, 2025]
baseline = 2018
unit = "100"
vision.nb = "Vi viser vei."
vision.en = "We show the way."
pillar = [{ id = "p1", title.nb = "Mer forskning", title.en = "More research", text.nb = "Tekst.", text.en = "Text." }, { id = "p2", title.nb = "Mer samspill", title.en = "More interplay" }]
area = [{ id = "research", title.nb = "Forskning", title.en = "Research", order = 1 }, { id = "resources", title.nb = "Ressurser", title.en = "Resources", order = 2 }]
part = [{ id = "publishing", area = "research", title.nb = "Publisering", title.en = "Publishing" }]
role = [{ id = "head", title.nb = "Instituttleder", title.en = "Head of department" }, { id = "controller", title.nb = "Controller", title.en = "Controller" }]
"#;

const GOALS: &str = r#"
[[goal]]
id = "PU-01"
area = "research"
part = "publishing"
title.nb = "FVA med forskningstid tjener inn fire publiseringspoeng eller mer i året"
title.en = "At least four publication points a year per FVA with research time"
short.nb = "Publiseringspoeng per FVA"
short.en = "Publication points per FVA"
owner = "head"
judged = "every-year"
indicator = "points-per-fva"
target = { at_least = "4" }
requirement.nb = "Minst fire poeng per person."
requirement.en = "At least four points per person."
reading.nb = "Vi teller personer."
reading.en = "We count persons."
alternatives = ["points"]
serves = ["p1"]
conflicts = ["RE-05"]

[[goal]]
id = "FU-03a"
area = "research"
title.nb = "Disputaser tilsvarer om lag 25 % av FVA"
title.en = "Disputations correspond to about 25 % of FVA"
short.nb = "Disputaser per FVA"
short.en = "Disputations per FVA"
owner = "head"
judged = "every-year"
indicator = "disputations"
target = { at_least = "22.5", near = "20", about = "25" }
requirement.nb = "Om lag 25 %."
requirement.en = "About 25 %."

[[goal]]
id = "EF-01"
area = "research"
title.nb = "BOA-inntektene er minst 50 % større enn i 2018"
title.en = "BOA income at least 50 % above 2018"
short.nb = "Vekst i BOA"
short.en = "Growth in BOA"
owner = "controller"
judged = "by-end"
indicator = "boa-growth"
target = { at_least = "50" }
requirement.nb = "Minst 50 % vekst."
requirement.en = "At least 50 % growth."

[[goal]]
id = "RE-05"
area = "resources"
title.nb = "Lønnsandelen er høyst 90 %"
title.en = "The salary share is at most 90 %"
short.nb = "Lønnsandel"
short.en = "Salary share"
owner = "controller"
judged = "every-year"
indicator = "salary-share"
target = { at_most = "90" }
requirement.nb = "Høyst 90 %."
requirement.en = "At most 90 %."

[[goal]]
id = "GU-01"
area = "resources"
title.nb = "Et mål som ikke regnes ut"
title.en = "A goal that is not computed"
short.nb = "Ikke beregnet"
short.en = "Not computed"
owner = "head"
kind = "judged"
requirement.nb = "Kommisjonen gir minst tre."
requirement.en = "The panel gives at least three."
set_by_us = true
"#;

const INDICATORS: &str = r#"
[[measure]]
id = "points"
title.nb = "Publiseringspoeng"
title.en = "Publication points"
view = "points"
sum = "points"
unit = "points"

[[measure]]
id = "fva"
title.nb = "FVA med forskningstid"
title.en = "FVA with research time"
view = "points"
count = true
unit = "persons"

[[indicator]]
id = "points-per-fva"
title.nb = "Publiseringspoeng per FVA med forskningstid"
title.en = "Publication points per FVA with research time"
about.nb = "Poengene som instituttet er kreditert, delt på de fast ansatte."
about.en = "The points credited to the department over its permanent staff."
numerator = "points"
denominator = "fva"
unit = "points-per-person"
decimals = 1
source = "The reporting rules"
break = [{ year = 2023, reason.nb = "Nye regler.", reason.en = "New rules." }]

[[indicator]]
id = "points"
title.nb = "Publiseringspoeng"
title.en = "Publication points"
numerator = "points"
unit = "points"
decimals = 1

[[indicator]]
id = "disputations"
title.nb = "Disputaser per FVA"
title.en = "Disputations per FVA"
numerator = "points"
denominator = "fva"
unit = "per-cent"
decimals = 1

[[indicator]]
id = "boa-growth"
title.nb = "Vekst i BOA"
title.en = "Growth in BOA"
kind = "growth"
numerator = "points"
unit = "per-cent"
decimals = 1

[[indicator]]
id = "salary-share"
title.nb = "Lønnsandel"
title.en = "Salary share"
numerator = "points"
denominator = "fva"
unit = "per-cent"
decimals = 1
"#;

const BULLETS: &str = r#"
[[bullet]]
id = "FS-03"
area = "research"
title.nb = "Publisere i kanaler som leses"
title.en = "Publish in channels that are read"
capability.nb = "Viser nivå og poeng."
capability.en = "Shows level and points."
goals = ["PU-01"]
owner = "head"
"#;

/// The sample strategy.
pub fn pack() -> Pack {
    let texts = [
        (
            "pack.toml",
            "id = \"sample\"\nversion = \"1\"\ntitle.nb = \"Eksempel\"\ntitle.en = \"Sample\"\nlanguages = [\"nb\", \"en\"]",
        ),
        ("strategy.toml", STRATEGY),
        (
            "units.toml",
            "[[unit]]\nid = \"100\"\ntitle.nb = \"Institutt for eksempler\"\ntitle.en = \"Department of Samples\"\nshort = \"IFE\"\nkind = \"department\"",
        ),
        ("goals/all.toml", GOALS),
        ("bullets/all.toml", BULLETS),
        ("indicators/all.toml", INDICATORS),
    ];
    let folder: BTreeMap<String, String> = texts
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect();
    let files: PackFiles = [("sample".to_owned(), folder)].into_iter().collect();
    read("sample", &files).pack
}
