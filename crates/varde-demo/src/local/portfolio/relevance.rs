//! Open statements on working life, meetings with partners, and the changes that came of them.

use super::super::{Area, Register, answer, share};
use super::{PROGRAMMES, Part, by_end, whole};
use crate::Answer;
use crate::date::{Date, date};
use crate::story::{BASELINE, DEPARTMENT, PLAN};

/// The first year with a register of partner meetings.
const FIRST: i16 = 2019;

/// Statements by year from 2018: `o` open to all, `i` on the intranet only, `-` not renewed.
#[rustfmt::skip]
const STATEMENTS: [(&str, &str); 7] = [
    ("MTIØT",    "oooooooo"),
    ("MIENTRE",  "iooooooo"),
    ("MENTRE",   "--oooooo"),
    ("MSPROMAN", "-ooooooo"),
    ("MIHMS",    "ooo-oooo"),
    ("MHMS",     "ooo-oooo"),
    ("INGLOG",   "--iiiooo"),
];

/// Meetings by year from 2019: `+` one that led to a change the same autumn, `l` one that led to a change a year later, `m` one
/// that led to nothing, `-` none. The two HSE programmes meet their partners together.
#[rustfmt::skip]
const MEETINGS: [(&str, &str); 7] = [
    ("MTIØT",    "+m+++++"),
    ("MIENTRE",  "++m++++"),
    ("MENTRE",   "m-++l++"),
    ("MSPROMAN", "+-+++++"),
    ("MIHMS",    "m+m++++"),
    ("MHMS",     "mlm++++"),
    ("INGLOG",   "--m++++"),
];

const PARTNERS: [&str; 4] = [
    "Fjordverk AS",
    "Nordlys Energi AS",
    "Havbris Logistikk AS",
    "Næringsrådet for studiene",
];

const INPUTS: [&str; 4] = [
    "Mer om digitale forsyningskjeder",
    "Flere oppgaver med ekte data",
    "Sterkere i prosjektstyring",
    "Bærekraftsrapportering",
];

/// A meeting about a programme, and when the change that it led to was finished.
struct Meeting {
    no: String,
    programme: &'static str,
    held: Date,
    changed: Option<Date>,
}

fn meetings() -> Vec<Meeting> {
    let mut meetings = Vec::new();
    for (number, (programme, marks)) in MEETINGS.iter().enumerate() {
        for (year, mark) in (FIRST..).zip(marks.chars()) {
            let changed = match mark {
                '+' => Some(date(year, 10, 15)),
                'l' => Some(date(year + 1, 8, 20)),
                'm' => None,
                _ => continue,
            };
            // The fifth and the sixth programme share a meeting, and so its number.
            let together = if number == 5 { 4 } else { number };
            meetings.push(Meeting {
                no: format!("M-{year}-{}", together + 1),
                programme,
                held: date(year, 4, 10),
                changed,
            });
        }
    }
    meetings
}

/// The days on which a programme's open statement was approved.
fn open_statements(programme: &str) -> impl Iterator<Item = Date> {
    STATEMENTS
        .iter()
        .filter(move |(code, _)| *code == programme)
        .flat_map(|(_, marks)| PLAN.zip(marks.chars()))
        .filter(|(_, mark)| *mark == 'o')
        .map(|(year, _)| date(year, 9, 5))
}

/// The register of profiles and statements, empty.
pub(super) fn statements_heading() -> Register {
    Register::new(
        "programme_profile",
        &["programme", "unit", "kind", "approved", "url"],
    )
}

/// The register of changes, empty.
pub(super) fn changes_heading() -> Register {
    Register::new(
        "programme_change",
        &[
            "no",
            "programme",
            "unit",
            "title",
            "decided",
            "finished",
            "follows_profile",
            "meeting",
        ],
    )
}

fn statements() -> Register {
    let mut register = statements_heading();
    for (number, (programme, marks)) in (1..).zip(STATEMENTS) {
        for (year, mark) in PLAN.zip(marks.chars()) {
            let url = match mark {
                'o' => format!("https://example.org/studier/{number}/arbeidsliv"),
                'i' => String::new(),
                _ => continue,
            };
            let day = date(year, 9, 5);
            register.add(day, [programme, DEPARTMENT, "relevance", &day.iso(), &url]);
        }
    }
    register
}

fn held() -> Register {
    let mut register = Register::new(
        "partner_meeting",
        &["no", "programme", "unit", "held", "partner", "input"],
    );
    for (place, meeting) in meetings().iter().enumerate() {
        register.add(
            meeting.held,
            [
                &meeting.no,
                meeting.programme,
                DEPARTMENT,
                &meeting.held.iso(),
                PARTNERS[place % PARTNERS.len()],
                INPUTS[place % INPUTS.len()],
            ],
        );
    }
    register
}

fn changes() -> Register {
    let mut register = changes_heading();
    for (place, meeting) in meetings().iter().enumerate() {
        let Some(finished) = meeting.changed else {
            continue;
        };
        register.add(
            finished,
            [
                &format!("P-{:03}", place + 1),
                meeting.programme,
                DEPARTMENT,
                INPUTS[place % INPUTS.len()],
                &meeting.held.plus_days(30).iso(),
                &finished.iso(),
                "nei",
                &meeting.no,
            ],
        );
    }
    register
}

fn relevant(year: i16) -> Option<Part> {
    if year < FIRST {
        return None;
    }
    let end = date(year, 12, 31);
    let meetings = meetings();
    let some = PROGRAMMES.iter().filter(|programme| {
        let open = open_statements(programme).any(|day| day <= end && end <= day.plus_years(1));
        let changed = meetings
            .iter()
            .filter(|m| m.programme == **programme && m.held.year == year)
            .any(|m| m.changed.is_some_and(|day| day.year == year));
        open && changed
    });
    Some(Part {
        some: some.count(),
        all: PROGRAMMES.len(),
    })
}

fn judged(year: i16) -> Answer {
    let (goal, indicator) = ("GU-10", "programmes-relevant");
    let Some(part) = relevant(year) else {
        return answer(goal, indicator, year, [None; 3], "unknown", Some("no-data"));
    };
    let baseline = relevant(BASELINE).and_then(Part::per_cent);
    let state = part
        .per_cent()
        .map_or("unknown", |value| by_end("90", value, year, baseline));
    share(
        goal,
        indicator,
        year,
        whole(part.some),
        whole(part.all),
        state,
    )
}

pub(super) fn add(area: &mut Area) {
    area.registers.extend([statements(), held(), changes()]);
    area.answers.extend(PLAN.map(judged));
}
