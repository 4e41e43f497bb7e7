//! The ledger's vouchers and the budget, in øre.

use crate::random::Random;
use crate::story::{
    BOA_INCOME, BUDGET, GRANT_INCOME, OWN_EFFORT, RESERVE_SHARE, TRANSFERS, WAGE_SHARE, YEARS, at,
};

/// What a voucher is booked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Grant,
    OtherIncome,
    ResearchCouncil,
    Europe,
    OtherContribution,
    Gift,
    Commission,
    PassThroughIn,
    PassThroughOut,
    Wage,
    TemporaryWage,
    SocialCost,
    Refund,
    BuyoutCredit,
    OverheadCharge,
    OverheadCredit,
    OwnEffort,
    Goods,
    Services,
    Travel,
    Finance,
}

/// An entry's account: number and name in the old chart, then in the new.
#[rustfmt::skip]
pub(crate) const ACCOUNTS: [(Entry, &str, &str, &str, &str); 21] = [
    (Entry::Grant, "3010", "Bevilgning fra departementet", "3900", "Bevilgning fra KD"),
    (Entry::OtherIncome, "3400", "Leieinntekter", "3600", "Leieinntekter"),
    (Entry::ResearchCouncil, "3310", "Bidrag fra Forskningsrådet", "3400", "Tilskudd NFR"),
    (Entry::Europe, "3320", "Bidrag fra EU", "3410", "Tilskudd EU"),
    (Entry::OtherContribution, "3330", "Bidrag fra andre", "3420", "Tilskudd fra andre"),
    (Entry::Gift, "3350", "Gaver", "3690", "Gaver"),
    (Entry::Commission, "3110", "Oppdrag", "3200", "Oppdragsinntekter"),
    (Entry::PassThroughIn, "3390", "Til viderefordeling", "3495", "Tilskudd til viderefordeling"),
    (Entry::PassThroughOut, "4390", "Viderefordelt til partnere", "4495", "Viderefordelt til partnere"),
    (Entry::Wage, "5110", "Lønn fast ansatte", "5011", "Fastlønn"),
    (Entry::TemporaryWage, "5120", "Lønn midlertidige", "5012", "Lønn midlertidig ansatte"),
    (Entry::SocialCost, "5410", "Arbeidsgiveravgift", "5400", "Arbeidsgiveravgift"),
    (Entry::Refund, "5190", "Refusjon NAV", "5800", "Refusjon av sykepenger"),
    (Entry::BuyoutCredit, "5710", "Frikjøp, godskrevet", "5930", "Frikjøp refusjon"),
    (Entry::OverheadCharge, "7910", "Indirekte kostnader, belastet", "6998", "Indirekte kostnader"),
    (Entry::OverheadCredit, "7920", "Indirekte kostnader, godskrevet", "6999", "Dekning av indirekte kostnader"),
    (Entry::OwnEffort, "7930", "Egeninnsats i prosjekter", "6990", "Egeninnsats i prosjekter"),
    (Entry::Goods, "4110", "Varer", "4300", "Varekjøp"),
    (Entry::Services, "6710", "Fremmede tjenester", "6700", "Kjøp av tjenester"),
    (Entry::Travel, "7110", "Reiser", "7140", "Reise"),
    (Entry::Finance, "8110", "Renter", "8050", "Renter og gebyrer"),
];

