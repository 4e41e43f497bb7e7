//! From staged rows to history: mapped, checked, cut into slices, compared with what was in force.

use crate::batch::Batch;
use crate::delivery::{FileFacts, Loading, Reject, first_cell};
use crate::error::{FactsError, failed};
use crate::patience::{MAPPING, within};
use crate::reader::{live_slices, query};
use crate::row_rules::rules_of;
use crate::schema::{literal, quoted};
use crate::time::Known;

impl Loading<'_> {
    /// The batch with this very file, read the same way, when all its slices are in force.
    pub(crate) fn already_in_force(&self) -> Result<Option<Batch>, FactsError> {
        let sql = format!(
            "select b.batch from facts.meta.batch b where b.source = {} and b.sha256 = {} and b.mapping = {} \
             and not exists (select 1 from facts.meta.slice s where s.batch = b.batch and s.slice not in ({})) order by b.batch desc limit 1",
            literal(&self.head.source),
            literal(&self.head.sha256),
            literal(&self.head.mapping),
            live_slices(Known::END)
        );
        match first_cell(&self.connection, &sql)?.and_then(|t| t.parse::<i64>().ok()) {
            Some(number) => crate::batch::one(&self.connection, number).map(Some),
            None => Ok(None),
        }
    }

    /// `incoming`: the table's columns, `line` and `place_`, with the declared types.
    pub(crate) fn map(&self) -> Result<(), FactsError> {
        let sql = self
            .head
            .sql
            .as_deref()
            .map(|s| s.trim_end().trim_end_matches(';'))
            .unwrap_or("select * from staging");
        let what = format!(
            "map source `{}` to table `{}`",
            self.head.source, self.head.table.id.value
        );
        let given = query(&self.connection, &what, &format!("describe {sql}"))?;
        // `place_`: the row's place among the delivered ones, in the order that the source's SQL gives them.
        let mut columns = vec![
            "row_number() over () as place_".to_owned(),
            "cast(line as bigint) as line".to_owned(),
        ];
        let mut has_line = false;
        for row in &given.rows {
            let (name, kind) = (
                row[0].as_deref().unwrap_or_default(),
                row[1].as_deref().unwrap_or_default(),
            );
            has_line |= name == "line";
            if matches!(kind, "DOUBLE" | "FLOAT") {
                return Err(FactsError::Refused(format!(
                    "source `{}` gives column `{name}` as a floating-point number",
                    self.head.source
                )));
            }
        }
        if !has_line {
            return Err(FactsError::Refused(format!(
                "the SQL of source `{}` does not give `line`",
                self.head.source
            )));
        }
        for column in &self.head.table.columns {
            let (name, kind) = (quoted(&column.id.value), column.kind.sql());
            let is_given = given
                .rows
                .iter()
                .any(|row| row[0].as_deref() == Some(column.id.value.as_str()));
            columns.push(if is_given {
                format!("cast({name} as {kind}) as {name}")
            } else {
                format!("cast(null as {kind}) as {name}")
            });
        }
        let sql = format!(
            "create or replace temp table incoming as select {} from ({sql})",
            columns.join(", ")
        );
        within(MAPPING, &self.connection, || self.run(&what, &sql))
    }

    /// Move rows that break a rule of the table from `incoming` to the rejects; of several rules the first one says why.
    pub(crate) fn check_rows(&mut self) -> Result<(), FactsError> {
        let rules = rules_of(&self.head.table);
        if !rules.is_empty() {
            let cases: Vec<String> = rules
                .iter()
                .enumerate()
                .map(|(n, rule)| format!("when {} then {n}", rule.broken_when))
                .collect();
            let broken = format!("case {} end", cases.join(" "));
            let found = self.broken_rows(&broken)?;
            if !found.is_empty() {
                self.run(
                    "set rejected rows aside",
                    &format!("delete from temp.incoming where ({broken}) is not null"),
                )?;
            }
            for (line, number, values) in found {
                let Some(rule) = rules.get(number) else {
                    continue;
                };
                let value = self
                    .head
                    .table
                    .columns
                    .iter()
                    .position(|c| c.id.value == rule.column)
                    .and_then(|i| values.get(i).cloned().flatten());
                let row = values
                    .into_iter()
                    .map(Option::unwrap_or_default)
                    .collect::<Vec<_>>()
                    .join("; ");
                self.rejects.push(Reject {
                    line,
                    column: rule.column.clone(),
                    value,
                    reason: rule.reason.clone(),
                    message: rule.message.clone(),
                    row,
                });
            }
        }
        self.check_keys()
    }

    /// Line, number of the rule and values of every row for which `broken` gives a rule.
    fn broken_rows(&self, broken: &str) -> Result<Vec<BrokenRow>, FactsError> {
        let columns: Vec<String> = self
            .head
            .table
            .columns
            .iter()
            .map(|c| format!("cast({} as varchar)", quoted(&c.id.value)))
            .collect();
        let sql = format!(
            "select line, {broken}, {} from temp.incoming where ({broken}) is not null order by line, place_",
            columns.join(", ")
        );
        let found = query(&self.connection, "check the rows", &sql)?;
        let row = |row: Vec<Option<String>>| {
            let mut cells = row.into_iter();
            let line = cells
                .next()
                .flatten()
                .and_then(|l| l.parse().ok())
                .unwrap_or(0);
            let rule = cells
                .next()
                .flatten()
                .and_then(|n| n.parse().ok())
                .unwrap_or(0);
            (line, rule, cells.collect())
        };
        Ok(found.rows.into_iter().map(row).collect())
    }

    fn check_keys(&mut self) -> Result<(), FactsError> {
        let key: Vec<String> = self
            .head
            .table
            .key
            .iter()
            .map(|k| quoted(&k.value))
            .collect();
        if key.is_empty() {
            return Ok(());
        }
        let key = key.join(", ");
        let repeated = format!(
            "case when place_ in (select r from (select place_ as r, row_number() over (partition by {key} order by line, place_) as n from temp.incoming) where n > 1) then 0 end"
        );
        let distinct = self.number(&format!(
            "select count(*) - count(distinct ({key})) from temp.incoming"
        ))?;
        if distinct == 0 {
            return Ok(());
        }
        let columns: Vec<&str> = self
            .head
            .table
            .key
            .iter()
            .map(|k| k.value.as_str())
            .collect();
        for (line, _, values) in self.broken_rows(&repeated)? {
            let of_key = self
                .head
                .table
                .columns
                .iter()
                .zip(&values)
                .filter(|(c, _)| columns.contains(&c.id.value.as_str()));
            let value = of_key
                .map(|(_, v)| v.clone().unwrap_or_default())
                .collect::<Vec<_>>()
                .join(", ");
            let row = values
                .into_iter()
                .map(Option::unwrap_or_default)
                .collect::<Vec<_>>()
                .join("; ");
            let message = "an earlier row of the file has the same key".to_owned();
            self.rejects.push(Reject {
                line,
                column: columns.join(", "),
                value: Some(value),
                reason: "duplicate-key".to_owned(),
                message,
                row,
            });
        }
        self.run(
            "set rejected rows aside",
            &format!("delete from temp.incoming where ({repeated}) is not null"),
        )
    }

    pub(crate) fn check_total(&self, file: &FileFacts) -> Result<(), FactsError> {
        let Some(given) = &file.control_total else {
            return Ok(());
        };
        let Some(column) = &self.head.control_column else {
            return Err(FactsError::Refused(format!(
                "source `{}` declares no column for a control total",
                self.head.source
            )));
        };
        let found = first_cell(
            &self.connection,
            &format!(
                "select cast(sum({}) as varchar) from temp.incoming",
                quoted(column)
            ),
        )?
        .unwrap_or_else(|| "0".to_owned());
        let same = matches!((varde_calc::Exact::parse(&found), varde_calc::Exact::parse(given)), (Ok(a), Ok(b)) if a == b);
        if same {
            return Ok(());
        }
        let rejected = if self.rejects.is_empty() {
            String::new()
        } else {
            format!(
                "; {} rows were rejected, the first: {}",
                self.rejects.len(),
                self.first_problem()
            )
        };
        Err(FactsError::Refused(format!(
            "the control total of `{column}` is {given}, the rows sum to {found}{rejected}"
        )))
    }

    pub(crate) fn number(&self, sql: &str) -> Result<i64, FactsError> {
        Ok(first_cell(&self.connection, sql)?
            .and_then(|t| t.parse().ok())
            .unwrap_or(0))
    }

    /// Lay `incoming` into history as a batch with its slices, and say what changed.
    pub(crate) fn lay(
        &mut self,
        file: &FileFacts,
        archived: &str,
        kept: i64,
    ) -> Result<Batch, FactsError> {
        let sql = "select coalesce(max(batch), 0), coalesce(max(row_to), 0), (select coalesce(max(slice), 0) from facts.meta.slice) from facts.meta.batch";
        let last = query(&self.connection, "number the delivery", sql)?
            .rows
            .into_iter()
            .next()
            .unwrap_or_default();
        let next = |index: usize| {
            1 + last
                .get(index)
                .cloned()
                .flatten()
                .and_then(|t| t.parse::<i64>().ok())
                .unwrap_or(0)
        };
        let (batch, row_from, slice) = (next(0), next(1), next(2));
        // Rows are numbered in the order of the file; numbers of rejected ones are left out.
        let row_to =
            row_from + self.number("select coalesce(max(place_), 0) from temp.incoming")? - 1;
        let (source, table) = (
            literal(&self.head.source),
            literal(&self.head.table.id.value),
        );
        let cut = SliceColumns::of(&self.head.replaces);
        self.run(
            "cut the delivery into slices",
            &format!(
                "create or replace temp table fresh as select {slice} - 1 + row_number() over (order by key) as slice, key, rows, {} \
                 (select max(s.slice) from facts.meta.slice s where s.source = {source} and s.tbl = {table} and s.key = keys.key and s.slice in ({})) as before \
                 from (select {} {} as key, count(*) as rows from temp.incoming group by all) keys",
                cut.named,
                live_slices(Known::END),
                cut.taken,
                cut.key,
            ),
        )?;
        let (new, changed, gone) = self.compare()?;
        let columns: Vec<String> = self
            .head
            .table
            .columns
            .iter()
            .map(|c| quoted(&c.id.value))
            .collect();
        let columns = columns.join(", ");
        let history = format!("facts.history.{}", quoted(&self.head.table.id.value));
        self.run(
            "lay the rows into history",
            &format!(
                "insert into {history} (row_id, slice, line, {columns}) select {row_from} - 1 + i.place_, f.slice, i.line, {} \
                 from temp.incoming i join temp.fresh f on {}",
                self.head.table.columns.iter().map(|c| format!("i.{}", quoted(&c.id.value))).collect::<Vec<_>>().join(", "),
                cut.same
            ),
        )?;
        self.run("note the slices", &format!("insert into facts.meta.slice select slice, {batch}, {source}, {table}, key, rows from temp.fresh"))?;
        let head = &self.head;
        let control = file
            .control_total
            .as_deref()
            .map_or_else(|| "null".to_owned(), literal);
        let texts = [
            &head.source,
            &head.table.id.value,
            &head.file,
            &head.sha256,
            &archived.to_owned(),
        ]
        .map(|t| literal(t))
        .join(", ");
        self.run(
            "note the delivery",
            &format!(
                "insert into facts.meta.batch values ({batch}, {texts}, {}, {}, {}, {}, {}, {}, {}, {}, {kept}, {}, {new}, {changed}, {gone}, {row_from}, {row_to}, {}, {control}, '')",
                file.bytes,
                literal(&file.format),
                literal(&file.encoding),
                head.known.sql(),
                head.imported.sql(),
                literal(&head.entered_by),
                literal(&head.pack),
                literal(&head.mapping),
                self.rejects.len(),
                literal(&file.cut.join("\n")),
            ),
        )?;
        self.append_notes(batch)?;
        crate::batch::one(&self.connection, batch)
    }

    fn append_notes(&mut self, batch: i64) -> Result<(), FactsError> {
        let problem = || failed("note rejected rows");
        self.rejects
            .sort_by(|a, b| (a.line, &a.column).cmp(&(b.line, &b.column)));
        let mut appender = self
            .connection
            .appender_to_catalog_and_db("reject", "facts", "meta")
            .map_err(problem())?;
        for r in &self.rejects {
            let line = i64::try_from(r.line).unwrap_or(i64::MAX);
            appender
                .append_row(duckdb::params![
                    batch, line, r.column, r.value, r.reason, r.message, r.row
                ])
                .map_err(problem())?;
        }
        appender.flush().map_err(problem())?;
        drop(appender);
        let mut appender = self
            .connection
            .appender_to_catalog_and_db("rounded", "facts", "meta")
            .map_err(problem())?;
        for r in &self.rounded {
            let line = i64::try_from(r.line).unwrap_or(i64::MAX);
            appender
                .append_row(duckdb::params![batch, line, r.column, r.raw, r.kept])
                .map_err(problem())?;
        }
        appender.flush().map_err(problem())
    }

    /// Rows new, changed and gone beside what was in force for the same slices; by the table's key, or by whole rows where it has none.
    fn compare(&self) -> Result<(i64, i64, i64), FactsError> {
        if self.number("select count(before) from temp.fresh")? == 0 {
            return Ok((self.number("select count(*) from temp.incoming")?, 0, 0));
        }

        let all: Vec<String> = self
            .head
            .table
            .columns
            .iter()
            .map(|c| quoted(&c.id.value))
            .collect();
        let key: Vec<String> = self
            .head
            .table
            .key
            .iter()
            .map(|k| quoted(&k.value))
            .collect();
        let whole = all.join(", ");
        let old = format!(
            "select {whole} from facts.history.{} where slice in (select before from temp.fresh)",
            quoted(&self.head.table.id.value)
        );
        let fresh = format!("select {whole} from temp.incoming");
        let not_before =
            self.number(&format!("select count(*) from ({fresh} except all {old})"))?;
        let not_after = self.number(&format!("select count(*) from ({old} except all {fresh})"))?;
        if key.is_empty() {
            return Ok((not_before, 0, not_after));
        }
        let key = key.join(", ");
        let same_key = self.number(&format!("select count(*) from (select {key} from ({fresh} except all {old}) intersect all select {key} from ({old} except all {fresh}))"))?;
        Ok((not_before - same_key, same_key, not_after - same_key))
    }
}

