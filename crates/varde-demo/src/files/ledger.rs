//! The two ledgers, the budget and the controller's account map.

use super::sheet::{Layout, Sheet};
use super::{File, decimal};
use crate::economy::{ACCOUNT_MAP, ACCOUNTS, Economy, FIRST_BUDGET_2024, Voucher};

/// `12 345,50-`: the old system groups with hard spaces and puts the minus last.
fn old_amount(ore: i64) -> String {
    let plain = decimal(ore.abs(), 2, ',');
    let (whole, part) = plain.split_at(plain.len() - 3);
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    format!("{grouped}{part}{}", if ore < 0 { "-" } else { "" })
}

fn in_year(economy: &Economy, year: i16, corrected: bool) -> impl Iterator<Item = &Voucher> {
    economy
        .vouchers
        .iter()
        .filter(move |v| v.period / 100 == i32::from(year) && (corrected || !v.late))
}

fn account(voucher: &Voucher) -> (&'static str, &'static str, &'static str, &'static str) {
    ACCOUNTS
        .iter()
        .find(|line| line.0 == voucher.entry)
        .map_or(("", "", "", ""), |line| (line.1, line.2, line.3, line.4))
}

/// The old ledger of a year: Windows-1252, trailing minus, hard spaces, older chart.
pub(crate) fn maconomy(economy: &Economy, year: i16, corrected: bool) -> File {
    let mut sheet = Sheet::new(
        Layout::Windows,
        &[
            "Art",
            "Artnavn",
            "Sted",
            "Prosjekt",
            "Analyse",
            "Periode",
            "Finansiering",
            "Kilde",
            "Beløp",
        ],
    );
    for voucher in in_year(economy, year, corrected) {
        let (number, name, _, _) = account(voucher);
        sheet.push(vec![
            number.to_owned(),
            name.to_owned(),
            voucher.centre.to_owned(),
            voucher.project.map(|p| p.to_string()).unwrap_or_default(),
            voucher
                .project
                .map(|p| format!("A{}", p % 9))
                .unwrap_or_default(),
            voucher.period.to_string(),
            if voucher.financing == "BFV" {
                "Bevilgning"
            } else {
                voucher.financing
            }
            .to_owned(),
            voucher.funder.to_owned(),
            old_amount(voucher.amount_ore),
        ]);
    }
    match year {
        2018 => sheet.push_bad(
            &[
                "3310",
                "Bidrag fra Forskningsrådet",
                "98250000",
                "900100",
                "A1",
                "201805",
                "Bidrag",
                "NFR",
                "12\u{a0}3O5,00-",
            ],
            "Beløp",
            "not-a-number",
        ),
        2020 => sheet.push_bad(
            &[
                "3110",
                "Oppdrag",
                "98250000",
                "900100",
                "A1",
                "202004",
                "Ukjent",
                "Næringsliv",
                "75\u{a0}000,00-",
            ],
            "Finansiering",
            "not-one-of",
        ),
        2021 => sheet.push_bad(
            &[
                "5110",
                "Lønn fast ansatte",
                "98250000",
                "",
                "",
                "202106",
                "Bevilgning",
                "KD",
                "",
            ],
            "Beløp",
            "missing-value",
        ),
        _ => {}
    }
    sheet.file()
}

/// The new ledger of a year: UTF-8 with a byte-order mark, decimal comma.
pub(crate) fn unit4(economy: &Economy, year: i16) -> File {
    let mut sheet = Sheet::new(
        Layout::ByteOrderMark,
        &[
            "Periode",
            "Konto",
            "Kontonavn",
            "Koststed",
            "Prosjekt",
            "Delprosjekt",
            "Finansieringstype",
            "Finansieringskilde",
            "Beløp",
        ],
    );
    for voucher in in_year(economy, year, true) {
        let (_, _, number, name) = account(voucher);
        sheet.push(vec![
            voucher.period.to_string(),
            number.to_owned(),
            name.to_owned(),
            voucher.centre.to_owned(),
            voucher.project.map(|p| p.to_string()).unwrap_or_default(),
            voucher
                .project
                .map(|p| format!("{p}001"))
                .unwrap_or_default(),
            if voucher.financing == "BFV" {
                "Bevilgning"
            } else {
                voucher.financing
            }
            .to_owned(),
            voucher.funder.to_owned(),
            decimal(voucher.amount_ore, 2, ','),
        ]);
    }
    match year {
        2023 => sheet.push_bad(
            &[
                "202303",
                "3400",
                "Tilskudd NFR",
                "98250000",
                "900100",
                "900100001",
                "Bidrag",
                "NFR",
                "-4 1l2,00",
            ],
            "Beløp",
            "not-a-number",
        ),
        2024 => sheet.push_bad(
            &[
                "202414",
                "3200",
                "Oppdragsinntekter",
                "98250000",
                "900100",
                "900100001",
                "Oppdrag",
                "Næringsliv",
                "-90000,00",
            ],
            "Periode",
            "check",
        ),
        2025 => sheet.push_bad(
            &[
                "202509",
                "",
                "Ukjent",
                "98250000",
                "",
                "",
                "Bevilgning",
                "KD",
                "1250,00",
            ],
            "Konto",
            "missing-value",
        ),
        _ => {}
    }
    sheet.file()
}

/// Budget, grant and balance of a year.
pub(crate) fn budget(economy: &Economy, year: i16, corrected: bool) -> File {
    let mut sheet = Sheet::new(
        Layout::Semicolon,
        &["Årstall", "Enhet", "Finansiering", "Post", "Beløp"],
    );
    if let Some(budget) = economy.budget(year) {
        let own = if year == 2024 && !corrected {
            FIRST_BUDGET_2024
        } else {
            budget.budget
        };
        for (financing, item, amount) in [
            ("BFV", "budget", own),
            ("BFV", "grant", budget.grant),
            ("BFV", "balance_in", budget.balance_in),
            ("BFV", "balance_out", budget.balance_out),
            ("BOA", "budget", budget.external_budget),
            ("BOA", "balance_out", budget.external_budget / 9),
        ] {
            sheet.push(vec![
                year.to_string(),
                "230240".to_owned(),
                financing.to_owned(),
                item.to_owned(),
                decimal(amount, 2, '.'),
            ]);
        }
    }
    if year == 2020 {
        sheet.push_bad(
            &["2020", "230240", "BFV", "reserve", "9000000.00"],
            "Post",
            "not-one-of",
        );
    }
    sheet.file()
}

/// The account map as the controller kept it before and after the new chart.
pub(crate) fn account_map(new_chart: bool) -> File {
    let mut sheet = Sheet::new(
        Layout::Semicolon,
        &[
            "Kontoplan",
            "Konto",
            "Ny konto",
            "Kategori",
            "Gyldig fra",
            "Gyldig til",
        ],
    );
    for (chart, account, new_account, category, from, to) in ACCOUNT_MAP {
        if chart == "maconomy" || new_chart {
            sheet.push(
                [chart, account, new_account, category, from, to]
                    .map(str::to_owned)
                    .to_vec(),
            );
        }
    }
    sheet.file()
}

#[cfg(test)]
mod tests {
    use super::old_amount;

    #[test]
    fn the_old_system_writes_amounts_its_own_way() {
        assert_eq!(old_amount(-123_456_789), "1\u{a0}234\u{a0}567,89-");
        assert_eq!(old_amount(12_305), "123,05");
        assert_eq!(old_amount(-5), "0,05-");
    }
}
