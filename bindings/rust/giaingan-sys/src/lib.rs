//! The functions of `giaingan.h`, as they are. The crate `giaingan` is safe to use.
#![allow(non_camel_case_types)]
#![no_std]

use core::ffi::{c_char, c_void};

pub type giaingan_status = i32;
pub type giaingan_type = i32;

pub const GIAINGAN_OK: giaingan_status = 0;
pub const GIAINGAN_INVALID_INPUT: giaingan_status = 1;
pub const GIAINGAN_INVALID_ARGUMENT: giaingan_status = 2;
pub const GIAINGAN_OUT_OF_MEMORY: giaingan_status = 3;
pub const GIAINGAN_INTERNAL_ERROR: giaingan_status = 4;
pub const GIAINGAN_CANCELLED: giaingan_status = 5;

pub const GIAINGAN_INT64: giaingan_type = 1;
pub const GIAINGAN_FLOAT64: giaingan_type = 2;
pub const GIAINGAN_INT32: giaingan_type = 3;
pub const GIAINGAN_DATE: giaingan_type = 4;
pub const GIAINGAN_UTF8: giaingan_type = 5;
pub const GIAINGAN_BOOL: giaingan_type = 6;
pub const GIAINGAN_INT16: giaingan_type = 7;
pub const GIAINGAN_INT8: giaingan_type = 8;

pub const GIAINGAN_RANK_STANDARD: i32 = 1;
pub const GIAINGAN_RANK_DENSE: i32 = 2;
pub const GIAINGAN_GAP_BREAKS: i32 = 1;
pub const GIAINGAN_GAP_SKIPPED: i32 = 2;
pub const GIAINGAN_SUBJECT_COLLECTIVE: i32 = 1;
pub const GIAINGAN_SUBJECT_HEAD: i32 = 2;

macro_rules! handles {
    ($($name:ident),*) => { $(
        #[repr(C)]
        pub struct $name {
            _opaque: [u8; 0],
        }
    )* };
}
handles!(giaingan_error, giaingan_policy, giaingan_portfolio, giaingan_builder, giaingan_result, giaingan_panel);
handles!(giaingan_ratings, giaingan_session);

