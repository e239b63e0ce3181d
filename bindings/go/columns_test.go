package giaingan

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"testing"
	"time"
)

func TestPanels(t *testing.T) {
	plan := [][]int64{{10, 10, 0}, {10, 10, 10}, {10, 10, 10}}
	disbursed := [][]int64{{1, 2, 0}, {1, 2, 5}, {1, 5, 5}}
	panel, err := NewPanel(plan, disbursed, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer panel.Close()
	if plans, paid, err := panel.Total(3); plans != 30 || paid != 11 || err != nil {
		t.Error(plans, paid, err)
	}
	ranks, err := panel.Rank(Standard, 1)
	if err != nil || !slices.Equal(ranks[0], []int32{2, 1, 0}) || !slices.Equal(ranks[2], []int32{3, 1, 1}) {
		t.Error(ranks, err)
	}
	runs, err := panel.BelowAverage(Check{MonthsInARow: 3, Gap: Breaks, Threads: 1})
	if err != nil || !slices.Equal(runs.Below, []uint16{7, 2, 0}) || !slices.Equal(runs.Undefined, []uint16{0, 0, 1}) ||
		!slices.Equal(runs.FirstFlagged, []uint8{3, 0, 0}) {
		t.Error(runs, err)
	}
	given, err := panel.BelowAverage(Check{MonthsInARow: 1, Gap: Skipped, Threads: 1, ReferencePlan: []int64{1, 1, 1}, ReferenceDisbursed: []int64{1, 0, 0}})
	if err != nil || !slices.Equal(given.Below, []uint16{1, 1, 0}) {
		t.Error(given, err)
	}
	var wrong *InvalidInput
	if _, err := NewPanel([][]int64{{-1}}, [][]int64{{0}}, 1); !errors.As(err, &wrong) {
		t.Error(err)
	}
	if _, err := NewPanel(plan, disbursed[:2], 1); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
	if _, err := panel.BelowAverage(Check{MonthsInARow: 1, ReferencePlan: []int64{1}}); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
}

func metrics() map[string]Metric {
	return map[string]Metric{
		"final_ratio": {Values: []int64{2900000000, 2899999999, 5000000000, 5000000000},
			Denominators: []int64{5000000000, 5000000000, 5000000000, 5000000000}},
		"late_reports": {Values: []int64{0, 0, 5, 0}, Valid: []uint8{1, 1, 1, 0}},
		"breaches":     {Values: []int64{0, 0, 0, 2}},
		"led":          {Values: []int64{1, 1, 1, 1}, Valid: []uint8{1, 0, 1, 1}},
	}
}

func TestRatings(t *testing.T) {
	json, err := os.ReadFile("bindings/conformance/rubric.json")
	if err != nil {
		t.Fatal(err)
	}
	policy, err := ReadPolicy(json, "rubric.json")
	if err != nil {
		t.Fatal(err)
	}
	rated, err := NewRatings(policy, Collective, nil, metrics())
	if err != nil {
		t.Fatal(err)
	}
	heads, err := NewRatings(policy, Head, rated, metrics())
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range []*Ratings{rated, heads} {
		if classes, err := each.Classes("class"); err != nil || !slices.Equal(classes, []int16{0, 1, 1, 2}) {
			t.Error(classes, err)
		}
	}
	if bands, err := rated.Bands("reports"); err != nil || !slices.Equal(bands, []int16{0, 0, 1, -1}) {
		t.Error(bands, err)
	}
	if nums, dens, err := rated.Totals(); err != nil || !slices.Equal(nums, []int64{20, 5, 15, 15}) || !slices.Equal(dens, []int64{2}) {
		t.Error(nums, dens, err)
	}
	if limit, err := rated.Limit(1); err != nil || !slices.Equal(limit, []int8{0, 0, 1, -1}) {
		t.Error(limit, err)
	}
	if demoted, err := rated.Demoted("best"); err != nil || !slices.Equal(demoted, make([]int8, 4)) {
		t.Error(demoted, err)
	}
	legend, err := rated.Legend()
	if err != nil {
		t.Fatal(err)
	}
	if classes, err := legend.Column("classes", "class"); err != nil || !slices.Equal(classes.Texts, []string{"good", "done", "not_done"}) {
		t.Error(classes, err)
	}
	if evidence, err := rated.Explain(1, "Ban A"); err != nil || !bytes.Contains(evidence.JSON(), []byte("2899999999")) {
		t.Error(err)
	}
	wrong := metrics()
	wrong["final_ratio"].Denominators[1] = 0
	var refused *InvalidInput
	if _, err := NewRatings(policy, Collective, nil, wrong); !errors.As(err, &refused) || refused.Diagnostics[0].Row != 2 {
		t.Error(err)
	}
	if _, err := rated.Classes("total_num"); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
}

func TestPoliciesAndSavedResults(t *testing.T) {
	policy, portfolio := city(t)
	saved, err := policy.Evaluate(portfolio, date(t, "2024-12-31"))
	if err != nil {
		t.Fatal(err)
	}
	if err := policy.Replay(portfolio, saved.JSON()); err != nil {
		t.Error(err)
	}
	forged := bytes.Replace(saved.JSON(), []byte(`"as_of": "2024-12-31"`), []byte(`"as_of": "2024-11-30"`), 1)
	var wrong *InvalidInput
	if err := policy.Replay(portfolio, forged); !errors.As(err, &wrong) {
		t.Error(err)
	}
	document, err := os.ReadFile("policies/lang-son-city-2024.json")
	if err != nil {
		t.Fatal(err)
	}
	tests, err := os.ReadFile("policies/tests/lang-son-city-2024.test.json")
	if err != nil {
		t.Fatal(err)
	}
	result, err := TestPolicy(document, tests, "policies/tests")
	if err != nil {
		t.Fatal(err)
	}
	verdicts, err := result.Column("cases", "verdict")
	if err != nil || len(verdicts.Texts) == 0 || slices.ContainsFunc(verdicts.Texts, func(each string) bool { return each != "passed" }) {
		t.Error(verdicts, err)
	}
	if _, err := NewPortfolio(2024, map[string][]Column{"units": {{Name: "colour", Texts: []string{"red"}}}}); !errors.As(err, &wrong) {
		t.Error(err)
	}
}

func TestDocumentsResolveIntoOneThatGivesTheSame(t *testing.T) {
	documents, september := documentsOf(t, "docs/examples/three-levels/policy.json", "province.json nation.json"), date(t, "2024-09-30")
	resolved, err := ResolvePolicy(documents, september)
	if err != nil || bytes.Contains(resolved, []byte(`"extends"`)) || bytes.Contains(resolved, []byte(`"dated"`)) {
		t.Fatal(string(resolved), err)
	}
	byItself, err := ReadPolicy(resolved, "resolved")
	if err != nil {
		t.Fatal(err)
	}
	byDocuments, err := ReadPolicyDocuments(documents, september)
	if err != nil {
		t.Fatal(err)
	}
	_, portfolio := city(t)
	one, err := byItself.Judge(portfolio, september, "")
	if err != nil {
		t.Fatal(err)
	}
	all, err := byDocuments.Judge(portfolio, september, "")
	// All but what they are made by: one document, or three as of a day.
	madeBy, found, _ := bytes.Cut(one.JSON(), []byte(`,"level":`))
	if err != nil || len(found) == 0 || !bytes.HasSuffix(all.JSON(), found) || bytes.HasPrefix(all.JSON(), madeBy) {
		t.Error("the resolved policy gives something else", err)
	}
	var wrong *InvalidInput
	if _, err := ResolvePolicy(documents, time.Time{}); !errors.As(err, &wrong) {
		t.Error("dated values are taken without a day", err)
	}
	if _, err := ResolvePolicy(nil, september); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
}

func TestPoliciesOfSeveralDocumentsAreTestedEachCaseOnItsDay(t *testing.T) {
	documents := documentsOf(t, "docs/examples/three-levels/policy.json", "province.json nation.json")
	tests := file(t, "docs/examples/three-levels/policy.test.json")
	verdicts := func(tests []byte) []string {
		result, err := TestPolicyDocuments(documents, tests, "")
		if err != nil {
			t.Fatal(err)
		}
		if files, err := result.Column("coverage", "file"); err != nil || !slices.Contains(files.Texts, "nation.json") {
			t.Error(files, err)
		}
		column, err := result.Column("cases", "verdict")
		if err != nil {
			t.Fatal(err)
		}
		return column.Texts
	}
	if all := verdicts(tests); !slices.Equal(all, []string{"passed", "passed", "passed"}) {
		t.Error(all)
	}
	forged := bytes.Replace(tests, []byte("law-58-2024"), []byte("law-39-2019"), 1)
	if all := verdicts(forged); !slices.Equal(all, []string{"passed", "passed", "failed"}) {
		t.Error(all)
	}
}
