// Package giaingan computes the exact rules for the disbursement of public-investment capital in Vietnam, over
// libgiaingan.so.1. Amounts are whole đồng. Policies, portfolios and results are immutable and safe for any number of
// goroutines; Close is optional, the garbage collector releases what nobody refers to.
package giaingan

// #cgo pkg-config: giaingan-c
// #include <stdlib.h>
// #include <giaingan.h>
import "C"

import (
	"runtime"
	"sync"
	"time"
	"unsafe"
)

// Version is the library's version, as "0.1.0".
func Version() string { return C.GoString(C.giaingan_version()) }

// A Policy is a policy document, read and checked.
type Policy struct {
	handle *C.giaingan_policy
	once   sync.Once
}

// ReadPolicy reads a document (JSON, UTF-8); name is what diagnostics call it. A wrong one is an *InvalidInput.
func ReadPolicy(json []byte, name string) (*Policy, error) {
	cname := C.CString(name)
	defer C.free(unsafe.Pointer(cname))
	made := new(Policy)
	if err := checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_policy_from_json(bytesOf(json), C.int64_t(len(json)), cname, &made.handle, e)
	}); err != nil {
		return nil, err
	}
	runtime.SetFinalizer(made, (*Policy).Close)
	return made, nil
}

// A Document of a policy, named by the path by which "extends" finds it.
type Document struct {
	Name string
	JSON []byte
}

// ReadPolicyDocuments reads a policy, the first of the documents, with those that it extends, as all of it stands on a
// day; the zero time: no day, dated values are refused.
func ReadPolicyDocuments(documents []Document, asOf time.Time) (*Policy, error) {
	return readDocuments(documents, asOf, func(d lentDocuments, made **C.giaingan_policy, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_policy_from_documents(d.names, d.texts, d.sizes, d.count, d.year, d.month, d.day, made, e)
	})
}

// lentDocuments are documents and a day as C takes them.
type lentDocuments struct {
	names, texts     **C.char
	sizes            *C.int64_t
	count            C.int64_t
	year, month, day C.int32_t
}

// lendDocuments pins documents and a day, the zero time: no day.
func lendDocuments(pinner *runtime.Pinner, documents []Document, asOf time.Time) lentDocuments {
	names, texts := make([]*C.char, len(documents)), make([]*C.char, len(documents))
	sizes := make([]C.int64_t, len(documents))
	for i, document := range documents {
		names[i], sizes[i] = lentText(pinner, document.Name), C.int64_t(len(document.JSON))
		texts[i] = lentText(pinner, string(document.JSON))
	}
	given := lentDocuments{sizes: (*C.int64_t)(lent(pinner, sizes)), count: C.int64_t(len(documents))}
	given.names, given.texts = (**C.char)(lent(pinner, names)), (**C.char)(lent(pinner, texts))
	if !asOf.IsZero() {
		given.year, given.month, given.day = day(asOf)
	}
	return given
}

func readDocuments(documents []Document, asOf time.Time, read func(lentDocuments, **C.giaingan_policy, **C.giaingan_error) C.giaingan_status) (*Policy, error) {
	pinner := new(runtime.Pinner)
	defer pinner.Unpin()
	given := lendDocuments(pinner, documents, asOf)
	made := new(Policy)
	if err := checked(func(e **C.giaingan_error) C.giaingan_status { return read(given, &made.handle, e) }); err != nil {
		return nil, err
	}
	runtime.SetFinalizer(made, (*Policy).Close)
	return made, nil
}

// ResolvePolicy makes one document of a policy's documents, as all of them stand on a day (the zero time: no day): it loads
// by itself, gives the same results (made by itself alone), and is what Compare and Simulate take of such a policy.
func ResolvePolicy(documents []Document, asOf time.Time) ([]byte, error) {
	pinner := new(runtime.Pinner)
	defer pinner.Unpin()
	d := lendDocuments(pinner, documents, asOf)
	return takenText(func(text **C.char, size *C.int64_t, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_resolve_policy(d.names, d.texts, d.sizes, d.count, d.year, d.month, d.day, text, size, e)
	})
}

// Year is the budget year.
func (p *Policy) Year() int {
	defer runtime.KeepAlive(p)
	return int(C.giaingan_policy_year(p.handle))
}

// Close releases the policy before the garbage collector does. Results made with it stay.
func (p *Policy) Close() {
	p.once.Do(func() { C.giaingan_policy_release(p.handle); p.handle = nil })
}

// A Portfolio holds the facts of one budget year, checked.
type Portfolio struct {
	handle *C.giaingan_portfolio
	once   sync.Once
}

func newPortfolio(handle *C.giaingan_portfolio) *Portfolio {
	made := &Portfolio{handle: handle}
	runtime.SetFinalizer(made, (*Portfolio).Close)
	return made
}

// ReadPortfolio reads a dataset folder of CSV files.
func ReadPortfolio(folder string, year int) (*Portfolio, error) {
	path := C.CString(folder)
	defer C.free(unsafe.Pointer(path))
	var handle *C.giaingan_portfolio
	if err := checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_portfolio_read(path, C.int32_t(year), &handle, e)
	}); err != nil {
		return nil, err
	}
	return newPortfolio(handle), nil
}

// Close releases the portfolio before the garbage collector does.
func (p *Portfolio) Close() {
	p.once.Do(func() { C.giaingan_portfolio_release(p.handle); p.handle = nil })
}