/// The controller's account map: chart, account or class, new account, category, from, to.
#[rustfmt::skip]
pub(crate) const ACCOUNT_MAP: [(&str, &str, &str, &str, &str, &str); 32] = [
    ("maconomy", "3", "3", "other", "2010-01-01", ""),
    ("maconomy", "30", "3900", "bfv_income", "2010-01-01", ""),
    ("maconomy", "31", "3200", "boa_income", "2010-01-01", ""),
    ("maconomy", "33", "3420", "boa_income", "2010-01-01", ""),
    // Gifts were taken out of contributions from 2020.
    ("maconomy", "3350", "3690", "boa_income", "2010-01-01", "2019-12-31"),
    ("maconomy", "3350", "3690", "other", "2020-01-01", ""),
    ("maconomy", "3390", "3495", "pass_through", "2010-01-01", ""),
    ("maconomy", "4", "4", "operating", "2010-01-01", ""),
    ("maconomy", "4390", "4495", "pass_through", "2010-01-01", ""),
    ("maconomy", "5", "5", "salary", "2010-01-01", ""),
    ("maconomy", "5190", "5800", "salary_refund", "2010-01-01", ""),
    ("maconomy", "57", "5930", "transfer_frikjop", "2010-01-01", ""),
    ("maconomy", "6", "6", "operating", "2010-01-01", ""),
    ("maconomy", "7", "7", "operating", "2010-01-01", ""),
    ("maconomy", "79", "6998", "transfer_indirect", "2010-01-01", ""),
    ("maconomy", "7930", "6990", "own_effort", "2010-01-01", ""),
    ("maconomy", "8", "8", "finance", "2010-01-01", ""),
    ("unit4", "3", "", "other", "2023-01-01", ""),
    ("unit4", "39", "", "bfv_income", "2023-01-01", ""),
    ("unit4", "32", "", "boa_income", "2023-01-01", ""),
    ("unit4", "34", "", "boa_income", "2023-01-01", ""),
    ("unit4", "3495", "", "pass_through", "2023-01-01", ""),
    ("unit4", "4", "", "operating", "2023-01-01", ""),
    ("unit4", "4495", "", "pass_through", "2023-01-01", ""),
    ("unit4", "5", "", "salary", "2023-01-01", ""),
    ("unit4", "58", "", "salary_refund", "2023-01-01", ""),
    ("unit4", "5930", "", "transfer_frikjop", "2023-01-01", ""),
    ("unit4", "69", "", "transfer_indirect", "2023-01-01", ""),
    ("unit4", "6990", "", "own_effort", "2023-01-01", ""),
    ("unit4", "6", "", "operating", "2023-01-01", ""),
    ("unit4", "7", "", "operating", "2023-01-01", ""),
    ("unit4", "8", "", "finance", "2023-01-01", ""),
];

/// One line of the ledger. Income is negative.
#[derive(Clone, Debug)]
pub(crate) struct Voucher {
    /// Year and month; month 13 is the closing of the year.
    pub(crate) period: i32,
    pub(crate) entry: Entry,
    pub(crate) centre: &'static str,
    pub(crate) project: Option<u32>,
    pub(crate) financing: &'static str,
    pub(crate) funder: &'static str,
    pub(crate) amount_ore: i64,
    /// Forgotten when the year was first delivered.
    pub(crate) late: bool,
}

impl Voucher {
    fn year(&self) -> i16 {
        i16::try_from(self.period / 100).unwrap_or(0)
    }

    fn external(&self) -> bool {
        self.financing != "BFV"
    }

    /// Income of the department's own from contributions and commissions.
    fn boa_income(&self) -> bool {
        let kind = match self.entry {
            Entry::ResearchCouncil
            | Entry::Europe
            | Entry::OtherContribution
            | Entry::Commission => true,
            Entry::Gift => self.year() < 2020,
            _ => false,
        };
        kind && self.external()
    }
}

/// The budget and the balance of a year, in øre.
pub(crate) struct BudgetYear {
    pub(crate) year: i16,
    pub(crate) budget: i64,
    pub(crate) grant: i64,
    pub(crate) balance_in: i64,
    pub(crate) balance_out: i64,
    pub(crate) external_budget: i64,
}

/// What was first entered as the state-funded budget of 2024, in øre.
pub(crate) const FIRST_BUDGET_2024: i64 = 8_020_000_000;

/// Ledger and budget.
pub(crate) struct Economy {
    pub(crate) vouchers: Vec<Voucher>,
    pub(crate) budgets: Vec<BudgetYear>,
}

const CENTRES: [&str; 4] = ["98250000", "98251000", "98252000", "98253000"];
const ORE_PER_THOUSAND: i64 = 100_000;

/// How a sum is spread: over how many vouchers, in which kind of books.
struct Plan {
    entry: Entry,
    financing: &'static str,
    funder: &'static str,
    total_ore: i64,
    count: usize,
}

fn spread(random: &mut Random, year: i16, plan: &Plan) -> Vec<Voucher> {
    let parts = random.split(plan.total_ore, plan.count);
    let external = plan.financing != "BFV";
    parts
        .into_iter()
        .filter(|amount| *amount != 0)
        .map(|amount_ore| {
            let month = if random.chance(2) {
                13
            } else {
                random.between(1, 12)
            };
            Voucher {
                period: i32::from(year) * 100 + i32::try_from(month).unwrap_or(1),
                entry: plan.entry,
                centre: random.pick(&CENTRES),
                project: external
                    .then(|| 900_100 + u32::try_from(random.between(0, 39)).unwrap_or(0)),
                financing: plan.financing,
                funder: plan.funder,
                amount_ore,
                late: false,
            }
        })
        .collect()
}

