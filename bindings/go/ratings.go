package giaingan

// #include <stdlib.h>
// #include <giaingan.h>
import "C"

import (
	"fmt"
	"runtime"
	"sync"
	"unsafe"
)

// Subject is who is rated.
type Subject int32

const (
	Collective Subject = C.GIAINGAN_SUBJECT_COLLECTIVE // units as collectives
	Head       Subject = C.GIAINGAN_SUBJECT_HEAD       // the persons at their head
)

// A Metric has a value a unit: Values over Denominators, or whole where these are nil. Valid, if not nil, has a 0 where
// a value is missing.
type Metric struct {
	Values, Denominators []int64
	Valid                []uint8
}

// Ratings are the completion evaluation of very many units, straight from columns of their metrics.
type Ratings struct {
	handle *C.giaingan_ratings
	once   sync.Once
	pinner runtime.Pinner
}

// NewRatings rates units under the policy's section "evaluation". Rows stand in the order of the units' ids. Values are
// borrowed: they must stay as they are until Close. Collectives are for heads that are held to them, else nil.
func NewRatings(p *Policy, subject Subject, collectives *Ratings, metrics map[string]Metric) (*Ratings, error) {
	defer runtime.KeepAlive(p)
	defer runtime.KeepAlive(collectives)
	made := new(Ratings)
	var tops, bottoms []C.giaingan_column
	for _, name := range sorted(metrics) {
		metric := metrics[name]
		if metric.Denominators != nil && len(metric.Denominators) != len(metric.Values) ||
			metric.Valid != nil && len(metric.Valid) != len(metric.Values) {
			made.pinner.Unpin()
			return nil, fmt.Errorf("%w: the slices of %s aren't of one length", ErrInvalidArgument, name)
		}
		top := Column{Name: name, Int64s: metric.Values, Valid: metric.Valid}
		view, err := top.view(&made.pinner)
		if err != nil {
			made.pinner.Unpin()
			return nil, err
		}
		tops = append(tops, view)
		bottoms = append(bottoms, C.giaingan_column{data: lent(&made.pinner, metric.Denominators), length: C.int64_t(len(metric.Denominators)), _type: C.GIAINGAN_INT64})
	}
	var held *C.giaingan_ratings
	if collectives != nil {
		held = collectives.handle
	}
	if err := checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_ratings_create(p.handle, C.giaingan_subject(subject), held, unsafe.SliceData(tops), unsafe.SliceData(bottoms), C.int64_t(len(tops)), &made.handle, e)
	}); err != nil {
		made.pinner.Unpin()
		return nil, err
	}
	runtime.SetFinalizer(made, (*Ratings).Close)
	return made, nil
}

// Close releases the ratings before the garbage collector does.
func (r *Ratings) Close() {
	r.once.Do(func() { C.giaingan_ratings_release(r.handle); r.handle = nil; r.pinner.Unpin() })
}

type lookup func(view *C.giaingan_column, e **C.giaingan_error) C.giaingan_status

// copied is a copy of a column that the ratings lend.
func copied[T any](r *Ratings, find lookup) ([]T, error) {
	defer runtime.KeepAlive(r)
	var view C.giaingan_column
	if err := checked(func(e **C.giaingan_error) C.giaingan_status { return find(&view, e) }); err != nil {
		return nil, err
	}
	return append([]T(nil), unsafe.Slice((*T)(view.data), int(view.length))...), nil
}

func named(name string, find func(name *C.char, view *C.giaingan_column, e **C.giaingan_error) C.giaingan_status) lookup {
	return func(view *C.giaingan_column, e **C.giaingan_error) C.giaingan_status {
		text := C.CString(name)
		defer C.free(unsafe.Pointer(text))
		return find(text, view, e)
	}
}

func (r *Ratings) column(name *C.char, view *C.giaingan_column, e **C.giaingan_error) C.giaingan_status {
	return C.giaingan_ratings_column(r.handle, name, view, e)
}

// Classes gives each unit's class as its row in the legend's table "classes", -1 for none: step is "class",
// "class_by_total" or "class_after_limits".
func (r *Ratings) Classes(step string) ([]int16, error) {
	if step != "class" && step != "class_by_total" && step != "class_after_limits" {
		return nil, fmt.Errorf("%w: there is no step %q", ErrInvalidArgument, step)
	}
	return copied[int16](r, named(step, r.column))
}

// Totals gives each unit's total as a fraction; one denominator is that of all.
func (r *Ratings) Totals() (nums, dens []int64, err error) {
	if nums, err = copied[int64](r, named("total_num", r.column)); err == nil {
		dens, err = copied[int64](r, named("total_den", r.column))
	}
	return nums, dens, err
}

// Bands gives each unit's band under a criterion, counted from 0; below 0: none (giaingan.h, GIAINGAN_BAND_).
func (r *Ratings) Bands(criterion string) ([]int16, error) {
	return copied[int16](r, named(criterion, func(id *C.char, view *C.giaingan_column, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_ratings_bands(r.handle, id, view, e)
	}))
}

// Limit says whether a veto or cap, by its row in the legend's table "limits", holds: 1, 0, or -1 undecided.
func (r *Ratings) Limit(row int64) ([]int8, error) {
	return copied[int8](r, func(view *C.giaingan_column, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_ratings_limit(r.handle, C.int64_t(row), view, e)
	})
}

// Demoted says which units a quota has demoted by one class: 1 or 0.
func (r *Ratings) Demoted(quota string) ([]int8, error) {
	return copied[int8](r, named(quota, func(id *C.char, view *C.giaingan_column, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_ratings_demoted(r.handle, id, view, e)
	}))
}

// Legend says what places stand for: the tables "criteria", "bands", "classes", "limits", "quotas".
func (r *Ratings) Legend() (*Result, error) {
	defer runtime.KeepAlive(r)
	return newResult(func(result **C.giaingan_result, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_ratings_legend(r.handle, result, e)
	})
}

// Explain gives the evidence of one unit in full, before quotas.
func (r *Ratings) Explain(row int64, unit string) (*Result, error) {
	defer runtime.KeepAlive(r)
	name := C.CString(unit)
	defer C.free(unsafe.Pointer(name))
	return newResult(func(result **C.giaingan_result, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_ratings_explain(r.handle, C.int64_t(row), name, result, e)
	})
}