type question func(result **C.giaingan_result, e **C.giaingan_error) C.giaingan_status

func ask(p *Policy, f *Portfolio, call question) (*Result, error) {
	defer runtime.KeepAlive(p)
	defer runtime.KeepAlive(f)
	return newResult(call)
}

func newResult(call question) (*Result, error) {
	made := new(Result)
	if err := checked(func(e **C.giaingan_error) C.giaingan_status { return call(&made.handle, e) }); err != nil {
		return nil, err
	}
	runtime.SetFinalizer(made, (*Result).Close)
	return made, nil
}

// changing asks a question whose answer changes plans; the second value is the portfolio that it leads to.
func changing(p *Policy, f *Portfolio, call func(**C.giaingan_result, **C.giaingan_portfolio, **C.giaingan_error) C.giaingan_status) (*Result, *Portfolio, error) {
	var after *C.giaingan_portfolio
	result, err := ask(p, f, func(r **C.giaingan_result, e **C.giaingan_error) C.giaingan_status { return call(r, &after, e) })
	if err != nil {
		return nil, nil, err
	}
	return result, newPortfolio(after), nil
}

func day(of time.Time) (C.int32_t, C.int32_t, C.int32_t) {
	year, month, day := of.Date()
	return C.int32_t(year), C.int32_t(month), C.int32_t(day)
}

// optional is a text for C, or NULL if it is empty.
func optional(text string) (*C.char, func()) {
	if text == "" {
		return nil, func() {}
	}
	made := C.CString(text)
	return made, func() { C.free(unsafe.Pointer(made)) }
}

// Assess gives ratios, averages, ranking, milestones, runs below the average, obligations and project checks as of a
// day; level "" is the policy's.
func (p *Policy) Assess(f *Portfolio, asOf time.Time, level string) (*Result, error) {
	y, m, d := day(asOf)
	at, free := optional(level)
	defer free()
	return ask(p, f, func(r **C.giaingan_result, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_assess(p.handle, f.handle, y, m, d, at, r, e)
	})
}

// Judge gives the verdicts of Assess without the evidence of each month, many times faster.
func (p *Policy) Judge(f *Portfolio, asOf time.Time, level string) (*Result, error) {
	y, m, d := day(asOf)
	at, free := optional(level)
	defer free()
	return ask(p, f, func(r **C.giaingan_result, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_judge(p.handle, f.handle, y, m, d, at, r, e)
	})
}

// Evaluate rates how far each unit completed its task, as of a day.
func (p *Policy) Evaluate(f *Portfolio, asOf time.Time) (*Result, error) {
	y, m, d := day(asOf)
	return ask(p, f, func(r **C.giaingan_result, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_evaluate(p.handle, f.handle, y, m, d, r, e)
	})
}

// ListObligations gives the year's duties as of a day, of one unit or, if it is "", of all.
func (p *Policy) ListObligations(f *Portfolio, asOf time.Time, unit string) (*Result, error) {
	y, m, d := day(asOf)
	of, free := optional(unit)
	defer free()
	return ask(p, f, func(r **C.giaingan_result, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_list_obligations(p.handle, f.handle, y, m, d, of, r, e)
	})
}

// Reallocate computes one round, by its id in the policy.
func (p *Policy) Reallocate(f *Portfolio, round string) (*Result, *Portfolio, error) {
	id := C.CString(round)
	defer C.free(unsafe.Pointer(id))
	return changing(p, f, func(r **C.giaingan_result, a **C.giaingan_portfolio, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_reallocate(p.handle, f.handle, id, r, a, e)
	})
}

// AdjustMediumTerm computes one adjustment of the medium-term plan, by its id in the policy.
func (p *Policy) AdjustMediumTerm(f *Portfolio, adjustment string) (*Result, *Portfolio, error) {
	id := C.CString(adjustment)
	defer C.free(unsafe.Pointer(id))
	return changing(p, f, func(r **C.giaingan_result, a **C.giaingan_portfolio, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_adjust_medium_term(p.handle, f.handle, id, r, a, e)
	})
}

// ReviewRevenuePlans reviews plans of sources fed by revenue, as of a day.
func (p *Policy) ReviewRevenuePlans(f *Portfolio, asOf time.Time) (*Result, *Portfolio, error) {
	y, m, d := day(asOf)
	return changing(p, f, func(r **C.giaingan_result, a **C.giaingan_portfolio, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_review_revenue_plans(p.handle, f.handle, y, m, d, r, a, e)
	})
}

// VerifyRound holds a saved round to what policy and portfolio ask for, with code that shares nothing with the one that
// found it; the portfolio with the round applied. What can't stand is an *InvalidInput.
func (p *Policy) VerifyRound(f *Portfolio, json []byte) (*Portfolio, error) {
	defer runtime.KeepAlive(p)
	defer runtime.KeepAlive(f)
	var after *C.giaingan_portfolio
	if err := checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_verify_round(p.handle, f.handle, bytesOf(json), C.int64_t(len(json)), &after, e)
	}); err != nil {
		return nil, err
	}
	return newPortfolio(after), nil
}

// bytesOf lends bytes to C for a call; what is empty still needs a place.
func bytesOf(text []byte) *C.char {
	if len(text) == 0 {
		text = []byte{0}
	}
	return (*C.char)(unsafe.Pointer(unsafe.SliceData(text)))
}
