package giaingan

// #include <stdlib.h>
// #include <giaingan.h>
import "C"

import (
	"context"
	"runtime"
	"sync"
	"time"
	"unsafe"
)

// A Session counts the steps of long work, can end it, and keeps it to limits: every call with a portfolio that was read or
// made in it is its work. Safe for any number of goroutines, while others work in it. What was made in it may outlive it.
type Session struct {
	handle *C.giaingan_session
	once   sync.Once
}

// NewSession makes a session with limits by name, nil for the library's own: "max_policy_bytes", "max_depth",
// "max_file_bytes", "max_rows", "max_diagnostics", "max_steps".
func NewSession(limits map[string]int64) (*Session, error) {
	made := new(Session)
	if err := checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_session_create(&made.handle, e)
	}); err != nil {
		return nil, err
	}
	runtime.SetFinalizer(made, (*Session).Close)
	for _, name := range sorted(limits) {
		if err := made.limit(name, limits[name]); err != nil {
			return nil, err
		}
	}
	return made, nil
}

func (s *Session) limit(name string, value int64) error {
	defer runtime.KeepAlive(s)
	cname := C.CString(name)
	defer C.free(unsafe.Pointer(cname))
	return checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_session_set_limit(s.handle, cname, C.int64_t(value), e)
	})
}

// ReadPolicyDocuments is as the function of that name, within the session's limits.
func (s *Session) ReadPolicyDocuments(documents []Document, asOf time.Time) (*Policy, error) {
	defer runtime.KeepAlive(s)
	return readDocuments(documents, asOf, func(d lentDocuments, made **C.giaingan_policy, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_session_policy(s.handle, d.names, d.texts, d.sizes, d.count, d.year, d.month, d.day, made, e)
	})
}

// ReadPortfolio is as the function of that name.
func (s *Session) ReadPortfolio(folder string, year int) (*Portfolio, error) {
	defer runtime.KeepAlive(s)
	path := C.CString(folder)
	defer C.free(unsafe.Pointer(path))
	var handle *C.giaingan_portfolio
	if err := checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_session_portfolio(s.handle, path, C.int32_t(year), &handle, e)
	}); err != nil {
		return nil, err
	}
	return newPortfolio(handle), nil
}

// NewPortfolio is as the function of that name.
func (s *Session) NewPortfolio(year int, tables map[string][]Column) (*Portfolio, error) {
	defer runtime.KeepAlive(s)
	return build(tables, func(builder **C.giaingan_builder, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_session_builder(s.handle, C.int32_t(year), builder, e)
	})
}

// Progress gives the steps that are done, and those that are known to be needed so far.
func (s *Session) Progress() (done, expected int64) {
	defer runtime.KeepAlive(s)
	var d, x C.int64_t
	C.giaingan_session_progress(s.handle, &d, &x)
	return int64(d), int64(x)
}

// Cancel ends what runs in the session, and what is begun in it before Reset, with ErrCancelled. It never waits.
func (s *Session) Cancel() {
	defer runtime.KeepAlive(s)
	C.giaingan_session_cancel(s.handle)
}

// EndWith cancels the session when the context is done, until stop is called.
func (s *Session) EndWith(ctx context.Context) (stop func() bool) {
	return context.AfterFunc(ctx, s.Cancel)
}

// Reset makes it as if nothing had been done or cancelled in it yet; limits stay.
func (s *Session) Reset() {
	defer runtime.KeepAlive(s)
	C.giaingan_session_reset(s.handle)
}

// Close releases the session before the garbage collector does.
func (s *Session) Close() {
	s.once.Do(func() { C.giaingan_session_release(s.handle); s.handle = nil })
}

// A Sweep of simulated years (docs/simulation.md).
type Sweep struct {
	Policy    []byte // the document, for scenarios change it
	Against   []byte // nil, or another policy that the same draws are simulated by
	Scenarios []byte
	Threads   int // at most so many; 0: one
}

// Simulate simulates years; a draw is a step of the portfolio's session, the bytes are the same for any number of threads.
func Simulate(sweep Sweep, f *Portfolio) (*Result, error) {
	defer runtime.KeepAlive(f)
	var against *C.char
	if sweep.Against != nil {
		against = bytesOf(sweep.Against)
	}
	return newResult(func(r **C.giaingan_result, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_simulate(bytesOf(sweep.Policy), C.int64_t(len(sweep.Policy)), against, C.int64_t(len(sweep.Against)),
			f.handle, bytesOf(sweep.Scenarios), C.int64_t(len(sweep.Scenarios)), nil, nil, C.int32_t(max(sweep.Threads, 1)), r, e)
	})
}

// Digests gives the SHA-256 of what a policy and a portfolio, of which one may be nil, were made of: the table "sources".
func Digests(p *Policy, f *Portfolio) (*Result, error) {
	defer runtime.KeepAlive(p)
	defer runtime.KeepAlive(f)
	var policy *C.giaingan_policy
	if p != nil {
		policy = p.handle
	}
	var portfolio *C.giaingan_portfolio
	if f != nil {
		portfolio = f.handle
	}
	return newResult(func(r **C.giaingan_result, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_digests(policy, portfolio, r, e)
	})
}
