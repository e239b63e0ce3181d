// Go: what calls.c does.
package main

import (
	"fmt"
	"syscall"

	"giaingan"
)

const units, allocations, months, owners, calls, rounds = 1_000_000, 100_000, 10, 1_000, 200_000, 5

func now() float64 {
	var used syscall.Rusage
	must(syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func ids(letter string, count, of int) []string {
	made := make([]string, count)
	for i := range made {
		made[i] = fmt.Sprintf("%s%06d", letter, i%of)
	}
	return made
}

func filled[T any](count int, value func(i int) T) []T {
	made := make([]T, count)
	for i := range made {
		made[i] = value(i)
	}
	return made
}

func main() {
	plan := [][]int64{filled(units, func(i int) int64 { return 1_000_000_000 + int64(i)%977 })}
	disbursed := [][]int64{filled(units, func(i int) int64 { return int64(i) * 7919 % plan[0][i] })}
	var ranks [][]int32
	for range rounds {
		start := now()
		panel, err := giaingan.NewPanel(plan, disbursed, 1)
		must(err)
		ranks, err = panel.Rank(giaingan.Standard, 1)
		must(err)
		panel.Close()
		fmt.Println("rank", now()-start)
	}
	sum := int64(0)
	for i, rank := range ranks[0] {
		sum += int64(i%1000) * int64(rank)
	}
	fmt.Println("sum", sum)

	panel, err := giaingan.NewPanel(plan, disbursed, 1)
	must(err)
	for range rounds {
		start := now()
		for range calls {
			_, _, err := panel.Total(1)
			must(err)
		}
		fmt.Println("call", (now()-start)/calls)
	}

	names, allocated := ids("u", owners, owners), ids("a", allocations, allocations)
	month := filled(allocations*months, func(i int) int64 { return int64(i/allocations + 1) })
	tables := map[string][]giaingan.Column{
		"units": {{Name: "unit", Texts: names}, {Name: "name", Texts: names},
			{Name: "kind", Texts: filled(owners, func(int) string { return "owner" })}},
		"allocations": {{Name: "allocation", Texts: allocated}, {Name: "project", Texts: ids("p", allocations, allocations)},
			{Name: "owner", Texts: ids("u", allocations, owners)},
			{Name: "plan", Int64s: filled(allocations, func(int) int64 { return 1_000_000_000 })}},
		"disbursements": {{Name: "allocation", Texts: filled(allocations*months, func(i int) string { return allocated[i%allocations] })},
			{Name: "month", Int64s: month},
			{Name: "disbursed", Int64s: filled(allocations*months, func(i int) int64 { return month[i] * int64(i%allocations) })}},
	}
	for range rounds {
		start := now()
		portfolio, err := giaingan.NewPortfolio(2024, tables)
		must(err)
		portfolio.Close()
		fmt.Println("facts", now()-start)
	}
}
