package giaingan

// #include <giaingan.h>
import "C"

import (
	"fmt"
	"runtime"
	"slices"
	"unsafe"
)

// NewPortfolio makes a portfolio of tables named as the dataset's files are ("units", "allocations", "disbursements" …).
// A column has a Name and either Int64s (amounts, years, months), Int32s or Texts (days as "2024-06-30", months as
// "2024-06"); Valid has a 0 where a field is empty. What is wrong is an *InvalidInput with every problem.
func NewPortfolio(year int, tables map[string][]Column) (*Portfolio, error) {
	return build(tables, func(builder **C.giaingan_builder, e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_builder_create(C.int32_t(year), builder, e)
	})
}

func build(tables map[string][]Column, create func(**C.giaingan_builder, **C.giaingan_error) C.giaingan_status) (*Portfolio, error) {
	var builder *C.giaingan_builder
	if err := checked(func(e **C.giaingan_error) C.giaingan_status { return create(&builder, e) }); err != nil {
		return nil, err
	}
	defer C.giaingan_builder_release(builder)
	for _, name := range inOrder(tables) {
		if err := add(builder, name, tables[name]); err != nil {
			return nil, err
		}
	}
	var made *C.giaingan_portfolio
	if err := checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_builder_finish(builder, &made, e)
	}); err != nil {
		return nil, err
	}
	return newPortfolio(made), nil
}

// inOrder names the tables, those that others refer to first.
func inOrder(tables map[string][]Column) []string {
	first := map[string]int{"units": -3, "projects": -2, "allocations": -1}
	names := sorted(tables)
	slices.SortStableFunc(names, func(a, b string) int { return first[a] - first[b] })
	return names
}

// sorted gives the keys in an order that doesn't change from one run to the next.
func sorted[T any](of map[string]T) []string {
	keys := make([]string, 0, len(of))
	for key := range of {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func add(builder *C.giaingan_builder, table string, columns []Column) error {
	pinner := new(runtime.Pinner)
	defer pinner.Unpin()
	views := make([]C.giaingan_column, len(columns))
	for i := range columns {
		view, err := columns[i].view(pinner)
		if err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
		views[i] = view
	}
	return checked(func(e **C.giaingan_error) C.giaingan_status {
		return C.giaingan_builder_add(builder, lentText(pinner, table), unsafe.SliceData(views), C.int64_t(len(views)), e)
	})
}

// view lends a column to C until the pinner lets go.
func (c *Column) view(pinner *runtime.Pinner) (C.giaingan_column, error) {
	view := C.giaingan_column{name: lentText(pinner, c.Name)}
	switch {
	case c.Int64s != nil:
		view._type, view.length = C.GIAINGAN_INT64, C.int64_t(len(c.Int64s))
		view.data = lent(pinner, c.Int64s)
	case c.Int32s != nil:
		view._type, view.length = C.GIAINGAN_INT32, C.int64_t(len(c.Int32s))
		view.data = lent(pinner, c.Int32s)
	default:
		var bytes []byte
		offsets := make([]int64, 1, len(c.Texts)+1)
		for _, text := range c.Texts {
			bytes = append(bytes, text...)
			offsets = append(offsets, int64(len(bytes)))
		}
		view._type, view.length = C.GIAINGAN_UTF8, C.int64_t(len(c.Texts))
		view.data, view.offsets = lent(pinner, bytes), (*C.int64_t)(lent(pinner, offsets))
	}
	if c.Valid != nil {
		if len(c.Valid) != int(view.length) {
			return view, fmt.Errorf("%w: column %s has %d rows and Valid %d", ErrInvalidArgument, c.Name, view.length, len(c.Valid))
		}
		view.valid = (*C.uint8_t)(lent(pinner, c.Valid))
	}
	return view, nil
}

// lent pins a slice's memory; NULL if there is none.
func lent[T any](pinner *runtime.Pinner, values []T) unsafe.Pointer {
	if len(values) == 0 {
		return nil
	}
	pinner.Pin(unsafe.SliceData(values))
	return unsafe.Pointer(unsafe.SliceData(values))
}

func lentText(pinner *runtime.Pinner, text string) *C.char {
	return (*C.char)(lent(pinner, append([]byte(text), 0)))
}
