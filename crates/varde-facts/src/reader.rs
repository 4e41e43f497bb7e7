//! Reading: a connection on which every table, rule and view of a pack has its plain name, as it was known at a moment.

use crate::error::{FactsError, failed};
use crate::patience::{READING, within};
use crate::schema::{literal, quoted};
use crate::time::Known;
use duckdb::Connection;
use duckdb::types::{Value, ValueRef};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use varde_pack::{ColumnType, Pack, Rule, View};

/// Rows with every value as text: exact decimals, ISO dates, `true`/`false`; `None` is null.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The values.
    pub rows: Vec<Vec<Option<String>>>,
}

/// A slice in force: what one delivery says for one set of values of its source's `replaces` columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveSlice {
    /// Its number; the same list of numbers means the same rows.
    pub slice: i64,
    /// Source.
    pub source: String,
    /// Table.
    pub table: String,
    /// As `year=2023, semester=3`, or `all`.
    pub key: String,
    /// When it became known.
    pub known: Known,
}

/// A connection that shows one pack's relations as of one moment. A relation is made when it is first asked for.
pub struct Reader {
    connection: Connection,
    pack: Arc<Pack>,
    made: RefCell<BTreeSet<String>>,
    breadth: Breadth,
    /// The moment and the store's generation that `live` was made for.
    made_for: Option<(Known, u64)>,
}

/// Which rows a reader shows.
#[derive(Debug, Clone, Copy)]
pub enum Look<'a> {
    /// Those in force at a moment.
    At(Known),
    /// Those of these slices, whether they were ever in force together or not.
    On(&'a [i64]),
}

/// How much of a pack will be read at one look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breadth {
    /// A view or a few.
    Few,
    /// Most of its views: what several of them stand on is worked out once, so the connection serves no other look.
    Most,
}

/// So many views that stand on one are reason to work it out once.
const SEVERAL: usize = 3;

impl Reader {
    /// A connection for a pack, on which the units' codes have their names.
    pub(crate) fn new(
        connection: Connection,
        pack: Arc<Pack>,
        breadth: Breadth,
    ) -> Result<Self, FactsError> {
        let sql = format!(
            "create or replace temp table live (slice bigint); {}",
            unit_codes_sql(&pack)
        );
        connection
            .execute_batch(&sql)
            .map_err(failed("prepare reading"))?;
        Ok(Self {
            connection,
            pack,
            made: RefCell::default(),
            breadth,
            made_for: None,
        })
    }

    /// Give a table, rule or view of the pack its plain name on this connection, with all that it reads.
    fn make(&self, relation: &str) -> Result<(), FactsError> {
        if self.made.borrow().contains(relation) {
            return Ok(());
        }
        let pack = self.pack.as_ref();
        let (what, sql) = if let Some(table) = pack.tables.get(relation) {
            let columns: Vec<String> = table.columns.iter().map(|c| quoted(&c.id.value)).collect();
            let (name, columns) = (quoted(relation), columns.join(", "));
            let sql = format!(
                "create or replace temp view {name} as select row_id, line, slice, {columns} from facts.history.{name} where slice in (select slice from temp.live)"
            );
            (format!("prepare table `{relation}`"), sql)
        } else if let Some(rule) = pack.rules.get(relation) {
            (format!("prepare rule `{relation}`"), rule_sql(rule))
        } else if let Some(view) = pack.views.get(relation) {
            for read in &view.reads {
                self.make(read)?;
            }
            let kind = if self.works_out(relation) {
                "table"
            } else {
                "view"
            };
            let (name, select) = (quoted(relation), select_of(view));
            let sql = format!("create or replace temp {kind} {name} as {select}");
            (format!("prepare view `{relation}`"), sql)
        } else {
            return Ok(());
        };
        self.connection.execute_batch(&sql).map_err(failed(what))?;
        self.made.borrow_mut().insert(relation.to_owned());
        Ok(())
    }

    fn works_out(&self, view: &str) -> bool {
        let stands_on_it = |v: &&View| v.reads.contains(view);
        self.breadth == Breadth::Most
            && self.pack.views.contains_key(view)
            && self.pack.views.values().filter(stands_on_it).count() >= SEVERAL
    }

    pub(crate) fn looks_at(&self, as_of: Known, generation: u64) -> bool {
        self.made_for == Some((as_of, generation))
    }

