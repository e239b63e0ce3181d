package giaingan

// #include <stdlib.h>
// #include <giaingan.h>
import "C"

import (
	"runtime"
	"time"
	"unsafe"
)

// A Goal is a verdict asked about: "milestone:ID", "not-below", "leave-list", "flagged", "rank:K", "rise:K", "class:ID"
// or "head-class:ID" of a unit, at the policy's level unless another is given.
type Goal struct{ Unit, Goal, Level string }

func (g Goal) texts() (unit, goal, level *C.char, free func()) {
	unit, goal = C.CString(g.Unit), C.CString(g.Goal)
	level, freeLevel := optional(g.Level)
	return unit, goal, level, func() { C.free(unsafe.Pointer(unit)); C.free(unsafe.Pointer(goal)); freeLevel() }
}

// WhyNot says why a unit doesn't have a verdict: each condition that fails, and by how much.
func (p *Policy) WhyNot(f *Portfolio, asOf time.Time, goal Goal) (*Result, error) {
	y, m, d := day(asOf)
	unit, id, level, free := goal.texts()
	defer free()
	return ask(p, f, func(r **C.giaingan_result, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_why_not(p.handle, f.handle, y, m, d, unit, id, level, r, e)
	})
}

// WhatWouldItTake gives the least further amount with which a unit reaches a goal, disbursed by a day (the zero time: the
// milestone's own, or asOf).
func (p *Policy) WhatWouldItTake(f *Portfolio, asOf time.Time, goal Goal, by time.Time) (*Result, error) {
	y, m, d := day(asOf)
	unit, id, level, free := goal.texts()
	defer free()
	text := ""
	if !by.IsZero() {
		text = by.Format(time.DateOnly)
	}
	last, freeLast := optional(text)
	defer freeLast()
	return ask(p, f, func(r **C.giaingan_result, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_what_would_it_take(p.handle, f.handle, y, m, d, unit, id, last, level, r, e)
	})
}

// A Side of a comparison. The policy is its document, for its values are told apart.
type Side struct {
	Policy    []byte
	Portfolio *Portfolio
	AsOf      time.Time
}

// Compare tells what differs between two policies, portfolios or days, and which of the changes make each verdict differ.
func Compare(a, b Side) (*Result, error) {
	defer runtime.KeepAlive(a.Portfolio)
	defer runtime.KeepAlive(b.Portfolio)
	ya, ma, da := day(a.AsOf)
	yb, mb, db := day(b.AsOf)
	return newResult(func(r **C.giaingan_result, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_compare(bytesOf(a.Policy), C.int64_t(len(a.Policy)), a.Portfolio.handle, ya, ma, da,
			bytesOf(b.Policy), C.int64_t(len(b.Policy)), b.Portfolio.handle, yb, mb, db, r, e)
	})
}

// CompareRubrics tells whether the rubrics of two policies give the same class for all figures; if not, figures that
// tell them apart.
func CompareRubrics(a, b *Policy) (*Result, error) {
	defer runtime.KeepAlive(a)
	defer runtime.KeepAlive(b)
	return newResult(func(r **C.giaingan_result, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_compare_rubrics(a.handle, b.handle, r, e)
	})
}

// TestPolicy runs policy tests (docs/policy.md); the table "cases" has a verdict each. Folder is what their datasets are
// relative to; "": they have none.
func TestPolicy(policy, tests []byte, folder string) (*Result, error) {
	place, free := optional(folder)
	defer free()
	return newResult(func(r **C.giaingan_result, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_test_policy(bytesOf(policy), C.int64_t(len(policy)), nil, bytesOf(tests), C.int64_t(len(tests)), nil, place, r, e)
	})
}

// TestPolicyDocuments is as TestPolicy, of a policy that extends others or has dated values: its documents as
// ReadPolicyDocuments takes them. Each case asks about the policy of its own day; the tables "coverage" and "edges" say the
// file of each row.
func TestPolicyDocuments(documents []Document, tests []byte, folder string) (*Result, error) {
	place, free := optional(folder)
	defer free()
	pinner := new(runtime.Pinner)
	defer pinner.Unpin()
	d := lendDocuments(pinner, documents, time.Time{})
	return newResult(func(r **C.giaingan_result, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_test_policy_documents(d.names, d.texts, d.sizes, d.count, bytesOf(tests), C.int64_t(len(tests)), nil, place, r, e)
	})
}

// Replay makes a saved result again from its own question; an *InvalidInput says where it comes out otherwise.
func (p *Policy) Replay(f *Portfolio, json []byte) error {
	defer runtime.KeepAlive(p)
	defer runtime.KeepAlive(f)
	return checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_replay(p.handle, f.handle, bytesOf(json), C.int64_t(len(json)), e)
	})
}
