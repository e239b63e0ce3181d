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

// A Result is what an evaluation found: a JSON document, and tables of columns.
type Result struct {
	handle *C.giaingan_result
	once   sync.Once
}

// Close releases the result, and with it every column it lends, before the garbage collector does.
func (r *Result) Close() {
	r.once.Do(func() { C.giaingan_result_release(r.handle); r.handle = nil })
}

// JSON is the document that the command line prints: the same bytes.
func (r *Result) JSON() []byte {
	defer runtime.KeepAlive(r)
	var text *C.char
	var size C.int64_t
	if C.giaingan_result_json(r.handle, &text, &size, nil) != C.GIAINGAN_OK {
		return nil
	}
	return C.GoBytes(unsafe.Pointer(text), C.int(size))
}

// Tables names the result's tables.
func (r *Result) Tables() []string {
	defer runtime.KeepAlive(r)
	var names []string
	for i := C.int64_t(0); i < C.giaingan_result_table_count(r.handle); i++ {
		names = append(names, C.GoString(C.giaingan_result_table_name(r.handle, i)))
	}
	return names
}

// A Column is a column of a table. Int64s and Int32s point into the library's memory and live as long as Result does.
type Column struct {
	Result *Result // lends the memory
	Name   string
	Int64s []int64
	Int32s []int32 // days since 1970-01-01 in columns of days
	Bools  []uint8
	Texts  []string
	Valid  []uint8 // nil: every row has a value; else 0 in rows without one
}

// Column gives a column by its table and name.
func (r *Result) Column(table, name string) (*Column, error) {
	ctable, cname := C.CString(table), C.CString(name)
	defer C.free(unsafe.Pointer(ctable))
	defer C.free(unsafe.Pointer(cname))
	var view C.giaingan_column
	if err := checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_result_column(r.handle, ctable, cname, &view, e)
	}); err != nil {
		return nil, err
	}
	rows := int(view.length)
	column := &Column{Result: r, Name: name}
	if view.valid != nil {
		column.Valid = unsafe.Slice((*uint8)(view.valid), rows)
	}
	switch view._type {
	case C.GIAINGAN_INT64:
		column.Int64s = unsafe.Slice((*int64)(view.data), rows)
	case C.GIAINGAN_INT32, C.GIAINGAN_DATE:
		column.Int32s = unsafe.Slice((*int32)(view.data), rows)
	case C.GIAINGAN_BOOL:
		column.Bools = unsafe.Slice((*uint8)(view.data), rows)
	case C.GIAINGAN_UTF8:
		offsets := unsafe.Slice((*int64)(view.offsets), rows+1)
		bytes := unsafe.Slice((*byte)(view.data), offsets[rows])
		column.Texts = make([]string, rows)
		for i := range column.Texts {
			column.Texts[i] = string(bytes[offsets[i]:offsets[i+1]])
		}
	default:
		return nil, fmt.Errorf("%w: column %s.%s is of type %d", ErrInternal, table, name, view._type)
	}
	return column, nil
}

// Explain says a row of the table "evidence" in words; language is "vi" or "en".
func (r *Result) Explain(row int64, language string) (string, error) {
	code := C.CString(language)
	defer C.free(unsafe.Pointer(code))
	return r.text(func(text **C.char, size *C.int64_t, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_result_explain(r.handle, C.int64_t(row), code, text, size, e)
	})
}

// ICalendar is the result of ListObligations as iCalendar; language is "vi" or "en".
func (r *Result) ICalendar(language string) (string, error) {
	code := C.CString(language)
	defer C.free(unsafe.Pointer(code))
	return r.text(func(text **C.char, size *C.int64_t, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_result_icalendar(r.handle, code, text, size, e)
	})
}

func (r *Result) text(call func(**C.char, *C.int64_t, **C.giaingan_error) C.giaingan_status) (string, error) {
	defer runtime.KeepAlive(r)
	text, err := takenText(call)
	return string(text), err
}

// takenText copies the text that a call gives, and releases it.
func takenText(call func(**C.char, *C.int64_t, **C.giaingan_error) C.giaingan_status) ([]byte, error) {
	var text *C.char
	var size C.int64_t
	if err := checked(func(e **C.giaingan_error) C.giaingan_status { return call(&text, &size, e) }); err != nil {
		return nil, err
	}
	defer C.giaingan_text_release(text)
	return C.GoBytes(unsafe.Pointer(text), C.int(size)), nil
}