    /// Look at the facts as they were known at a moment.
    pub(crate) fn look_at(&mut self, as_of: Known, generation: u64) -> Result<(), FactsError> {
        if self.looks_at(as_of, generation) {
            return Ok(());
        }
        let sql = format!(
            "create or replace temp table live as {}",
            live_slices(as_of)
        );
        self.connection
            .execute_batch(&sql)
            .map_err(failed("find the deliveries in force"))?;
        self.made_for = Some((as_of, generation));
        Ok(())
    }

    /// Look at the rows of some slices.
    pub(crate) fn look_on(&mut self, slices: &[i64]) -> Result<(), FactsError> {
        let numbers: Vec<String> = slices.iter().map(i64::to_string).collect();
        let sql = format!(
            "create or replace temp table live as select unnest(cast('[{}]' as bigint[])) as slice",
            numbers.join(", ")
        );
        self.made_for = None;
        self.connection
            .execute_batch(&sql)
            .map_err(failed("take the deliveries that are asked for"))
    }

    /// Run one SELECT over relations of the pack.
    ///
    /// # Errors
    /// When a view does not bind, or reading fails.
    pub fn query<'a>(
        &self,
        what: &str,
        relations: impl IntoIterator<Item = &'a str>,
        sql: &str,
    ) -> Result<Rows, FactsError> {
        for relation in relations {
            self.make(relation)?;
        }
        within(READING, &self.connection, || {
            query(&self.connection, what, sql)
        })
    }

    /// Run one SELECT over one view, which for this alone is not made on the connection: binding it costs as much as the work.
    ///
    /// # Errors
    /// When the view does not bind, or reading fails.
    pub fn query_view(&self, what: &str, view: &str, sql: &str) -> Result<Rows, FactsError> {
        let (relations, prelude) = self.beside(view);
        self.query(what, relations, &format!("{prelude}{sql}"))
    }

    /// Names and SQL types of a view's columns.
    ///
    /// # Errors
    /// When the view does not bind.
    pub fn describe_view(
        &self,
        what: &str,
        view: &str,
    ) -> Result<Vec<(String, String)>, FactsError> {
        let (relations, prelude) = self.beside(view);
        let sql = format!("{prelude}select * from {}", quoted(view));
        self.describe(what, relations, &sql)
    }

    /// What must be made for a SELECT over a view, and what must stand before the SELECT.
    fn beside<'a>(&'a self, name: &'a str) -> (Vec<&'a str>, String) {
        let view = self.pack.views.get(name);
        match view.filter(|_| !self.works_out(name) && !self.made.borrow().contains(name)) {
            None => (vec![name], String::new()),
            Some(view) => (
                view.reads.iter().map(String::as_str).collect(),
                format!("with {} as ({}) ", quoted(name), select_of(view)),
            ),
        }
    }

    /// Names and SQL types of the columns that a SELECT over relations of the pack gives, without running it.
    ///
    /// # Errors
    /// When a view or the SELECT does not bind.
    pub fn describe<'a>(
        &self,
        what: &str,
        relations: impl IntoIterator<Item = &'a str>,
        sql: &str,
    ) -> Result<Vec<(String, String)>, FactsError> {
        let rows = self.query(what, relations, &format!("describe {sql}"))?;
        Ok(rows
            .rows
            .into_iter()
            .filter_map(|row| Some((row.first()?.clone()?, row.get(1)?.clone()?)))
            .collect())
    }
}

fn select_of(view: &View) -> String {
    // What ends in a comment must not take what follows with it.
    format!("{}\n", view.sql.trim_end().trim_end_matches(';'))
}

/// A slice with everything that decides when it is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SliceRecord {
    /// The slice.
    pub slice: LiveSlice,
    /// Its delivery.
    pub batch: i64,
    /// When its delivery was withdrawn.
    pub withdrawn: Option<Known>,
}

/// Every slice that was ever delivered, by number.
pub(crate) const SLICE_RECORDS: &str = "select s.slice, s.source, s.tbl, s.key, epoch_us(b.known), s.batch, epoch_us(w.known) \
     from facts.meta.slice s join facts.meta.batch b on b.batch = s.batch left join facts.meta.withdrawal w on w.batch = s.batch order by s.slice";

