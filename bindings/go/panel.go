package giaingan

// #include <giaingan.h>
import "C"

import (
	"fmt"
	"runtime"
	"sync"
)

// Ties is how equal ratios are ranked.
type Ties int32

const (
	Standard Ties = C.GIAINGAN_RANK_STANDARD // 1, 2, 2, 4
	Dense    Ties = C.GIAINGAN_RANK_DENSE    // 1, 2, 2, 3
)

// Gap is what a month without a ratio or a reference does to a run.
type Gap int32

const (
	Breaks  Gap = C.GIAINGAN_GAP_BREAKS  // ends it
	Skipped Gap = C.GIAINGAN_GAP_SKIPPED // is taken out
)

// A Panel holds plan and disbursed of very many units at successive month-ends; docs/panels.md.
type Panel struct {
	handle        *C.giaingan_panel
	once          sync.Once
	months, units int
	pinner        runtime.Pinner
}

// NewPanel makes a panel of a slice a month, with an amount a unit. The amounts are borrowed: they must stay as they are
// until Close.
func NewPanel(plan, disbursed [][]int64, firstMonth int) (*Panel, error) {
	if len(plan) != len(disbursed) || len(plan) == 0 {
		return nil, fmt.Errorf("%w: %d months of plan and %d of disbursed", ErrInvalidArgument, len(plan), len(disbursed))
	}
	made := &Panel{months: len(plan), units: len(plan[0])}
	plans, disburseds := made.views(plan), made.views(disbursed)
	if err := checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_panel_create(&plans[0], &disburseds[0], C.int32_t(firstMonth), C.int32_t(made.months), &made.handle, e)
	}); err != nil {
		made.pinner.Unpin()
		return nil, err
	}
	runtime.SetFinalizer(made, (*Panel).Close)
	return made, nil
}

func (p *Panel) views(months [][]int64) []C.giaingan_column {
	views := make([]C.giaingan_column, len(months))
	for i, amounts := range months {
		views[i] = C.giaingan_column{data: lent(&p.pinner, amounts), length: C.int64_t(len(amounts)), _type: C.GIAINGAN_INT64}
	}
	return views
}

// Close releases the panel before the garbage collector does.
func (p *Panel) Close() {
	p.once.Do(func() { C.giaingan_panel_release(p.handle); p.handle = nil; p.pinner.Unpin() })
}

// Total gives plan and disbursed of all units in a month.
func (p *Panel) Total(month int) (plan, disbursed int64, err error) {
	defer runtime.KeepAlive(p)
	var ofPlan, ofDisbursed C.int64_t
	err = checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_panel_total(p.handle, C.int32_t(month), &ofPlan, &ofDisbursed, e)
	})
	return int64(ofPlan), int64(ofDisbursed), err
}

// Rank ranks each month's units by their exact ratios, 1 for the highest; 0 without a ratio.
func (p *Panel) Rank(ties Ties, threads int) ([][]int32, error) {
	defer runtime.KeepAlive(p)
	pinner := new(runtime.Pinner)
	defer pinner.Unpin()
	ranks, places := make([][]int32, p.months), make([]*C.int32_t, p.months)
	for month := range ranks {
		ranks[month] = make([]int32, p.units)
		places[month] = (*C.int32_t)(lent(pinner, ranks[month]))
	}
	err := checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_panel_rank(p.handle, C.giaingan_rank_ties(ties), C.int32_t(threads), &places[0], e)
	})
	return ranks, err
}

// A Check says which months count as below and what makes a run.
type Check struct {
	MonthsInARow                      int
	Gap                               Gap
	Threads                           int
	ReferencePlan, ReferenceDisbursed []int64 // an average of another's, month by month; nil: the panel's own
}

// Runs tell which months of each unit are below, as bits (January is the lowest), and the runs they form.
type Runs struct {
	Below, Undefined               []uint16
	Current, Longest, FirstFlagged []uint8 // months, and the month in which a run was first long enough; 0: none
}

// BelowAverage finds the months below a reference and their runs.
func (p *Panel) BelowAverage(check Check) (*Runs, error) {
	defer runtime.KeepAlive(p)
	if (check.ReferencePlan == nil) != (check.ReferenceDisbursed == nil) ||
		(check.ReferencePlan != nil && (len(check.ReferencePlan) != p.months || len(check.ReferenceDisbursed) != p.months)) {
		return nil, fmt.Errorf("%w: a reference has a plan and a disbursed for each of the %d months", ErrInvalidArgument, p.months)
	}
	pinner := new(runtime.Pinner)
	defer pinner.Unpin()
	runs := &Runs{make([]uint16, p.units), make([]uint16, p.units), make([]uint8, p.units), make([]uint8, p.units), make([]uint8, p.units)}
	err := checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_panel_below_average(p.handle,
			(*C.int64_t)(lent(pinner, check.ReferencePlan)), (*C.int64_t)(lent(pinner, check.ReferenceDisbursed)),
			C.int32_t(check.MonthsInARow), C.giaingan_gap(check.Gap), C.int32_t(check.Threads),
			(*C.uint16_t)(lent(pinner, runs.Below)), (*C.uint16_t)(lent(pinner, runs.Undefined)),
			(*C.uint8_t)(lent(pinner, runs.Current)), (*C.uint8_t)(lent(pinner, runs.Longest)),
			(*C.uint8_t)(lent(pinner, runs.FirstFlagged)), e)
	})
	return runs, err
}