fn plans(year: i16) -> Vec<Plan> {
    let thousand = |curve| at(curve, year) * ORE_PER_THOUSAND;
    let boa = thousand(&BOA_INCOME);
    let transfers = thousand(&TRANSFERS);
    let buyout = transfers * 65 / 100;
    let overhead = transfers - buyout;
    let gift = if year < 2020 { 20_000_000 } else { 0 };
    // What is told as late comes on top of the first parts, inside the year's total.
    let late = if year == 2022 { 80_000_000 } else { 0 };
    let (council, europe, others) = (boa * 44 / 100, boa * 26 / 100, boa * 17 / 100);
    let commission = boa - council - europe - others - gift - late;
    let net_wages = thousand(&BUDGET) * at(&WAGE_SHARE, year) / 1000;
    let refunds = 90_000_000 + i64::from(year - 2016) * 3_000_000;
    let gross = net_wages + refunds + buyout;
    let plan = |entry, financing, funder, total_ore, count| Plan {
        entry,
        financing,
        funder,
        total_ore,
        count,
    };
    vec![
        plan(Entry::Grant, "BFV", "KD", -thousand(&GRANT_INCOME), 60),
        plan(Entry::OtherIncome, "BFV", "Andre", -41_250_017, 40),
        plan(Entry::Wage, "BFV", "KD", gross * 58 / 100, 1500),
        plan(Entry::TemporaryWage, "BFV", "KD", gross * 24 / 100, 900),
        plan(
            Entry::SocialCost,
            "BFV",
            "KD",
            gross - gross * 58 / 100 - gross * 24 / 100,
            700,
        ),
        plan(Entry::Refund, "BFV", "NAV", -refunds, 60),
        plan(Entry::BuyoutCredit, "BFV", "KD", -buyout, 180),
        plan(Entry::OverheadCredit, "BFV", "KD", -overhead, 180),
        plan(Entry::Goods, "BFV", "KD", 210_000_000, 260),
        plan(Entry::Services, "BFV", "KD", 390_000_000, 420),
        plan(Entry::Travel, "BFV", "KD", 250_000_000, 480),
        plan(Entry::Finance, "BFV", "KD", 1_200_000, 24),
        plan(Entry::ResearchCouncil, "Bidrag", "NFR", -council, 190),
        plan(Entry::Europe, "Bidrag", "EU", -europe, 130),
        plan(Entry::OtherContribution, "Bidrag", "Andre", -others, 120),
        plan(
            Entry::Gift,
            "Bidrag",
            "Gaver",
            if year < 2020 { -gift } else { -15_000_000 },
            12,
        ),
        plan(Entry::Commission, "Oppdrag", "Næringsliv", -commission, 110),
        plan(Entry::PassThroughIn, "Bidrag", "EU", -230_000_000, 30),
        plan(Entry::PassThroughOut, "Bidrag", "EU", 226_000_000, 30),
        // The projects' side of the same transfers.
        plan(Entry::Wage, "Bidrag", "NFR", buyout, 180),
        plan(
            Entry::OverheadCharge,
            "Bidrag",
            "NFR",
            overhead * 80 / 100,
            150,
        ),
        plan(
            Entry::OverheadCharge,
            "Oppdrag",
            "Næringsliv",
            overhead - overhead * 80 / 100,
            40,
        ),
        plan(Entry::TemporaryWage, "Bidrag", "NFR", boa * 38 / 100, 380),
        plan(Entry::SocialCost, "Bidrag", "NFR", boa * 9 / 100, 200),
        plan(Entry::Travel, "Bidrag", "EU", boa * 5 / 100, 300),
        plan(Entry::Services, "Oppdrag", "Næringsliv", boa * 4 / 100, 120),
    ]
}

fn vouchers(random: &mut Random, year: i16) -> Vec<Voucher> {
    let mut vouchers: Vec<Voucher> = plans(year)
        .iter()
        .flat_map(|plan| spread(random, year, plan))
        .collect();
    if year == 2022 {
        for amount_ore in [-31_250_050, -18_749_950, -30_000_000] {
            vouchers.push(Voucher {
                period: 202_213,
                entry: Entry::Commission,
                centre: CENTRES[1],
                project: Some(900_117),
                financing: "Oppdrag",
                funder: "Næringsliv",
                amount_ore,
                late: true,
            });
        }
    }
    vouchers.sort_by_key(|v| v.period);
    vouchers
}

