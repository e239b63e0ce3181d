//! Questions back, comparisons, policy tests and saved results.
use crate::error::checked;
use crate::result::taken_text;
use crate::{ask, c_text, lend_documents, optional, pointer, Day, Error, EvaluationResult, Policy, Portfolio};
use giaingan_sys as sys;
use std::ptr;

/// A verdict asked about: "milestone:ID", "not-below", "leave-list", "flagged", "rank:K", "rise:K", "class:ID" or
/// "head-class:ID" of a unit; level None: the policy's.
#[derive(Clone, Copy, Debug)]
pub struct Goal<'a> {
    pub unit: &'a str,
    pub goal: &'a str,
    pub level: Option<&'a str>,
}

impl Policy {
    /// Why a unit doesn't have a verdict: each condition that fails, and by how much.
    pub fn why_not(&self, of: &Portfolio, as_of: Day, goal: Goal<'_>) -> Result<EvaluationResult, Error> {
        let (unit, id, level) = (c_text(goal.unit)?, c_text(goal.goal)?, optional(goal.level)?);
        let Day { year, month, day } = as_of;
        ask(|made, error| unsafe {
            let level = pointer(&level);
            sys::giaingan_why_not(self.0, of.0, year, month, day, unit.as_ptr(), id.as_ptr(), level, made, error)
        })
    }

    /// The least further amount with which a unit reaches a goal, disbursed by a day; None: the milestone's, or `as_of`.
    pub fn what_would_it_take(
        &self,
        of: &Portfolio,
        as_of: Day,
        goal: Goal<'_>,
        by: Option<Day>,
    ) -> Result<EvaluationResult, Error> {
        let (unit, id, level) = (c_text(goal.unit)?, c_text(goal.goal)?, optional(goal.level)?);
        let by = optional(by.map(|day| format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)).as_deref())?;
        let Day { year, month, day } = as_of;
        ask(|made, error| unsafe {
            let (unit, id) = (unit.as_ptr(), id.as_ptr());
            let (by, level) = (pointer(&by), pointer(&level));
            sys::giaingan_what_would_it_take(self.0, of.0, year, month, day, unit, id, by, level, made, error)
        })
    }

    /// Makes a saved result again from its own question; `Error::InvalidInput` says where it comes out otherwise.
    pub fn replay(&self, of: &Portfolio, json: &str) -> Result<(), Error> {
        checked(|error| unsafe {
            sys::giaingan_replay(self.0, of.0, json.as_ptr().cast(), json.len() as i64, error)
        })
    }
}

/// A side of a comparison. The policy is its document, for its values are told apart.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub policy: &'a [u8],
    pub portfolio: &'a Portfolio,
    pub as_of: Day,
}

/// What differs between two policies, portfolios or days, and which of the changes make each verdict differ.
pub fn compare(a: Side<'_>, b: Side<'_>) -> Result<EvaluationResult, Error> {
    ask(|made, error| unsafe {
        sys::giaingan_compare(
            a.policy.as_ptr().cast(),
            a.policy.len() as i64,
            a.portfolio.0,
            a.as_of.year,
            a.as_of.month,
            a.as_of.day,
            b.policy.as_ptr().cast(),
            b.policy.len() as i64,
            b.portfolio.0,
            b.as_of.year,
            b.as_of.month,
            b.as_of.day,
            made,
            error,
        )
    })
}

/// Whether the rubrics of two policies give the same class for all figures; if not, figures that tell them apart.
pub fn compare_rubrics(a: &Policy, b: &Policy) -> Result<EvaluationResult, Error> {
    ask(|made, error| unsafe { sys::giaingan_compare_rubrics(a.0, b.0, made, error) })
}

/// A policy as all of its documents (as of `Policy::from_documents`) stand on a day, as one: it loads by itself, gives the
/// same results (made by itself alone), and is what `compare` and `simulate` take of such a policy.
pub fn resolve_policy(documents: &[(&str, &[u8])], as_of: Option<Day>) -> Result<String, Error> {
    lend_documents(documents, as_of, |given| {
        taken_text(|text, size, error| unsafe {
            let Day { year, month, day } = given.day;
            sys::giaingan_resolve_policy(
                given.names, given.texts, given.sizes, given.count, year, month, day, text, size, error,
            )
        })
    })
}

/// Runs policy tests (docs/policy.md); the table "cases" has a verdict each. `folder`: what their datasets are relative to.
pub fn test_policy(policy: &[u8], tests: &[u8], folder: Option<&str>) -> Result<EvaluationResult, Error> {
    let folder = optional(folder)?;
    ask(|made, error| unsafe {
        sys::giaingan_test_policy(
            policy.as_ptr().cast(),
            policy.len() as i64,
            ptr::null(),
            tests.as_ptr().cast(),
            tests.len() as i64,
            ptr::null(),
            pointer(&folder),
            made,
            error,
        )
    })
}

/// As `test_policy`, of a policy that extends others or has dated values: its documents as of `Policy::from_documents`. Each
/// case asks about the policy of its own day; the tables "coverage" and "edges" say the `file` of each row.
pub fn test_policy_documents(
    documents: &[(&str, &[u8])],
    tests: &[u8],
    folder: Option<&str>,
) -> Result<EvaluationResult, Error> {
    let folder = optional(folder)?;
    lend_documents(documents, None, |given| {
        ask(|made, error| unsafe {
            sys::giaingan_test_policy_documents(
                given.names,
                given.texts,
                given.sizes,
                given.count,
                tests.as_ptr().cast(),
                tests.len() as i64,
                ptr::null(),
                pointer(&folder),
                made,
                error,
            )
        })
    })
}
