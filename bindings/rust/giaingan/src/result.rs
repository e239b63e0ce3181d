use crate::error::checked;
use crate::{c_text, Error};
use giaingan_sys as sys;
use std::ffi::{c_char, CStr};
use std::ptr;

/// What an evaluation found: a JSON document, and tables of columns, which it lends.
pub struct EvaluationResult(*mut sys::giaingan_result);

unsafe impl Send for EvaluationResult {}
unsafe impl Sync for EvaluationResult {}

impl Drop for EvaluationResult {
    fn drop(&mut self) {
        unsafe { sys::giaingan_result_release(self.0) }
    }
}

/// A column of a table, in the library's memory.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    pub values: Values<'a>,
    /// None: every row has a value; else 0 in rows without one.
    pub valid: Option<&'a [u8]>,
}

#[derive(Clone, Copy, Debug)]
pub enum Values<'a> {
    Int64(&'a [i64]),
    Int32(&'a [i32]),
    /// days since 1970-01-01
    Days(&'a [i32]),
    Bool(&'a [u8]),
    /// text i is `bytes[offsets[i]..offsets[i + 1]]`
    Text { offsets: &'a [i64], bytes: &'a [u8] },
}

impl<'a> Column<'a> {
    pub fn len(&self) -> usize {
        match self.values {
            Values::Int64(values) => values.len(),
            Values::Int32(values) | Values::Days(values) => values.len(),
            Values::Bool(values) => values.len(),
            Values::Text { offsets, .. } => offsets.len() - 1,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of a row of a column of texts; None without a value.
    pub fn text(&self, row: usize) -> Option<&'a str> {
        let Values::Text { offsets, bytes } = self.values else { return None };
        if self.valid.is_some_and(|valid| valid[row] == 0) {
            return None;
        }
        std::str::from_utf8(&bytes[offsets[row] as usize..offsets[row + 1] as usize]).ok()
    }

    /// The number of a row of a column of int64; None without a value.
    pub fn number(&self, row: usize) -> Option<i64> {
        let Values::Int64(values) = self.values else { return None };
        (!self.valid.is_some_and(|valid| valid[row] == 0)).then(|| values[row])
    }
}

/// Whole numbers as C reads them.
pub(crate) fn view_of(values: &[i64], name: *const c_char, valid: *const u8) -> sys::giaingan_column {
    sys::giaingan_column {
        name,
        data: values.as_ptr().cast(),
        offsets: ptr::null(),
        valid,
        length: values.len() as i64,
        stride: 0,
        kind: sys::GIAINGAN_INT64,
    }
}

/// Memory that a result lends; a NULL stands for none.
pub(crate) unsafe fn lent<'a, T>(first: *const T, count: usize) -> &'a [T] {
    if first.is_null() {
        &[]
    } else {
        std::slice::from_raw_parts(first, count)
    }
}

impl EvaluationResult {
    pub(crate) fn new(raw: *mut sys::giaingan_result) -> Self {
        Self(raw)
    }

    /// The document that the command line prints: the same bytes.
    pub fn json(&self) -> &str {
        let (mut text, mut size) = (ptr::null(), 0);
        unsafe {
            sys::giaingan_result_json(self.0, &mut text, &mut size, ptr::null_mut());
            std::str::from_utf8_unchecked(lent(text.cast::<u8>(), size as usize))
        }
    }

    /// The names of its tables.
    pub fn tables(&self) -> Vec<&str> {
        unsafe {
            (0..sys::giaingan_result_table_count(self.0))
                .filter_map(|i| CStr::from_ptr(sys::giaingan_result_table_name(self.0, i)).to_str().ok())
                .collect()
        }
    }

    /// A column by its table and name.
    pub fn column(&self, table: &str, name: &str) -> Result<Column<'_>, Error> {
        let (table, name) = (c_text(table)?, c_text(name)?);
        let mut raw = std::mem::MaybeUninit::<sys::giaingan_column>::uninit();
        checked(|error| unsafe {
            sys::giaingan_result_column(self.0, table.as_ptr(), name.as_ptr(), raw.as_mut_ptr(), error)
        })?;
        unsafe {
            let raw = raw.assume_init();
            let rows = raw.length as usize;
            let values = match raw.kind {
                sys::GIAINGAN_INT64 => Values::Int64(lent(raw.data.cast(), rows)),
                sys::GIAINGAN_INT32 => Values::Int32(lent(raw.data.cast(), rows)),
                sys::GIAINGAN_DATE => Values::Days(lent(raw.data.cast(), rows)),
                sys::GIAINGAN_BOOL => Values::Bool(lent(raw.data.cast(), rows)),
                sys::GIAINGAN_UTF8 => {
                    let offsets = lent(raw.offsets, rows + 1);
                    Values::Text { offsets, bytes: lent(raw.data.cast(), offsets[rows] as usize) }
                }
                kind => return Err(Error::Internal(format!("a column of the type {kind}"))),
            };
            Ok(Column { values, valid: (!raw.valid.is_null()).then(|| lent(raw.valid, rows)) })
        }
    }

    /// A row of the table "evidence" in words; `language` is "vi" or "en".
    pub fn explain(&self, row: i64, language: &str) -> Result<String, Error> {
        let language = c_text(language)?;
        taken_text(|text, size, error| unsafe {
            sys::giaingan_result_explain(self.0, row, language.as_ptr(), text, size, error)
        })
    }

    /// The result of `list_obligations` as iCalendar; `language` is "vi" or "en".
    pub fn icalendar(&self, language: &str) -> Result<String, Error> {
        let language = c_text(language)?;
        taken_text(|text, size, error| unsafe {
            sys::giaingan_result_icalendar(self.0, language.as_ptr(), text, size, error)
        })
    }
}

/// The text that a call gives, which is released.
pub(crate) fn taken_text(
    call: impl FnOnce(*mut *mut c_char, *mut i64, *mut *mut sys::giaingan_error) -> i32,
) -> Result<String, Error> {
    let (mut text, mut size) = (ptr::null_mut(), 0);
    checked(|error| call(&mut text, &mut size, error))?;
    unsafe {
        let taken = String::from_utf8_lossy(lent(text.cast_const().cast::<u8>(), size as usize)).into_owned();
        sys::giaingan_text_release(text);
        Ok(taken)
    }
}