/// The department's own effort in projects: paid by the grant, credited to the projects.
fn own_effort(random: &mut Random, year: i16) -> Vec<Voucher> {
    let total = at(&OWN_EFFORT, year) * ORE_PER_THOUSAND;
    let sides = [("BFV", "KD", total), ("Bidrag", "NFR", -total)];
    sides
        .into_iter()
        .flat_map(|(financing, funder, total_ore)| {
            let plan = Plan {
                entry: Entry::OwnEffort,
                financing,
                funder,
                total_ore,
                count: 70,
            };
            spread(random, year, &plan)
        })
        .collect()
}

impl Economy {
    /// Ledger from 2016 to the first quarter of 2026, and the budgets.
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed, "economy");
        let mut effort = Random::new(seed, "own effort in projects");
        let mut all = Vec::new();
        for year in YEARS {
            all.extend(vouchers(&mut random, year));
            all.extend(own_effort(&mut effort, year));
        }
        all.extend(
            vouchers(&mut random, 2026)
                .into_iter()
                .filter(|v| v.period <= 202_603),
        );
        let budgets = YEARS
            .map(|year| {
                let grant = |y| at(&GRANT_INCOME, y) * ORE_PER_THOUSAND;
                let reserve = |y: i16| grant(y) * at(&RESERVE_SHARE, y) / 1000;
                BudgetYear {
                    year,
                    budget: at(&BUDGET, year) * ORE_PER_THOUSAND,
                    grant: grant(year),
                    balance_in: reserve(year - 1),
                    balance_out: reserve(year),
                    external_budget: at(&BOA_INCOME, year) * ORE_PER_THOUSAND,
                }
            })
            .collect();
        Self {
            vouchers: all,
            budgets,
        }
    }

    fn sum(&self, year: i16, counts: impl Fn(&Voucher) -> bool) -> i64 {
        self.vouchers
            .iter()
            .filter(|v| v.year() == year && counts(v))
            .map(|v| v.amount_ore)
            .sum()
    }

    /// Income from contributions and commissions in a year, positive.
    pub(crate) fn boa_income(&self, year: i16) -> i64 {
        -self.sum(year, Voucher::boa_income)
    }

    /// Grant and external income together, positive.
    pub(crate) fn total_income(&self, year: i16) -> i64 {
        self.boa_income(year) - self.sum(year, |v| v.entry == Entry::Grant && !v.external())
    }

    /// Gross transfers to the state-funded economy: wages that projects pay, and overhead.
    pub(crate) fn transfers(&self, year: i16) -> i64 {
        self.sum(year, |v| v.entry == Entry::OverheadCharge && v.external())
            - self.sum(year, |v| v.entry == Entry::BuyoutCredit && !v.external())
    }

    /// What the state-funded economy paid of own effort in projects.
    pub(crate) fn own_effort(&self, year: i16) -> i64 {
        self.sum(year, |v| v.entry == Entry::OwnEffort && !v.external())
    }

    /// State-funded wages net of refunds and of what projects pay.
    pub(crate) fn net_wages(&self, year: i16) -> i64 {
        self.sum(year, |v| {
            let wages = matches!(
                v.entry,
                Entry::Wage
                    | Entry::TemporaryWage
                    | Entry::SocialCost
                    | Entry::Refund
                    | Entry::BuyoutCredit
            );
            wages && !v.external()
        })
    }

    /// The budget of a year.
    pub(crate) fn budget(&self, year: i16) -> Option<&BudgetYear> {
        self.budgets.iter().find(|b| b.year == year)
    }
}

#[cfg(test)]
mod tests {
    use super::{Economy, YEARS, at};
    use crate::story::{BOA_INCOME, GRANT_INCOME, TRANSFERS};

    #[test]
    fn the_ledger_adds_up_to_the_story() {
        let economy = Economy::new(1);
        for year in YEARS {
            assert_eq!(
                economy.boa_income(year),
                at(&BOA_INCOME, year) * 100_000,
                "{year}"
            );
            assert_eq!(
                economy.transfers(year),
                at(&TRANSFERS, year) * 100_000,
                "{year}"
            );
            let both = (at(&BOA_INCOME, year) + at(&GRANT_INCOME, year)) * 100_000;
            assert_eq!(economy.total_income(year), both, "{year}");
        }
    }
}
