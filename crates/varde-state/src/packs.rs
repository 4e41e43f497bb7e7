//! Which pack the house has adopted, and since when.

use crate::error::must_be_json;
use crate::store::{Row, Value};
use crate::{State, StateError};

/// One adoption of a pack: the version, its files as they were, when and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdoptedPack {
    /// The adoption's own id, made by the caller.
    pub id: String,
    /// The pack's id, as in `pack.toml`.
    pub pack: String,
    /// The pack's version, as in `pack.toml`.
    pub version: String,
    /// The hash over the pack's files.
    pub hash: String,
    /// The pack's files, as JSON, so that a report can be computed again with them.
    pub files_json: String,
    /// From when the pack is in force, in UTC microseconds.
    pub adopted_at_us: i64,
    /// Who adopted it.
    pub adopted_by: String,
}

/// What became of an adoption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adoption {
    /// It is kept, and in force from its time until the next.
    Adopted,
    /// The same pack with the same hash was in force at that time already; nothing was written. Holds the adoption in force.
    AlreadyInForce(AdoptedPack),
}

const IN_FORCE: &str = "
    select id, pack, version, hash, files_json, adopted_at_us, adopted_by
    from adopted_pack
    where adopted_at_us <= $1 and ($2 or pack = $3)
    order by adopted_at_us desc, position desc
    limit 1";

const ALL: &str = "
    select id, pack, version, hash, files_json, adopted_at_us, adopted_by
    from adopted_pack
    order by adopted_at_us, position";

const ADOPT: &str = "
    insert into adopted_pack
        (id, position, pack, version, hash, files_json, adopted_at_us, adopted_by)
    values
        ($1, (select coalesce(max(position), 0) + 1 from adopted_pack), $2, $3, $4, $5, $6, $7)";

impl State {
    /// Adopts a pack. The pack and hash that are in force at `adopted_at_us` are not adopted twice.
    ///
    /// A time in the past is allowed: history may be loaded afterwards.
    ///
    /// # Errors
    /// `Taken` for an id that another adoption has, `NotJson` for files that are not JSON, `Query`.
    pub async fn adopt_pack(&self, adoption: AdoptedPack) -> Result<Adoption, StateError> {
        const DOING: &str = "adopt the pack";
        must_be_json("files_json", &adoption.files_json)?;
        let mut write = self.store.write().await.map_err(StateError::query(DOING))?;
        let rows = write
            .rows(IN_FORCE, in_force(None, Some(adoption.adopted_at_us)))
            .await
            .map_err(StateError::query(DOING))?;
        if let Some(row) = rows.first() {
            let now = adopted_pack(row).map_err(StateError::query(DOING))?;
            if now.pack == adoption.pack && now.hash == adoption.hash {
                return Ok(Adoption::AlreadyInForce(now));
            }
        }
        let values = vec![
            Value::text(&adoption.id),
            Value::text(&adoption.pack),
            Value::text(&adoption.version),
            Value::text(&adoption.hash),
            Value::text(&adoption.files_json),
            Value::Int(adoption.adopted_at_us),
            Value::text(&adoption.adopted_by),
        ];
        write
            .execute(ADOPT, values)
            .await
            .map_err(StateError::insert(DOING, "adoption", &adoption.id))?;
        write.commit().await.map_err(StateError::query(DOING))?;
        Ok(Adoption::Adopted)
    }

    /// The adoption in force at a time (`None`: the latest): the last with `adopted_at_us` not after it. Of two at the same
    /// microsecond the later written. `pack` asks for the adoptions of that pack alone.
    ///
    /// # Errors
    /// `Query`.
    pub async fn adopted_pack_at(
        &self,
        pack: Option<&str>,
        at_us: Option<i64>,
    ) -> Result<Option<AdoptedPack>, StateError> {
        const DOING: &str = "find the adopted pack";
        let rows = self
            .store
            .rows(IN_FORCE, in_force(pack, at_us))
            .await
            .map_err(StateError::query(DOING))?;
        rows.first()
            .map(adopted_pack)
            .transpose()
            .map_err(StateError::query(DOING))
    }

    /// All adoptions, the first one first.
    ///
    /// # Errors
    /// `Query`.
    pub async fn adopted_packs(&self) -> Result<Vec<AdoptedPack>, StateError> {
        const DOING: &str = "list the adopted packs";
        let rows = self
            .store
            .rows(ALL, Vec::new())
            .await
            .map_err(StateError::query(DOING))?;
        rows.iter()
            .map(adopted_pack)
            .collect::<Result<_, _>>()
            .map_err(StateError::query(DOING))
    }
}

fn in_force(pack: Option<&str>, at_us: Option<i64>) -> Vec<Value> {
    vec![
        Value::Int(at_us.unwrap_or(i64::MAX)),
        Value::Bool(pack.is_none()),
        Value::text(pack.unwrap_or_default()),
    ]
}

fn adopted_pack(row: &Row) -> Result<AdoptedPack, sqlx::Error> {
    Ok(AdoptedPack {
        id: row.text("id")?,
        pack: row.text("pack")?,
        version: row.text("version")?,
        hash: row.text("hash")?,
        files_json: row.text("files_json")?,
        adopted_at_us: row.int("adopted_at_us")?,
        adopted_by: row.text("adopted_by")?,
    })
}
