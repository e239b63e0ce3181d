use giaingan_sys as sys;
use std::ffi::{c_char, CStr};
use std::fmt;

/// One problem of an input: what is wrong, where, what was expected, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: String,
    pub file: String,
    /// line of the file counted from 1, or 0
    pub row: i64,
    pub column: String,
    /// JSON pointer into a document
    pub pointer: String,
    pub message: String,
    pub expected: String,
    pub remedy: String,
}

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// A document or dataset is wrong, with every problem.
    InvalidInput { text: String, diagnostics: Vec<Diagnostic> },
    /// The call itself is wrong.
    InvalidArgument(String),
    OutOfMemory,
    /// The session was cancelled, or its work came to its limit of steps; inputs are as they were.
    Cancelled,
    /// A fault of the library; please report it.
    Internal(String),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::InvalidInput { text, .. } | Error::InvalidArgument(text) | Error::Internal(text) => {
                formatter.write_str(text)
            }
            Error::OutOfMemory => formatter.write_str("giaingan ran out of memory"),
            Error::Cancelled => formatter.write_str("the work was cancelled, or came to its limit of steps"),
        }
    }
}

impl std::error::Error for Error {}

/// A text that lives as long as what lends it does.
unsafe fn copied(text: *const c_char) -> String {
    CStr::from_ptr(text).to_string_lossy().into_owned()
}

unsafe fn diagnostics(error: *const sys::giaingan_error) -> Vec<Diagnostic> {
    (0..sys::giaingan_error_diagnostic_count(error))
        .filter_map(|index| {
            let mut raw = std::mem::MaybeUninit::<sys::giaingan_diagnostic>::uninit();
            if sys::giaingan_error_diagnostic(error, index, raw.as_mut_ptr()) != sys::GIAINGAN_OK {
                return None;
            }
            let raw = raw.assume_init();
            Some(Diagnostic {
                code: copied(raw.code),
                file: copied(raw.file),
                row: raw.row,
                column: copied(raw.column),
                pointer: copied(raw.pointer),
                message: copied(raw.message),
                expected: copied(raw.expected),
                remedy: copied(raw.remedy),
            })
        })
        .collect()
}

/// Calls a function and makes an error of its failure.
pub(crate) fn checked(call: impl FnOnce(*mut *mut sys::giaingan_error) -> i32) -> Result<(), Error> {
    let mut raw = std::ptr::null_mut();
    let status = call(&mut raw);
    if status == sys::GIAINGAN_OK {
        return Ok(());
    }
    unsafe {
        let text = copied(sys::giaingan_error_text(raw));
        let error = match status {
            sys::GIAINGAN_INVALID_INPUT => Error::InvalidInput { text, diagnostics: diagnostics(raw) },
            sys::GIAINGAN_INVALID_ARGUMENT => Error::InvalidArgument(text),
            sys::GIAINGAN_OUT_OF_MEMORY => Error::OutOfMemory,
            sys::GIAINGAN_CANCELLED => Error::Cancelled,
            _ => Error::Internal(text),
        };
        sys::giaingan_error_release(raw);
        Err(error)
    }
}
