//! The completion evaluation of very many units, straight from columns of their metrics.
use crate::error::checked;
use crate::result::{lent, view_of};
use crate::{c_text, Error, EvaluationResult, Policy};
use giaingan_sys as sys;
use std::ffi::{c_char, CString};
use std::marker::PhantomData;
use std::ptr;

/// Who is rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Collective = sys::GIAINGAN_SUBJECT_COLLECTIVE as isize,
    /// the persons at their head
    Head = sys::GIAINGAN_SUBJECT_HEAD as isize,
}

/// A step on the way to a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    ByTotal,
    AfterLimits,
    Final,
}

/// A metric of every unit.
#[derive(Clone, Copy, Debug)]
pub struct Metric<'a> {
    pub name: &'a str,
    pub values: &'a [i64],
    /// None: whole numbers
    pub denominators: Option<&'a [i64]>,
    /// None: no value is missing; else 0 where one is.
    pub valid: Option<&'a [u8]>,
}

/// Ratings of units under a policy's section "evaluation". Metrics are borrowed.
pub struct Ratings<'a> {
    raw: *mut sys::giaingan_ratings,
    _names: Vec<CString>,
    _metrics: PhantomData<&'a [i64]>,
}

unsafe impl Send for Ratings<'_> {}
unsafe impl Sync for Ratings<'_> {}

impl Drop for Ratings<'_> {
    fn drop(&mut self) {
        unsafe { sys::giaingan_ratings_release(self.raw) }
    }
}

type ColumnOut = *mut sys::giaingan_column;
type ErrorOut = *mut *mut sys::giaingan_error;

impl<'a> Ratings<'a> {
    /// Rows stand in the order of the units' ids. `collectives` are for heads that are held to them.
    pub fn new(
        policy: &Policy,
        subject: Subject,
        collectives: Option<&Ratings<'_>>,
        metrics: &[Metric<'a>],
    ) -> Result<Self, Error> {
        let names = metrics.iter().map(|each| c_text(each.name)).collect::<Result<Vec<_>, _>>()?;
        let (mut tops, mut bottoms) = (Vec::new(), Vec::new());
        for (metric, name) in metrics.iter().zip(&names) {
            let rows = metric.values.len();
            if metric.valid.is_some_and(|valid| valid.len() != rows) || metric.denominators.is_some_and(|d| d.len() != rows) {
                return Err(Error::InvalidArgument(format!("the slices of {} aren't of one length", metric.name)));
            }
            let valid = metric.valid.map_or(ptr::null(), <[u8]>::as_ptr);
            tops.push(view_of(metric.values, name.as_ptr(), valid));
            let mut bottom = view_of(metric.denominators.unwrap_or_default(), ptr::null(), ptr::null());
            if metric.denominators.is_none() {
                bottom.data = ptr::null();
            }
            bottoms.push(bottom);
        }
        let held_to = collectives.map_or(ptr::null(), |each| each.raw.cast_const());
        let mut raw = ptr::null_mut();
        checked(|error| unsafe {
            let count = metrics.len() as i64;
            sys::giaingan_ratings_create(
                policy.raw(), subject as i32, held_to, tops.as_ptr(), bottoms.as_ptr(), count, &mut raw, error,
            )
        })?;
        Ok(Self { raw, _names: names, _metrics: PhantomData })
    }

    fn column<T>(&self, find: impl FnOnce(ColumnOut, ErrorOut) -> i32) -> Result<&[T], Error> {
        let mut view = std::mem::MaybeUninit::<sys::giaingan_column>::uninit();
        checked(|error| find(view.as_mut_ptr(), error))?;
        unsafe {
            let view = view.assume_init();
            Ok(lent(view.data.cast(), view.length as usize))
        }
    }

    fn named<T>(&self, name: &str, find: impl FnOnce(*const c_char, ColumnOut, ErrorOut) -> i32) -> Result<&[T], Error> {
        let name = c_text(name)?;
        self.column(|view, error| find(name.as_ptr(), view, error))
    }

    /// Each unit's class, as its row in the legend's table "classes"; -1: not classed.
    pub fn classes(&self, step: Step) -> Result<&[i16], Error> {
        let name = match step {
            Step::ByTotal => "class_by_total",
            Step::AfterLimits => "class_after_limits",
            Step::Final => "class",
        };
        self.named(name, |name, view, error| unsafe { sys::giaingan_ratings_column(self.raw, name, view, error) })
    }

    /// Each unit's total as a fraction; one denominator is that of all.
    pub fn totals(&self) -> Result<(&[i64], &[i64]), Error> {
        let part = |name| {
            self.named(name, |name, view, error| unsafe { sys::giaingan_ratings_column(self.raw, name, view, error) })
        };
        Ok((part("total_num")?, part("total_den")?))
    }

    /// Each unit's band under a criterion, counted from 0; below 0: none (giaingan.h, GIAINGAN_BAND_).
    pub fn bands(&self, criterion: &str) -> Result<&[i16], Error> {
        self.named(criterion, |id, view, error| unsafe { sys::giaingan_ratings_bands(self.raw, id, view, error) })
    }

    /// Whether a veto or cap, by its row in the legend's table "limits", holds: 1, 0, or -1 undecided.
    pub fn limit(&self, row: i64) -> Result<&[i8], Error> {
        self.column(|view, error| unsafe { sys::giaingan_ratings_limit(self.raw, row, view, error) })
    }

    /// Which units a quota has demoted by one class: 1 or 0.
    pub fn demoted(&self, quota: &str) -> Result<&[i8], Error> {
        self.named(quota, |id, view, error| unsafe { sys::giaingan_ratings_demoted(self.raw, id, view, error) })
    }

    /// What places stand for: the tables "criteria", "bands", "classes", "limits", "quotas".
    pub fn legend(&self) -> Result<EvaluationResult, Error> {
        crate::ask(|made, error| unsafe { sys::giaingan_ratings_legend(self.raw, made, error) })
    }

    /// The evidence of one unit in full, before quotas.
    pub fn explain(&self, row: i64, unit: &str) -> Result<EvaluationResult, Error> {
        let unit = c_text(unit)?;
        crate::ask(|made, error| unsafe { sys::giaingan_ratings_explain(self.raw, row, unit.as_ptr(), made, error) })
    }
}