pub(crate) fn slice_record(row: Vec<Option<String>>) -> SliceRecord {
    let [slice, source, table, key, known, batch, withdrawn] =
        <[Option<String>; 7]>::try_from(row).unwrap_or_default();
    let number = |cell: Option<String>| cell.and_then(|t| t.parse::<i64>().ok()).unwrap_or(0);
    SliceRecord {
        slice: LiveSlice {
            slice: number(slice),
            source: source.unwrap_or_default(),
            table: table.unwrap_or_default(),
            key: key.unwrap_or_default(),
            known: Known::from_micros(number(known)),
        },
        batch: number(batch),
        withdrawn: withdrawn.map(|w| Known::from_micros(number(Some(w)))),
    }
}

/// The slices in force at a moment, by number: the same rule as [`live_slices`], without asking the database.
pub fn live_at(records: &[SliceRecord], as_of: Known) -> Vec<LiveSlice> {
    let known = records
        .iter()
        .filter(|r| r.slice.known <= as_of && r.withdrawn.is_none_or(|w| w > as_of));
    let mut latest: std::collections::HashMap<(&str, &str, &str), &SliceRecord> =
        std::collections::HashMap::new();
    for record in known {
        let key = (
            record.slice.source.as_str(),
            record.slice.table.as_str(),
            record.slice.key.as_str(),
        );
        let place = latest.entry(key).or_insert(record);
        if (record.slice.known, record.batch) >= (place.slice.known, place.batch) {
            *place = record;
        }
    }
    let mut live: Vec<LiveSlice> = latest.into_values().map(|r| r.slice.clone()).collect();
    live.sort_by_key(|s| s.slice);
    live
}

/// The slices in force at a moment: of each source, table and key the latest known one that is not withdrawn.
pub(crate) fn live_slices(as_of: Known) -> String {
    let moment = as_of.sql();
    format!(
        "select slice from (select s.slice, row_number() over (partition by s.source, s.tbl, s.key order by b.known desc, b.batch desc) as place \
         from facts.meta.slice s join facts.meta.batch b on b.batch = s.batch \
         where b.known <= {moment} and not exists (select 1 from facts.meta.withdrawal w where w.batch = b.batch and w.known <= {moment})) where place = 1"
    )
}

pub(crate) fn query(connection: &Connection, what: &str, sql: &str) -> Result<Rows, FactsError> {
    let problem = || failed(what.to_owned());
    let mut statement = connection.prepare(sql).map_err(problem())?;
    let mut found = statement.query([]).map_err(problem())?;
    let mut rows = Vec::new();
    let mut width = None;
    while let Some(row) = found.next().map_err(problem())? {
        let width = *width.get_or_insert_with(|| row.as_ref().column_count());
        let mut values = Vec::with_capacity(width);
        for index in 0..width {
            values.push(text_of(row.get_ref(index).map_err(problem())?));
        }
        rows.push(values);
    }
    drop(found);
    let columns = statement.column_names();
    Ok(Rows { columns, rows })
}

fn text_of(value: ValueRef<'_>) -> Option<String> {
    match value.to_owned() {
        Value::Null => None,
        Value::Boolean(b) => Some(b.to_string()),
        Value::TinyInt(n) => Some(n.to_string()),
        Value::SmallInt(n) => Some(n.to_string()),
        Value::Int(n) => Some(n.to_string()),
        Value::BigInt(n) => Some(n.to_string()),
        Value::HugeInt(n) => Some(n.to_string()),
        Value::UTinyInt(n) => Some(n.to_string()),
        Value::USmallInt(n) => Some(n.to_string()),
        Value::UInt(n) => Some(n.to_string()),
        Value::UBigInt(n) => Some(n.to_string()),
        Value::Decimal(d) => Some(d.to_string()),
        Value::Text(text) => Some(text),
        Value::Enum(text) => Some(text),
        Value::Date32(days) => Some(crate::time::date_of_days(days).to_string()),
        Value::Timestamp(unit, n) => Some(crate::time::Known::from_unit(unit, n).to_string()),
        Value::List(items) => {
            let texts: Vec<String> = items
                .iter()
                .map(|item| text_of(ValueRef::from(item)).unwrap_or_default())
                .collect();
            Some(texts.join(","))
        }
        // Floats reach no number: packs that use one are refused. Shown in full for whoever looks.
        other => Some(format!("{other:?}")),
    }
}

