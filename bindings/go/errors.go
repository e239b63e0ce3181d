package giaingan

// #include <giaingan.h>
import "C"

import "errors"

// A Diagnostic is one problem of an input: what is wrong, where, what was expected, what to do.
type Diagnostic struct {
	Code, File      string
	Row             int64 // line of the file counted from 1, or 0
	Column, Pointer string
	Message         string
	Expected        string
	Remedy          string
}

// InvalidInput says that a document or dataset is wrong, with every problem.
type InvalidInput struct {
	Text        string
	Diagnostics []Diagnostic
}

func (e *InvalidInput) Error() string { return e.Text }

// Errors that are one of these wrap it: errors.Is tells.
var (
	ErrInvalidArgument = errors.New("giaingan: the call is wrong")
	ErrOutOfMemory     = errors.New("giaingan: out of memory")
	ErrCancelled       = errors.New("giaingan: the session was cancelled, or came to its limit of steps")
	ErrInternal        = errors.New("giaingan: a fault of the library, please report it")
)

type failure struct {
	text string
	kind error
}

func (f *failure) Error() string { return f.text }
func (f *failure) Unwrap() error { return f.kind }

// checked calls a function and makes an error of its failure.
func checked(call func(e **C.giaingan_error) C.giaingan_status) error {
	var e *C.giaingan_error
	status := call(&e)
	if status == C.GIAINGAN_OK {
		return nil
	}
	defer C.giaingan_error_release(e)
	text := C.GoString(C.giaingan_error_text(e))
	switch status {
	case C.GIAINGAN_INVALID_INPUT:
		return &InvalidInput{text, diagnostics(e)}
	case C.GIAINGAN_INVALID_ARGUMENT:
		return &failure{text, ErrInvalidArgument}
	case C.GIAINGAN_CANCELLED:
		return &failure{text, ErrCancelled}
	case C.GIAINGAN_OUT_OF_MEMORY:
		return ErrOutOfMemory
	}
	return &failure{text, ErrInternal}
}

func diagnostics(e *C.giaingan_error) []Diagnostic {
	found := make([]Diagnostic, 0, C.giaingan_error_diagnostic_count(e))
	for i := C.int64_t(0); i < C.giaingan_error_diagnostic_count(e); i++ {
		var d C.giaingan_diagnostic
		C.giaingan_error_diagnostic(e, i, &d)
		found = append(found, Diagnostic{
			Code: C.GoString(d.code), File: C.GoString(d.file), Row: int64(d.row), Column: C.GoString(d.column),
			Pointer: C.GoString(d.pointer), Message: C.GoString(d.message), Expected: C.GoString(d.expected),
			Remedy: C.GoString(d.remedy)})
	}
	return found
}
