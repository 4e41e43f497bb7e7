//! The same stories on SQLite and on PostgreSQL.
//!
//! PostgreSQL's need `VARDE_TEST_POSTGRES`, the URL of a server whose user may make databases (`scripts/with-postgres.sh` gives one).
//! Without it they are passed over, unless `CI` or `VARDE_TEST_POSTGRES_REQUIRED` is set: then they fail.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod audit;
mod closings;
mod findings;
mod opening;
mod packs;
mod place;
mod settings;
mod writers;

/// Each story becomes a test on both databases.
macro_rules! stories {
    ($($file:ident :: $story:ident,)*) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                crate::place::on_sqlite(stringify!($story), crate::$file::$story).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                crate::place::on_postgres(stringify!($story), crate::$file::$story).await;
            })*
        }
    };
}

stories! {
    opening::opening_twice_changes_nothing,
    opening::two_may_open_a_new_database_at_once,
    opening::a_newer_database_is_refused,
    opening::an_older_database_is_brought_forward_with_what_is_in_it,
    opening::what_was_written_is_there_after_opening_again,
    packs::the_pack_in_force_is_the_latest_at_the_time,
    packs::the_pack_in_force_is_not_adopted_twice,
    packs::each_pack_has_its_own_line,
    packs::a_taken_id_is_refused,
    packs::files_are_json_of_any_length,
    settings::the_latest_change_wins_and_all_are_kept,
    settings::settings_are_sorted_by_code_point,
    audit::entries_come_in_order,
    audit::the_log_is_append_only,
    audit::an_import_is_recorded_once,
    audit::an_import_that_fails_halfway_leaves_nothing,
    audit::text_that_a_database_cannot_keep_is_refused_by_both,
    closings::the_latest_closing_holds_and_all_are_kept,
    closings::a_closed_period_is_closed_anew_only_when_asked,
    closings::closings_are_never_rewritten,
    findings::a_finding_is_accepted_once_and_opened_again,
    findings::decisions_about_findings_are_never_rewritten,
    writers::nothing_is_lost_between_two_writers,
    writers::of_equal_adoptions_at_once_one_is_kept,
}