fn rule_sql(rule: &Rule) -> String {
    let columns: Vec<String> = rule
        .columns
        .iter()
        .map(|(id, _)| quoted(&id.value))
        .collect();
    let types: Vec<ColumnType> = rule.columns.iter().map(|(_, kind)| *kind).collect();
    let rows: Vec<String> = rule
        .rows
        .iter()
        .map(|row| {
            let values = row
                .values
                .iter()
                .zip(&types)
                .map(|(value, kind)| match value {
                    Some(text) => format!("cast({} as {})", literal(text), kind.sql()),
                    None => format!("cast(null as {})", kind.sql()),
                });
            let to = row
                .valid_to
                .map_or_else(|| "9999-12-31".to_owned(), |d| d.to_string());
            let dates = [format!("date '{}'", row.valid_from), format!("date '{to}'")];
            format!("({})", values.chain(dates).collect::<Vec<_>>().join(", "))
        })
        .collect();
    let name = quoted(&rule.id.value);
    let heads = columns
        .iter()
        .map(String::as_str)
        .chain(["valid_from", "valid_to"])
        .collect::<Vec<_>>()
        .join(", ");
    if rows.is_empty() {
        let empty: Vec<String> = rule
            .columns
            .iter()
            .map(|(id, kind)| format!("cast(null as {}) as {}", kind.sql(), quoted(&id.value)))
            .collect();
        return format!(
            "create or replace temp table {name} as select {}, date '9999-12-31' as valid_from, date '9999-12-31' as valid_to where false",
            empty.join(", ")
        );
    }
    format!(
        "create or replace temp table {name} as select * from (values {}) as t({heads})",
        rows.join(", ")
    )
}

/// `unit_code`: every code of every unit. `unit_alias`: the ways to name a unit of the strategy's own institution by one code.
fn unit_codes_sql(pack: &Pack) -> String {
    let mut codes = Vec::new();
    let mut aliases = Vec::new();
    let years = |from: Option<i16>, to: Option<i16>| {
        format!("{}, {}", from.unwrap_or(0), to.unwrap_or(9999))
    };
    let own_institutions = own_institutions(pack);
    for unit in &pack.units {
        aliases.push(format!(
            "({}, {}, 0, 9999)",
            literal(&unit.id.value),
            literal(&unit.id.value)
        ));
        for code in &unit.codes {
            let years = years(code.from, code.to);
            codes.push(format!(
                "({}, {}, {}, {}, {years})",
                literal(&code.system),
                literal(&code.institution),
                literal(&code.code),
                literal(&unit.id.value)
            ));
            if code.code != unit.id.value
                && own_institutions.contains(&(code.system.as_str(), code.institution.as_str()))
            {
                aliases.push(format!(
                    "({}, {}, {years})",
                    literal(&code.code),
                    literal(&unit.id.value)
                ));
            }
        }
    }
    let table = |name: &str, heads: &str, types: &[&str], rows: &[String]| {
        let empty: Vec<String> = heads
            .split(", ")
            .zip(types)
            .map(|(head, kind)| format!("cast(null as {kind}) as {head}"))
            .collect();
        let select = format!("select {} where false", empty.join(", "));
        let values = if rows.is_empty() {
            String::new()
        } else {
            format!(" union all select * from (values {})", rows.join(", "))
        };
        format!("create or replace temp table {name} as {select}{values};")
    };
    let text = "varchar";
    let codes = table(
        "unit_code",
        "system, institution, code, unit, from_year, to_year",
        &[text, text, text, text, "integer", "integer"],
        &codes,
    );
    let aliases = table(
        "unit_alias",
        "code, unit, from_year, to_year",
        &[text, text, "integer", "integer"],
        &aliases,
    );
    format!("{codes} {aliases} {}", closure_sql(pack))
}

/// The code systems' institutions that the strategy's unit has codes in; without a strategy all are taken.
fn own_institutions(pack: &Pack) -> Vec<(&str, &str)> {
    let own = pack
        .strategy
        .as_ref()
        .and_then(|s| pack.unit(&s.unit.value));
    let units: Vec<_> = own.map_or_else(|| pack.units.iter().collect(), |unit| vec![unit]);
    units
        .iter()
        .flat_map(|u| &u.codes)
        .map(|c| (c.system.as_str(), c.institution.as_str()))
        .collect()
}