/// A row that breaks a rule: line, number of the rule, values.
type BrokenRow = (u64, usize, Vec<Option<String>>);

/// How rows of `incoming` are cut into slices: by the values themselves, and each slice's key once.
struct SliceColumns {
    /// The columns under names of their own, each with a comma after it.
    taken: String,
    /// Those names, each with a comma after it.
    named: String,
    /// The key as text.
    key: String,
    /// Whether a row `i` of `incoming` belongs to a slice `f`.
    same: String,
}

impl SliceColumns {
    fn of(replaces: &[String]) -> Self {
        let all = || replaces.iter().enumerate().map(|(n, c)| (n, quoted(c)));
        let texts: Vec<String> = replaces
            .iter()
            .map(|c| {
                format!(
                    "{} || coalesce(cast(incoming.{} as varchar), '–')",
                    literal(&format!("{c}=")),
                    quoted(c)
                )
            })
            .collect();
        let same: Vec<String> = all()
            .map(|(n, c)| format!("f.c{n} is not distinct from i.{c}"))
            .collect();
        let whole = replaces.is_empty();
        Self {
            taken: all()
                .map(|(n, c)| format!("incoming.{c} as c{n}, "))
                .collect(),
            named: all().map(|(n, _)| format!("c{n}, ")).collect(),
            key: if whole {
                "'all'".to_owned()
            } else {
                format!("concat_ws(', ', {})", texts.join(", "))
            },
            same: if whole {
                "true".to_owned()
            } else {
                same.join(" and ")
            },
        }
    }
}
