//! What the media wrote (FO-02b).

use super::super::{Area, Register, met, number};
use super::whole;
use crate::date::{Date, date};
use crate::random::Random;
use crate::story::{DEPARTMENT, PLAN};
use crate::world::World;

/// Positive, neutral and negative stories by year from 2018, and those that nobody has judged.
const STORIES: [[usize; 4]; 8] = [
    [31, 18, 3, 0],
    [38, 15, 2, 0],
    [44, 21, 4, 0],
    [57, 19, 2, 0],
    [61, 24, 3, 0],
    [52, 22, 5, 0],
    [49, 20, 3, 2],
    [55, 17, 2, 4],
];
const TONES: [&str; 4] = ["positive", "neutral", "negative", ""];

const SUBJECTS: [&str; 19] = [
    "Gründerstudenter",
    "Strømpriser",
    "Havvind",
    "Godstransport",
    "Sykehuskøer",
    "Kunstig intelligens i industrien",
    "Sirkulær økonomi",
    "Forsyningskjeder",
    "Ledelse i krise",
    "Oppdrettsnæringa",
    "Elektriske ferger",
    "Familiebedrifter",
    "Offentlige innkjøp",
    "Hjemmekontor",
    "Prosjektstyring",
    "Batterifabrikker",
    "Kvinner i styrer",
    "Matsvinn",
    "Beredskap",
];
const ANGLES: [&str; 13] = [
    "dette sier forskerne",
    "slik kan det lønne seg",
    "studentene fant løsningen",
    "ny modell gir svar",
    "fem råd fra instituttet",
    "forsker vant pris",
    "prøves ut i tre kommuner",
    "nytt prosjekt i gang",
    "professor advarer",
    "bedriftene vil være med",
    "derfor tar det tid",
    "hva skjer nå?",
    "funnene overrasket",
];
const OUTLETS: [&str; 9] = [
    "Byavisa",
    "Fjordposten",
    "Teknisk Tidende",
    "Næringsnytt",
    "Kystbladet",
    "Bergstadbladet",
    "Radio Nidelven",
    "Dalenes Dagblad",
    "Ukas Økonomi",
];

struct Item {
    title: String,
    outlet: &'static str,
    on: Date,
    tone: &'static str,
}

/// A story: its items, the first one first, and a code when title or day differ.
struct Story {
    code: Option<String>,
    items: Vec<Item>,
}

fn story(random: &mut Random, no: usize, year: i16, tone: &'static str) -> Story {
    let title = format!(
        "{}: {}",
        SUBJECTS[no % SUBJECTS.len()],
        ANGLES[no % ANGLES.len()]
    );
    let month = u8::try_from(random.between(1, 12)).unwrap_or(1);
    let day = u8::try_from(random.between(1, 28)).unwrap_or(1);
    let on = date(year, month, day);
    let first = usize::try_from(random.between(0, 8)).unwrap_or(0);
    let outlet = |step: usize| OUTLETS[(first + step) % OUTLETS.len()];
    let item = |title: &str, outlet, on, tone| Item {
        title: title.to_owned(),
        outlet,
        on,
        tone,
    };
    let mut items = vec![item(&title, outlet(0), on, tone)];
    // Copies on the same day are known by their title.
    if random.chance(22) {
        let copies = usize::try_from(random.between(1, 3)).unwrap_or(1);
        items.extend((1..=copies).map(|step| item(&title, outlet(step), on, tone)));
    }
    let turn = no.is_multiple_of(50);
    let follows = random.chance(9) || (turn && tone == "positive");
    if follows {
        // A paper follows up some days later, neutrally, under a headline of its own; now and then it is next year by then.
        let on = if turn {
            items[0].on = date(year, 12, 30);
            items.truncate(1);
            date(year + 1, 1, 3)
        } else {
            on.plus_days(3)
        };
        let tone = if tone == "positive" { "neutral" } else { tone };
        items.push(item(&format!("Oppfølging: {title}"), outlet(4), on, tone));
    }
    Story {
        code: follows.then(|| format!("S-{:04}", no + 1)),
        items,
    }
}

fn stories(world: &World) -> Vec<Story> {
    let mut random = Random::new(world.seed, "media");
    let mut stories = Vec::new();
    for (year, counts) in PLAN.zip(STORIES) {
        for (tone, count) in TONES.into_iter().zip(counts) {
            for _ in 0..count {
                stories.push(story(&mut random, stories.len(), year, tone));
            }
        }
    }
    stories
}

fn log(stories: &[Story]) -> Register {
    let mut register = Register::new(
        "media_item",
        &["title", "outlet", "on_date", "unit", "url", "tone", "story"],
    );
    let mut items: Vec<(&Item, &Story)> = stories
        .iter()
        .flat_map(|story| story.items.iter().map(move |item| (item, story)))
        .collect();
    items.sort_by_key(|(item, _)| item.on);
    for (no, (item, story)) in (1..).zip(items) {
        register.add(
            item.on,
            [
                &item.title,
                item.outlet,
                &item.on.iso(),
                DEPARTMENT,
                &format!("https://example.org/sak/{no}"),
                item.tone,
                story.code.as_deref().unwrap_or_default(),
            ],
        );
    }
    register
}

pub(super) fn area(world: &World) -> Area {
    let stories = stories(world);
    let answers = PLAN.map(|year| {
        let positive = stories.iter().filter(|story| {
            let first = story.items.iter().map(|item| item.on.year).min();
            first == Some(year) && story.items.iter().any(|item| item.tone == "positive")
        });
        let found = positive.count();
        let indicator = "positive-media-stories";
        number("FO-02b", indicator, year, whole(found), met(found >= 50))
    });
    Area {
        answers: answers.collect(),
        registers: vec![log(&stories)],
    }
}
