//! Sessions: long work that says how far it has come, ends before its time, and keeps to limits.
use crate::error::checked;
use crate::tables::build;
use crate::{c_text, Day, Error, Policy, Portfolio, TableColumn};
use giaingan_sys as sys;
use std::ptr;

/// Every call with a portfolio that was read or made in a session is counted, and can be ended by any thread. What was made
/// in it may outlive it.
pub struct Session(*mut sys::giaingan_session);

// The library lets any thread call any function of a session at any time.
unsafe impl Send for Session {}
unsafe impl Sync for Session {}

impl Drop for Session {
    fn drop(&mut self) {
        unsafe { sys::giaingan_session_release(self.0) }
    }
}

impl Session {
    /// Limits by name: "max_policy_bytes", "max_depth", "max_file_bytes", "max_rows", "max_diagnostics", "max_steps"; those
    /// that aren't given are the library's.
    pub fn new(limits: &[(&str, i64)]) -> Result<Self, Error> {
        let mut made = Self(ptr::null_mut());
        checked(|error| unsafe { sys::giaingan_session_create(&mut made.0, error) })?;
        for (name, value) in limits {
            let name = c_text(name)?;
            checked(|error| unsafe { sys::giaingan_session_set_limit(made.0, name.as_ptr(), *value, error) })?;
        }
        Ok(made)
    }

    /// As `Policy::from_documents`, within the session's limits.
    pub fn policy(&self, documents: &[(&str, &[u8])], as_of: Option<Day>) -> Result<Policy, Error> {
        Policy::read_documents(documents, as_of, |given, made, error| unsafe {
            let Day { year, month, day } = given.day;
            sys::giaingan_session_policy(
                self.0, given.names, given.texts, given.sizes, given.count, year, month, day, made, error,
            )
        })
    }

    /// As `Portfolio::read`.
    pub fn read(&self, folder: &str, year: i32) -> Result<Portfolio, Error> {
        let folder = c_text(folder)?;
        let mut made = ptr::null_mut();
        checked(|error| unsafe { sys::giaingan_session_portfolio(self.0, folder.as_ptr(), year, &mut made, error) })?;
        Ok(Portfolio(made))
    }

    /// As `Portfolio::from_tables`.
    pub fn from_tables(&self, year: i32, tables: &[(&str, &[TableColumn<'_>])]) -> Result<Portfolio, Error> {
        build(tables, |builder, error| unsafe { sys::giaingan_session_builder(self.0, year, builder, error) })
    }

    /// The steps that are done, and those that are known to be needed so far.
    pub fn progress(&self) -> (i64, i64) {
        let (mut done, mut expected) = (0, 0);
        unsafe { sys::giaingan_session_progress(self.0, &mut done, &mut expected) };
        (done, expected)
    }

    /// Ends what runs in the session, and what is begun in it before `reset`, with `Error::Cancelled`. Never waits.
    pub fn cancel(&self) {
        unsafe { sys::giaingan_session_cancel(self.0) }
    }

    /// As if nothing had been done or cancelled in it yet; limits stay.
    pub fn reset(&self) {
        unsafe { sys::giaingan_session_reset(self.0) }
    }
}