#[repr(C)]
#[derive(Clone, Copy)]
pub struct giaingan_column {
    pub name: *const c_char,
    pub data: *const c_void,
    pub offsets: *const i64,
    pub valid: *const u8,
    pub length: i64,
    pub stride: i32,
    pub kind: giaingan_type,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct giaingan_diagnostic {
    pub code: *const c_char,
    pub file: *const c_char,
    pub column: *const c_char,
    pub pointer: *const c_char,
    pub message: *const c_char,
    pub expected: *const c_char,
    pub remedy: *const c_char,
    pub row: i64,
}

/// What each allocation has disbursed at the end of a month: context, month, seed, draw, allocations, plan, before,
/// disbursed.
pub type giaingan_behaviour =
    Option<unsafe extern "C" fn(*mut c_void, i32, i64, i64, i64, *const i64, *const i64, *mut i64) -> i32>;

extern "C" {
    pub fn giaingan_version() -> *const c_char;
    pub fn giaingan_constant(name: *const c_char, value: *mut i64) -> giaingan_status;

    pub fn giaingan_error_text(error: *const giaingan_error) -> *const c_char;
    pub fn giaingan_error_diagnostic_count(error: *const giaingan_error) -> i64;
    pub fn giaingan_error_diagnostic(
        error: *const giaingan_error,
        index: i64,
        diagnostic: *mut giaingan_diagnostic,
    ) -> giaingan_status;
    pub fn giaingan_error_release(error: *mut giaingan_error);

    pub fn giaingan_policy_from_json(
        json: *const c_char,
        json_size: i64,
        name: *const c_char,
        policy: *mut *mut giaingan_policy,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_policy_from_documents(
        names: *const *const c_char,
        documents: *const *const c_char,
        sizes: *const i64,
        count: i64,
        year: i32,
        month: i32,
        day: i32,
        policy: *mut *mut giaingan_policy,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_resolve_policy(
        names: *const *const c_char,
        documents: *const *const c_char,
        sizes: *const i64,
        count: i64,
        year: i32,
        month: i32,
        day: i32,
        text: *mut *mut c_char,
        text_size: *mut i64,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_policy_release(policy: *mut giaingan_policy);
    pub fn giaingan_policy_year(policy: *const giaingan_policy) -> i32;

    pub fn giaingan_portfolio_read(
        folder: *const c_char,
        budget_year: i32,
        portfolio: *mut *mut giaingan_portfolio,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_portfolio_release(portfolio: *mut giaingan_portfolio);

    pub fn giaingan_builder_create(
        budget_year: i32,
        builder: *mut *mut giaingan_builder,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_builder_add(
        builder: *mut giaingan_builder,
        table: *const c_char,
        columns: *const giaingan_column,
        column_count: i64,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_builder_finish(
        builder: *mut giaingan_builder,
        portfolio: *mut *mut giaingan_portfolio,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_builder_release(builder: *mut giaingan_builder);

    pub fn giaingan_assess(
        policy: *const giaingan_policy,
        portfolio: *const giaingan_portfolio,
        year: i32,
        month: i32,
        day: i32,
        level: *const c_char,
        result: *mut *mut giaingan_result,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_judge(
        policy: *const giaingan_policy,
        portfolio: *const giaingan_portfolio,
        year: i32,
        month: i32,
        day: i32,
        level: *const c_char,
        result: *mut *mut giaingan_result,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_evaluate(
        policy: *const giaingan_policy,
        portfolio: *const giaingan_portfolio,
        year: i32,
        month: i32,
        day: i32,
        result: *mut *mut giaingan_result,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_list_obligations(
        policy: *const giaingan_policy,
        portfolio: *const giaingan_portfolio,
        year: i32,
        month: i32,
        day: i32,
        unit: *const c_char,
        result: *mut *mut giaingan_result,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_reallocate(
        policy: *const giaingan_policy,
        portfolio: *const giaingan_portfolio,
        round: *const c_char,
        result: *mut *mut giaingan_result,
        after: *mut *mut giaingan_portfolio,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_adjust_medium_term(
        policy: *const giaingan_policy,
        portfolio: *const giaingan_portfolio,
        adjustment: *const c_char,
        result: *mut *mut giaingan_result,
        after: *mut *mut giaingan_portfolio,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_review_revenue_plans(
        policy: *const giaingan_policy,
        portfolio: *const giaingan_portfolio,
        year: i32,
        month: i32,
        day: i32,
        result: *mut *mut giaingan_result,
        after: *mut *mut giaingan_portfolio,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_verify_round(
        policy: *const giaingan_policy,
        portfolio: *const giaingan_portfolio,
        json: *const c_char,
        json_size: i64,
        after: *mut *mut giaingan_portfolio,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;

    pub fn giaingan_session_create(
        session: *mut *mut giaingan_session,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_session_release(session: *mut giaingan_session);
    pub fn giaingan_session_set_limit(
        session: *mut giaingan_session,
        name: *const c_char,
        value: i64,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_session_cancel(session: *mut giaingan_session);
    pub fn giaingan_session_reset(session: *mut giaingan_session);
    pub fn giaingan_session_progress(
        session: *const giaingan_session,
        done: *mut i64,
        expected: *mut i64,
    ) -> giaingan_status;
    pub fn giaingan_session_policy(
        session: *mut giaingan_session,
        names: *const *const c_char,
        documents: *const *const c_char,
        sizes: *const i64,
        count: i64,
        year: i32,
        month: i32,
        day: i32,
        policy: *mut *mut giaingan_policy,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_session_portfolio(
        session: *mut giaingan_session,
        folder: *const c_char,
        budget_year: i32,
        portfolio: *mut *mut giaingan_portfolio,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_session_builder(
        session: *mut giaingan_session,
        budget_year: i32,
        builder: *mut *mut giaingan_builder,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;

    pub fn giaingan_simulate(
        policy: *const c_char,
        policy_size: i64,
        against: *const c_char,
        against_size: i64,
        portfolio: *const giaingan_portfolio,
        scenarios: *const c_char,
        scenarios_size: i64,
        behaviour: giaingan_behaviour,
        context: *mut c_void,
        threads: i32,
        result: *mut *mut giaingan_result,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_digests(
        policy: *const giaingan_policy,
        portfolio: *const giaingan_portfolio,
        result: *mut *mut giaingan_result,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;

    pub fn giaingan_why_not(
        policy: *const giaingan_policy,
        portfolio: *const giaingan_portfolio,
        year: i32,
        month: i32,
        day: i32,
        unit: *const c_char,
        goal: *const c_char,
        level: *const c_char,
        result: *mut *mut giaingan_result,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_what_would_it_take(
        policy: *const giaingan_policy,
        portfolio: *const giaingan_portfolio,
        year: i32,
        month: i32,
        day: i32,
        unit: *const c_char,
        goal: *const c_char,
        by: *const c_char,
        level: *const c_char,
        result: *mut *mut giaingan_result,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_compare(
        policy_a: *const c_char,
        policy_a_size: i64,
        portfolio_a: *const giaingan_portfolio,
        year_a: i32,
        month_a: i32,
        day_a: i32,
        policy_b: *const c_char,
        policy_b_size: i64,
        portfolio_b: *const giaingan_portfolio,
        year_b: i32,
        month_b: i32,
        day_b: i32,
        result: *mut *mut giaingan_result,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_compare_rubrics(
        policy_a: *const giaingan_policy,
        policy_b: *const giaingan_policy,
        result: *mut *mut giaingan_result,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_test_policy(
        policy: *const c_char,
        policy_size: i64,
        policy_name: *const c_char,
        tests: *const c_char,
        tests_size: i64,
        tests_name: *const c_char,
        folder: *const c_char,
        result: *mut *mut giaingan_result,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_test_policy_documents(
        names: *const *const c_char,
        documents: *const *const c_char,
        sizes: *const i64,
        count: i64,
        tests: *const c_char,
        tests_size: i64,
        tests_name: *const c_char,
        folder: *const c_char,
        result: *mut *mut giaingan_result,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_replay(
        policy: *const giaingan_policy,
        portfolio: *const giaingan_portfolio,
        json: *const c_char,
        json_size: i64,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;

    pub fn giaingan_panel_create(
        plan: *const giaingan_column,
        disbursed: *const giaingan_column,
        first_month: i32,
        months: i32,
        panel: *mut *mut giaingan_panel,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_panel_release(panel: *mut giaingan_panel);
    pub fn giaingan_panel_total(
        panel: *const giaingan_panel,
        month: i32,
        plan: *mut i64,
        disbursed: *mut i64,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_panel_rank(
        panel: *const giaingan_panel,
        ties: i32,
        threads: i32,
        rank: *const *mut i32,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_panel_below_average(
        panel: *const giaingan_panel,
        reference_plan: *const i64,
        reference_disbursed: *const i64,
        months_in_a_row: i32,
        gap: i32,
        threads: i32,
        below: *mut u16,
        undefined: *mut u16,
        current_run: *mut u8,
        longest_run: *mut u8,
        first_flagged: *mut u8,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;

    pub fn giaingan_ratings_create(
        policy: *const giaingan_policy,
        subject: i32,
        collectives: *const giaingan_ratings,
        metrics: *const giaingan_column,
        denominators: *const giaingan_column,
        metric_count: i64,
        ratings: *mut *mut giaingan_ratings,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_ratings_release(ratings: *mut giaingan_ratings);
    pub fn giaingan_ratings_column(
        ratings: *const giaingan_ratings,
        name: *const c_char,
        column: *mut giaingan_column,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_ratings_bands(
        ratings: *const giaingan_ratings,
        criterion: *const c_char,
        column: *mut giaingan_column,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_ratings_limit(
        ratings: *const giaingan_ratings,
        limit: i64,
        column: *mut giaingan_column,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_ratings_demoted(
        ratings: *const giaingan_ratings,
        quota: *const c_char,
        column: *mut giaingan_column,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_ratings_legend(
        ratings: *const giaingan_ratings,
        result: *mut *mut giaingan_result,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_ratings_explain(
        ratings: *const giaingan_ratings,
        row: i64,
        unit: *const c_char,
        result: *mut *mut giaingan_result,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;

    pub fn giaingan_result_release(result: *mut giaingan_result);
    pub fn giaingan_result_json(
        result: *const giaingan_result,
        json: *mut *const c_char,
        json_size: *mut i64,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_result_table_count(result: *const giaingan_result) -> i64;
    pub fn giaingan_result_table_name(result: *const giaingan_result, index: i64) -> *const c_char;
    pub fn giaingan_result_column(
        result: *const giaingan_result,
        table: *const c_char,
        name: *const c_char,
        column: *mut giaingan_column,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_result_explain(
        result: *const giaingan_result,
        evidence_row: i64,
        language: *const c_char,
        text: *mut *mut c_char,
        text_size: *mut i64,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_result_icalendar(
        result: *const giaingan_result,
        language: *const c_char,
        text: *mut *mut c_char,
        text_size: *mut i64,
        error: *mut *mut giaingan_error,
    ) -> giaingan_status;
    pub fn giaingan_text_release(text: *mut c_char);
}
