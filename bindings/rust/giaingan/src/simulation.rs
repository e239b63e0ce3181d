//! Simulated years, and what results are made of.
use crate::{ask, Error, EvaluationResult, Policy, Portfolio};
use giaingan_sys as sys;
use std::ptr;

/// Years to simulate (docs/simulation.md). Policies are documents, for scenarios change them.
#[derive(Clone, Copy, Debug)]
pub struct Sweep<'a> {
    pub policy: &'a [u8],
    /// another policy that the same draws are simulated by
    pub against: Option<&'a [u8]>,
    pub scenarios: &'a [u8],
    /// at most so many
    pub threads: i32,
}

/// Simulates years; a draw is a step of the portfolio's session, the bytes are the same for any number of threads.
pub fn simulate(sweep: Sweep<'_>, of: &Portfolio) -> Result<EvaluationResult, Error> {
    ask(|made, error| unsafe {
        sys::giaingan_simulate(
            sweep.policy.as_ptr().cast(),
            sweep.policy.len() as i64,
            sweep.against.map_or(ptr::null(), |json| json.as_ptr().cast()),
            sweep.against.map_or(0, |json| json.len() as i64),
            of.0,
            sweep.scenarios.as_ptr().cast(),
            sweep.scenarios.len() as i64,
            None,
            ptr::null_mut(),
            sweep.threads,
            made,
            error,
        )
    })
}

/// The SHA-256 of what a policy and a portfolio were made of, of which one may be None: the table "sources".
pub fn digests(policy: Option<&Policy>, portfolio: Option<&Portfolio>) -> Result<EvaluationResult, Error> {
    let policy = policy.map_or(ptr::null(), Policy::raw);
    let portfolio: *const _ = portfolio.map_or(ptr::null_mut(), |each| each.0);
    ask(|made, error| unsafe { sys::giaingan_digests(policy, portfolio, made, error) })
}
