//! Portfolios from a host's own columns.
use crate::error::checked;
use crate::{c_text, Error, Portfolio};
use giaingan_sys as sys;
use std::ffi::CString;
use std::ptr;

/// The values of a column.
#[derive(Clone, Copy, Debug)]
pub enum Cells<'a> {
    /// amounts, years, months
    Int64(&'a [i64]),
    /// years, months
    Int32(&'a [i32]),
    /// texts, days as "2024-06-30", months as "2024-06"; an empty text is an empty field
    Text(&'a [&'a str]),
}

/// A column of a table, named as in the dataset's files.
#[derive(Clone, Copy, Debug)]
pub struct TableColumn<'a> {
    pub name: &'a str,
    pub cells: Cells<'a>,
    /// None: every row has a value; else 0 in rows without one.
    pub valid: Option<&'a [u8]>,
}

impl<'a> TableColumn<'a> {
    pub fn new(name: &'a str, cells: Cells<'a>) -> Self {
        Self { name, cells, valid: None }
    }
}

/// A column as C reads it, with the memory that isn't the caller's.
struct Lent {
    view: sys::giaingan_column,
    _alive: (CString, Vec<i64>, String),
}

impl Lent {
    fn new(column: &TableColumn<'_>) -> Result<Self, Error> {
        let name = c_text(column.name)?;
        let (mut offsets, mut bytes) = (Vec::new(), String::new());
        let (data, length, kind) = match column.cells {
            Cells::Int64(values) => (values.as_ptr().cast(), values.len(), sys::GIAINGAN_INT64),
            Cells::Int32(values) => (values.as_ptr().cast(), values.len(), sys::GIAINGAN_INT32),
            Cells::Text(texts) => {
                bytes = texts.concat();
                offsets.push(0);
                offsets.extend(texts.iter().scan(0, |end, text| {
                    *end += text.len() as i64;
                    Some(*end)
                }));
                (bytes.as_ptr().cast(), texts.len(), sys::GIAINGAN_UTF8)
            }
        };
        if column.valid.is_some_and(|valid| valid.len() != length) {
            return Err(Error::InvalidArgument(format!("column {}: valid is not of its length", column.name)));
        }
        let view = sys::giaingan_column {
            name: name.as_ptr(),
            data,
            offsets: if offsets.is_empty() { ptr::null() } else { offsets.as_ptr() },
            valid: column.valid.map_or(ptr::null(), <[u8]>::as_ptr),
            length: length as i64,
            stride: 0,
            kind,
        };
        Ok(Self { view, _alive: (name, offsets, bytes) })
    }
}

struct Builder(*mut sys::giaingan_builder);

impl Drop for Builder {
    fn drop(&mut self) {
        unsafe { sys::giaingan_builder_release(self.0) }
    }
}

impl Builder {
    fn add(&self, table: &str, columns: &[TableColumn<'_>]) -> Result<(), Error> {
        let table = c_text(table)?;
        let lent = columns.iter().map(Lent::new).collect::<Result<Vec<_>, _>>()?;
        let views: Vec<_> = lent.iter().map(|each| each.view).collect();
        checked(|error| unsafe {
            sys::giaingan_builder_add(self.0, table.as_ptr(), views.as_ptr(), views.len() as i64, error)
        })
    }
}

pub(crate) type BuilderOut = *mut *mut sys::giaingan_builder;
type ErrorOut = *mut *mut sys::giaingan_error;

pub(crate) fn build(
    tables: &[(&str, &[TableColumn<'_>])],
    create: impl FnOnce(BuilderOut, ErrorOut) -> i32,
) -> Result<Portfolio, Error> {
    let mut builder = Builder(ptr::null_mut());
    checked(|error| create(&mut builder.0, error))?;
    for (name, columns) in tables {
        builder.add(name, columns)?;
    }
    let mut made = ptr::null_mut();
    checked(|error| unsafe { sys::giaingan_builder_finish(builder.0, &mut made, error) })?;
    Ok(Portfolio(made))
}

impl Portfolio {
    /// Makes a portfolio of tables named as the dataset's files are: "units", "projects" and "allocations" before what
    /// refers to them.
    pub fn from_tables(year: i32, tables: &[(&str, &[TableColumn<'_>])]) -> Result<Self, Error> {
        build(tables, |builder, error| unsafe { sys::giaingan_builder_create(year, builder, error) })
    }
}