/// `unit_closure(ancestor_, member_)`: every unit belongs to itself and to all above it.
fn closure_sql(pack: &Pack) -> String {
    let mut pairs = Vec::new();
    for unit in &pack.units {
        let mut current = Some(unit);
        let mut depth = 0;
        while let Some(ancestor) = current
            && depth < 50
        {
            pairs.push(format!(
                "({}, {})",
                literal(&ancestor.id.value),
                literal(&unit.id.value)
            ));
            current = ancestor
                .parent
                .as_ref()
                .and_then(|p| pack.units.iter().find(|u| u.id.value == p.value));
            depth += 1;
        }
    }
    if pairs.is_empty() {
        return "create or replace temp table unit_closure (ancestor_ varchar, member_ varchar);"
            .to_owned();
    }
    format!(
        "create or replace temp table unit_closure as select * from (values {}) as t(ancestor_, member_);",
        pairs.join(", ")
    )
}

/// A relation of a pack tried against empty tables: its columns with their SQL types, or what the database says against it.
pub type Bound = Result<Vec<(String, String)>, String>;

/// Try every view and every source's SQL of a pack against empty tables. Views over views that do not bind are left out.
///
/// # Errors
/// When DuckDB can't be started.
pub fn bind(pack: &Pack) -> Result<Binding, FactsError> {
    let mut bare = pack.clone();
    bare.views.clear();
    let facts = crate::store::Facts::in_memory(&bare)?;
    let bare = Arc::new(bare);
    facts.read(&bare, Known::END, |reader| {
        for relation in bare.tables.keys().chain(bare.rules.keys()) {
            reader.make(relation)?;
        }
        let mut binding = Binding::default();
        for view in pack.views_in_order() {
            let broken = |name: &String| {
                pack.views.contains_key(name) && !matches!(binding.views.get(name), Some(Ok(_)))
            };
            if view.reads.iter().any(broken) {
                continue;
            }
            let name = quoted(&view.id.value);
            let sql = view.sql.trim_end().trim_end_matches(';');
            let made = reader
                .connection
                .execute_batch(&format!("create or replace temp view {name} as {sql}"))
                .map_err(failed("bind the view"));
            let bound = made.and_then(|()| {
                reader.describe("bind the view", [], &format!("select * from {name}"))
            });
            binding
                .views
                .insert(view.id.value.clone(), bound.map_err(|e| plain(&e)));
        }
        for source in pack.sources.values() {
            let Some(sql) = &source.sql else { continue };
            let columns: Vec<String> = source
                .columns
                .iter()
                .map(|c| format!("{} {}", quoted(&c.id.value), c.kind.sql()))
                .collect();
            let staging = format!(
                "create or replace temp table staging (line bigint not null, {})",
                columns.join(", ")
            );
            let made = reader
                .connection
                .execute_batch(&staging)
                .map_err(failed("bind the source"));
            let bound = made.and_then(|()| {
                reader.describe(
                    "bind the source",
                    [],
                    sql.value.trim_end().trim_end_matches(';'),
                )
            });
            binding
                .sources
                .insert(source.id.value.clone(), bound.map_err(|e| plain(&e)));
        }
        for (id, view, condition) in pack
            .measures
            .values()
            .filter_map(|m| Some((&m.id.value, &m.view.value, m.condition.as_ref()?)))
        {
            if matches!(binding.views.get(view), Some(Ok(_))) {
                let sql = format!(
                    "select count(*) filter (where ({})) from {}",
                    condition.value,
                    quoted(view)
                );
                let bound = reader.describe("bind the condition", [], &sql);
                binding
                    .conditions
                    .insert(id.clone(), bound.map_err(|e| plain(&e)));
            }
        }
        for table in pack.tables.values() {
            for check in &table.checks {
                let sql = format!(
                    "select count(*) filter (where not ({})) from {}",
                    check.condition.value,
                    quoted(&table.id.value)
                );
                let bound = reader.describe("bind the check", [], &sql);
                binding.checks.insert(
                    (table.id.value.clone(), check.id.value.clone()),
                    bound.map_err(|e| plain(&e)),
                );
            }
        }
        Ok(binding)
    })
}

fn plain(error: &FactsError) -> String {
    match error {
        FactsError::Query { message, .. } => message.clone(),
        other => other.to_string(),
    }
}

/// What the database says to a pack's SQL.
#[derive(Debug, Default)]
pub struct Binding {
    /// By view.
    pub views: std::collections::BTreeMap<String, Bound>,
    /// By source.
    pub sources: std::collections::BTreeMap<String, Bound>,
    /// By measure: its condition.
    pub conditions: std::collections::BTreeMap<String, Bound>,
    /// By table and check: its condition.
    pub checks: std::collections::BTreeMap<(String, String), Bound>,
}
