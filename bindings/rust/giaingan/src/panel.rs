//! Ranks and runs of very many units, straight from their figures by month.
use crate::error::checked;
use crate::Error;
use giaingan_sys as sys;
use std::marker::PhantomData;
use std::ptr;

/// How equal ratios are ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// 1, 2, 2, 4
    Standard = sys::GIAINGAN_RANK_STANDARD as isize,
    /// 1, 2, 2, 3
    Dense = sys::GIAINGAN_RANK_DENSE as isize,
}

/// What a month without a ratio or a reference does to a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    Breaks = sys::GIAINGAN_GAP_BREAKS as isize,
    /// is taken out
    Skipped = sys::GIAINGAN_GAP_SKIPPED as isize,
}

/// What counts as below, and what makes a run.
#[derive(Clone, Copy, Debug)]
pub struct Check<'a> {
    pub months_in_a_row: i32,
    pub gap: Gap,
    pub threads: i32,
    /// Plan and disbursed of another's average, month by month; None: the panel's own weighted average.
    pub reference: Option<(&'a [i64], &'a [i64])>,
}

/// Which months of each unit are below, as bits (January is the lowest), and the runs they form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runs {
    pub below: Vec<u16>,
    pub undefined: Vec<u16>,
    pub current: Vec<u8>,
    pub longest: Vec<u8>,
    /// month in which a run was first long enough; 0: none
    pub first_flagged: Vec<u8>,
}

/// Plan and disbursed of units, a slice a month, which are borrowed.
pub struct Panel<'a> {
    raw: *mut sys::giaingan_panel,
    months: usize,
    units: usize,
    _figures: PhantomData<&'a [i64]>,
}

unsafe impl Send for Panel<'_> {}
unsafe impl Sync for Panel<'_> {}

impl Drop for Panel<'_> {
    fn drop(&mut self) {
        unsafe { sys::giaingan_panel_release(self.raw) }
    }
}

fn views(months: &[&[i64]]) -> Vec<sys::giaingan_column> {
    let view = |values: &&[i64]| crate::result::view_of(values, ptr::null(), ptr::null());
    months.iter().map(view).collect()
}

impl<'a> Panel<'a> {
    pub fn new(plan: &[&'a [i64]], disbursed: &[&'a [i64]], first_month: i32) -> Result<Self, Error> {
        if plan.len() != disbursed.len() {
            let words = format!("there are {} months of plan and {} of disbursed", plan.len(), disbursed.len());
            return Err(Error::InvalidArgument(words));
        }
        let (plans, paid) = (views(plan), views(disbursed));
        let mut raw = ptr::null_mut();
        checked(|error| unsafe {
            sys::giaingan_panel_create(plans.as_ptr(), paid.as_ptr(), first_month, plans.len() as i32, &mut raw, error)
        })?;
        Ok(Self { raw, months: plan.len(), units: plan.first().map_or(0, |month| month.len()), _figures: PhantomData })
    }

    /// Plan and disbursed of all units in a month.
    pub fn total(&self, month: i32) -> Result<(i64, i64), Error> {
        let (mut plan, mut disbursed) = (0, 0);
        checked(|error| unsafe { sys::giaingan_panel_total(self.raw, month, &mut plan, &mut disbursed, error) })?;
        Ok((plan, disbursed))
    }

    /// Ranks each month's units by their exact ratios, 1 for the highest; 0 without a ratio.
    pub fn rank(&self, ties: Ties, threads: i32) -> Result<Vec<Vec<i32>>, Error> {
        let mut ranks = vec![vec![0; self.units]; self.months];
        let places: Vec<*mut i32> = ranks.iter_mut().map(|month| month.as_mut_ptr()).collect();
        checked(|error| unsafe { sys::giaingan_panel_rank(self.raw, ties as i32, threads, places.as_ptr(), error) })?;
        Ok(ranks)
    }

    /// The months below a reference, and their runs.
    pub fn below_average(&self, check: Check<'_>) -> Result<Runs, Error> {
        let (mut plan, mut disbursed) = (ptr::null(), ptr::null());
        if let Some((plans, paid)) = check.reference {
            if plans.len() != self.months || paid.len() != self.months {
                return Err(Error::InvalidArgument(format!("a reference has {} months", self.months)));
            }
            (plan, disbursed) = (plans.as_ptr(), paid.as_ptr());
        }
        let bits = || vec![0u16; self.units];
        let counts = || vec![0u8; self.units];
        let mut runs = Runs {
            below: bits(),
            undefined: bits(),
            current: counts(),
            longest: counts(),
            first_flagged: counts(),
        };
        checked(|error| unsafe {
            sys::giaingan_panel_below_average(
                self.raw,
                plan,
                disbursed,
                check.months_in_a_row,
                check.gap as i32,
                check.threads,
                runs.below.as_mut_ptr(),
                runs.undefined.as_mut_ptr(),
                runs.current.as_mut_ptr(),
                runs.longest.as_mut_ptr(),
                runs.first_flagged.as_mut_ptr(),
                error,
            )
        })?;
        Ok(runs)
    }
}
