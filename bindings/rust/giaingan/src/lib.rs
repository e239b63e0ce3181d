//! Exact rules for the disbursement of public-investment capital in Vietnam, over `libgiaingan.so.1`.
//!
//! Amounts are whole đồng. Policies, portfolios and results are immutable and may be shared between threads.
//!
//! ```no_run
//! use giaingan::{Day, Policy, Portfolio};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let policy = Policy::from_json(&std::fs::read("policy.json")?, "policy.json")?;
//! let portfolio = Portfolio::read("dataset", policy.year())?;
//! let result = policy.assess(&portfolio, Day::new(2024, 9, 30), None)?;
//! println!("{}", result.json());
//! # Ok(()) }
//! ```
mod error;
mod panel;
mod questions;
mod ratings;
mod result;
mod session;
mod simulation;
mod tables;

pub use error::{Diagnostic, Error};
pub use panel::{Check, Gap, Panel, Runs, Ties};
pub use questions::{compare, compare_rubrics, resolve_policy, test_policy, test_policy_documents, Goal, Side};
pub use ratings::{Metric, Ratings, Step, Subject};
pub use result::{Column, EvaluationResult, Values};
pub use session::Session;
pub use simulation::{digests, simulate, Sweep};
pub use tables::{Cells, TableColumn};

use error::checked;
use giaingan_sys as sys;
use std::ffi::{c_char, CStr, CString};
use std::ptr;

/// The library's version, as "0.1.0".
pub fn version() -> &'static str {
    unsafe { CStr::from_ptr(sys::giaingan_version()) }.to_str().unwrap_or_default()
}

/// A calendar day. One that doesn't exist is refused where it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    year: i32,
    month: i32,
    day: i32,
}

impl Day {
    pub fn new(year: i32, month: u8, day: u8) -> Self {
        Self { year, month: month.into(), day: day.into() }
    }
}

impl std::str::FromStr for Day {
    type Err = Error;

    /// YYYY-MM-DD
    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || Error::InvalidArgument(format!("{text:?} is no day as YYYY-MM-DD"));
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else { return Err(wrong()) };
        Ok(Self::new(
            year.parse().map_err(|_| wrong())?,
            month.parse().map_err(|_| wrong())?,
            day.parse().map_err(|_| wrong())?,
        ))
    }
}

pub(crate) fn c_text(text: &str) -> Result<CString, Error> {
    CString::new(text).map_err(|_| Error::InvalidArgument(format!("{text:?} holds a NUL byte")))
}

pub(crate) fn optional(text: Option<&str>) -> Result<Option<CString>, Error> {
    text.map(c_text).transpose()
}

pub(crate) fn pointer(text: &Option<CString>) -> *const c_char {
    text.as_ref().map_or(ptr::null(), |text| text.as_ptr())
}

/// A policy document, read and checked.
pub struct Policy(*mut sys::giaingan_policy);

// Immutable in the library, whose contract lets any number of threads read it.
unsafe impl Send for Policy {}
unsafe impl Sync for Policy {}

impl Drop for Policy {
    fn drop(&mut self) {
        unsafe { sys::giaingan_policy_release(self.0) }
    }
}

/// The facts of one budget year, checked.
pub struct Portfolio(*mut sys::giaingan_portfolio);

unsafe impl Send for Portfolio {}
unsafe impl Sync for Portfolio {}

impl Drop for Portfolio {
    fn drop(&mut self) {
        unsafe { sys::giaingan_portfolio_release(self.0) }
    }
}

impl Portfolio {
    /// Reads a dataset folder of CSV files.
    pub fn read(folder: &str, year: i32) -> Result<Self, Error> {
        let folder = c_text(folder)?;
        let mut made = ptr::null_mut();
        checked(|error| unsafe { sys::giaingan_portfolio_read(folder.as_ptr(), year, &mut made, error) })?;
        Ok(Self(made))
    }
}

type ResultOut = *mut *mut sys::giaingan_result;
type PortfolioOut = *mut *mut sys::giaingan_portfolio;
type ErrorOut = *mut *mut sys::giaingan_error;

pub(crate) fn ask(call: impl FnOnce(ResultOut, ErrorOut) -> i32) -> Result<EvaluationResult, Error> {
    let mut made = ptr::null_mut();
    checked(|error| call(&mut made, error))?;
    Ok(EvaluationResult::new(made))
}

/// The answer to a question that changes plans, and the portfolio that it leads to.
fn change(
    call: impl FnOnce(ResultOut, PortfolioOut, ErrorOut) -> i32,
) -> Result<(EvaluationResult, Portfolio), Error> {
    let mut after = ptr::null_mut();
    let result = ask(|made, error| call(made, &mut after, error))?;
    Ok((result, Portfolio(after)))
}

/// Documents and a day as C takes them.
pub(crate) struct LentDocuments {
    pub names: *const *const c_char,
    pub texts: *const *const c_char,
    pub sizes: *const i64,
    pub count: i64,
    pub day: Day,
}

