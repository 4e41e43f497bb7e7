//! `varde calc nvi`: official arithmetic on cases, without any data directory.

use crate::args::{Calc, CalcWhat};
use crate::output::{Exit, Output};
use anyhow::{Context, bail};
use varde_calc::nvi::{CaseInput, ChannelType, InstanceType, Level, points_of_case};

pub fn run(args: &Calc, out: &mut Output) -> anyhow::Result<Exit> {
    let CalcWhat::Nvi { file } = &args.what;
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("could not read `{}`", file.display()))?;
    let mut lines = text
        .trim_start_matches('\u{feff}')
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    let (_, head) = lines.next().context("the file is empty")?;
    let headings: Vec<&str> = head.split(',').map(str::trim).collect();
    let column = |name: &str| {
        headings
            .iter()
            .position(|h| *h == name)
            .with_context(|| format!("the file has no column `{name}`"))
    };
    let columns = [
        column("instance_type")?,
        column("channel_type")?,
        column("level")?,
        column("international")?,
        column("total_creator_shares")?,
        column("institution1_creator_shares")?,
        column("institution2_creator_shares")?,
    ];
    out.line(format!(
        "{head},institution1_points,institution2_points,total_points"
    ))?;
    for (number, line) in lines {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let at = |index: usize| cells.get(index).copied().unwrap_or_default();
        let case = read(columns.map(at)).with_context(|| format!("line {}", number + 1))?;
        let points = points_of_case(case);
        let second = points
            .institution2_points
            .as_ref()
            .map(|p| p.to_fixed(4))
            .unwrap_or_default();
        out.line(format!(
            "{line},{},{second},{}",
            points.institution1_points.to_fixed(4),
            points.total_points.to_fixed(4)
        ))?;
    }
    Ok(Exit::Fine)
}

fn read(
    [kind, channel, level, international, shares, first, second]: [&str; 7],
) -> anyhow::Result<CaseInput> {
    let count = |text: &str, what: &str| {
        text.parse::<u32>()
            .with_context(|| format!("`{text}` is not a number of {what}"))
    };
    let total_creator_shares = count(shares, "creator shares")?;
    let institution1_creator_shares = count(first, "creators")?;
    let institution2_creator_shares = if second.is_empty() {
        None
    } else {
        Some(count(second, "creators")?)
    };
    if total_creator_shares == 0
        || institution1_creator_shares + institution2_creator_shares.unwrap_or(0)
            > total_creator_shares
    {
        bail!(
            "{institution1_creator_shares} and {} creators do not fit into {total_creator_shares} shares",
            institution2_creator_shares.unwrap_or(0)
        );
    }
    Ok(CaseInput {
        instance_type: InstanceType::parse(kind)
            .with_context(|| format!("`{kind}` is not a type of publication that gives points"))?,
        channel_type: ChannelType::parse(channel)
            .with_context(|| format!("`{channel}` is not a type of channel"))?,
        level: Level::parse(level).with_context(|| format!("`{level}` is not a level"))?,
        international: match international {
            "true" => true,
            "false" => false,
            other => bail!("`{other}` is neither `true` nor `false`"),
        },
        total_creator_shares,
        institution1_creator_shares,
        institution2_creator_shares,
    })
}