/// Lends documents (name and JSON) and a day to a call.
pub(crate) fn lend_documents<T>(
    documents: &[(&str, &[u8])],
    as_of: Option<Day>,
    call: impl FnOnce(LentDocuments) -> Result<T, Error>,
) -> Result<T, Error> {
    let named = documents.iter().map(|(name, _)| c_text(name)).collect::<Result<Vec<_>, _>>()?;
    let names: Vec<*const c_char> = named.iter().map(|name| name.as_ptr()).collect();
    let texts: Vec<*const c_char> = documents.iter().map(|(_, json)| json.as_ptr().cast()).collect();
    let sizes: Vec<i64> = documents.iter().map(|(_, json)| json.len() as i64).collect();
    call(LentDocuments {
        names: names.as_ptr(),
        texts: texts.as_ptr(),
        sizes: sizes.as_ptr(),
        count: documents.len() as i64,
        day: as_of.unwrap_or(Day { year: 0, month: 0, day: 0 }),
    })
}

impl Policy {
    /// Reads a document (JSON, UTF-8); `name` is what diagnostics call it.
    pub fn from_json(json: &[u8], name: &str) -> Result<Self, Error> {
        let name = c_text(name)?;
        let mut made = ptr::null_mut();
        checked(|error| unsafe {
            sys::giaingan_policy_from_json(json.as_ptr().cast(), json.len() as i64, name.as_ptr(), &mut made, error)
        })?;
        Ok(Self(made))
    }

    /// Reads a policy, the first of the documents (name and JSON), with those that it extends, as all of it stands on a
    /// day; None: dated values are refused.
    pub fn from_documents(documents: &[(&str, &[u8])], as_of: Option<Day>) -> Result<Self, Error> {
        Self::read_documents(documents, as_of, |given, made, error| unsafe {
            let Day { year, month, day } = given.day;
            sys::giaingan_policy_from_documents(
                given.names, given.texts, given.sizes, given.count, year, month, day, made, error,
            )
        })
    }

    pub(crate) fn read_documents(
        documents: &[(&str, &[u8])],
        as_of: Option<Day>,
        read: impl FnOnce(LentDocuments, *mut *mut sys::giaingan_policy, ErrorOut) -> i32,
    ) -> Result<Self, Error> {
        lend_documents(documents, as_of, |given| {
            let mut made = ptr::null_mut();
            checked(|error| read(given, &mut made, error))?;
            Ok(Self(made))
        })
    }

    pub(crate) fn raw(&self) -> *const sys::giaingan_policy {
        self.0
    }

    /// The budget year.
    pub fn year(&self) -> i32 {
        unsafe { sys::giaingan_policy_year(self.0) }
    }

    /// Ratios, averages, ranking, milestones, runs below the average, obligations and project checks as of a day.
    pub fn assess(&self, of: &Portfolio, as_of: Day, level: Option<&str>) -> Result<EvaluationResult, Error> {
        let level = optional(level)?;
        ask(|made, error| unsafe {
            sys::giaingan_assess(self.0, of.0, as_of.year, as_of.month, as_of.day, pointer(&level), made, error)
        })
    }

    /// The verdicts of `assess` without the evidence of each month, many times faster.
    pub fn judge(&self, of: &Portfolio, as_of: Day, level: Option<&str>) -> Result<EvaluationResult, Error> {
        let level = optional(level)?;
        ask(|made, error| unsafe {
            sys::giaingan_judge(self.0, of.0, as_of.year, as_of.month, as_of.day, pointer(&level), made, error)
        })
    }

    /// Completion evaluation as of a day.
    pub fn evaluate(&self, of: &Portfolio, as_of: Day) -> Result<EvaluationResult, Error> {
        ask(|made, error| unsafe {
            sys::giaingan_evaluate(self.0, of.0, as_of.year, as_of.month, as_of.day, made, error)
        })
    }

    /// The year's duties as of a day, of one unit or of all.
    pub fn list_obligations(&self, of: &Portfolio, as_of: Day, unit: Option<&str>) -> Result<EvaluationResult, Error> {
        let unit = optional(unit)?;
        ask(|made, error| unsafe {
            sys::giaingan_list_obligations(self.0, of.0, as_of.year, as_of.month, as_of.day, pointer(&unit), made, error)
        })
    }

    /// One reallocation round, by its id in the policy.
    pub fn reallocate(&self, of: &Portfolio, round: &str) -> Result<(EvaluationResult, Portfolio), Error> {
        let round = c_text(round)?;
        change(|made, after, error| unsafe {
            sys::giaingan_reallocate(self.0, of.0, round.as_ptr(), made, after, error)
        })
    }

    /// One adjustment of the medium-term plan, by its id in the policy.
    pub fn adjust_medium_term(&self, of: &Portfolio, id: &str) -> Result<(EvaluationResult, Portfolio), Error> {
        let id = c_text(id)?;
        change(|made, after, error| unsafe {
            sys::giaingan_adjust_medium_term(self.0, of.0, id.as_ptr(), made, after, error)
        })
    }

    /// Plans of sources fed by revenue, as of a day.
    pub fn review_revenue_plans(&self, of: &Portfolio, as_of: Day) -> Result<(EvaluationResult, Portfolio), Error> {
        change(|made, after, error| unsafe {
            sys::giaingan_review_revenue_plans(self.0, of.0, as_of.year, as_of.month, as_of.day, made, after, error)
        })
    }

    /// Holds a saved round to what policy and portfolio ask for, with code that shares nothing with the one that found
    /// it; the portfolio with the round applied.
    pub fn verify_round(&self, of: &Portfolio, json: &str) -> Result<Portfolio, Error> {
        let mut after = ptr::null_mut();
        checked(|error| unsafe {
            sys::giaingan_verify_round(self.0, of.0, json.as_ptr().cast(), json.len() as i64, &mut after, error)
        })?;
        Ok(Portfolio(after))
    }
}
