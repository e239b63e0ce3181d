package giaingan

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	if err := os.Chdir(os.Getenv("GIAINGAN_ROOT")); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func date(t testing.TB, text string) time.Time {
	t.Helper()
	day, err := time.Parse("2006-01-02", text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

func city(t testing.TB) (*Policy, *Portfolio) {
	t.Helper()
	policy, portfolio, err := load("policies/lang-son-city-2024.json", "docs/examples/lang-son-city-2024")
	if err != nil {
		t.Fatal(err)
	}
	return policy, portfolio
}

func load(path, folder string) (*Policy, *Portfolio, error) {
	json, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	policy, err := ReadPolicy(json, path)
	if err != nil {
		return nil, nil, err
	}
	portfolio, err := ReadPortfolio(folder, policy.Year())
	return policy, portfolio, err
}

// columns reads a dataset as a host would have it: amounts as numbers, the rest as texts, no column without
// a value.
func columns(t *testing.T, folder string) map[string][]Column {
	tables := map[string][]Column{}
	paths, err := filepath.Glob(filepath.Join(folder, "*.csv"))
	if err != nil || len(paths) != 3 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(string(file))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		table := strings.TrimSuffix(filepath.Base(path), ".csv")
		for i, name := range rows[0] {
			column := Column{Name: name}
			for _, row := range rows[1:] {
				if amount, err := strconv.ParseInt(row[i], 10, 64); name == "plan" || name == "disbursed" {
					if err != nil {
						t.Fatal(err)
					}
					column.Int64s = append(column.Int64s, amount)
				} else {
					column.Texts = append(column.Texts, row[i])
				}
			}
			if strings.Join(column.Texts, "") != "" || column.Int64s != nil {
				tables[table] = append(tables[table], column)
			}
		}
	}
	return tables
}

func without(t *testing.T, question, path, folder, argument string) (*Result, error) {
	json, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	policy, err := ReadPolicy(json, path)
	if err != nil {
		return nil, err
	}
	if question == "compare_rubrics" {
		json, err := os.ReadFile(argument)
		if err != nil {
			t.Fatal(err)
		}
		other, err := ReadPolicy(json, argument)
		if err != nil {
			return nil, err
		}
		return CompareRubrics(policy, other)
	}
	portfolio, err := NewPortfolio(policy.Year(), columns(t, folder))
	if err != nil {
		return nil, err
	}
	return policy.Judge(portfolio, date(t, argument), "")
}

func documentsOf(t *testing.T, path, extended string) []Document {
	t.Helper()
	var documents []Document
	for _, name := range append([]string{filepath.Base(path)}, strings.Split(extended, " ")...) {
		json, err := os.ReadFile(filepath.Join(filepath.Dir(path), name))
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, Document{name, json})
	}
	return documents
}

func judgedByDocuments(t *testing.T, path, folder, argument, extended string) (*Result, error) {
	documents := documentsOf(t, path, extended)
	policy, err := ReadPolicyDocuments(documents, date(t, argument))
	if err != nil {
		return nil, err
	}
	if _, err := ReadPolicyDocuments(documents, time.Time{}); err == nil {
		t.Error("dated values are taken without a day")
	}
	portfolio, err := ReadPortfolio(folder, policy.Year())
	if err != nil {
		return nil, err
	}
	return policy.Judge(portfolio, date(t, argument), "")
}

func answer(t *testing.T, question, path, folder, argument, detail string) (*Result, error) {
	if question == "compare_rubrics" || question == "judge_columns" {
		return without(t, question, path, folder, argument)
	}
	if question == "judge_documents" {
		return judgedByDocuments(t, path, folder, argument, detail)
	}
	unit, goal, _ := strings.Cut(detail, " ")
	policy, portfolio, err := load(path, folder)
	if err != nil {
		return nil, err
	}
	var result *Result
	switch question {
	case "assess":
		return policy.Assess(portfolio, date(t, argument), detail)
	case "judge":
		return policy.Judge(portfolio, date(t, argument), detail)
	case "evaluate":
		return policy.Evaluate(portfolio, date(t, argument))
	case "list_obligations":
		return policy.ListObligations(portfolio, date(t, argument), detail)
	case "why_not":
		return policy.WhyNot(portfolio, date(t, argument), Goal{Unit: unit, Goal: goal})
	case "what_would_it_take":
		return policy.WhatWouldItTake(portfolio, date(t, argument), Goal{Unit: unit, Goal: goal}, time.Time{})
	case "simulate":
		return Simulate(Sweep{Policy: file(t, path), Scenarios: file(t, argument), Threads: 2}, portfolio)
	case "compare":
		json, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return Compare(Side{json, portfolio, date(t, argument)}, Side{json, portfolio, date(t, detail)})
	case "reallocate":
		result, _, err = policy.Reallocate(portfolio, argument)
	case "adjust_medium_term":
		result, _, err = policy.AdjustMediumTerm(portfolio, argument)
	case "review_revenue_plans":
		result, _, err = policy.ReviewRevenuePlans(portfolio, date(t, argument))
	default:
		t.Fatalf("an unknown question: %s", question)
	}
	return result, err
}

// given is the text that a case's question gives.
func given(t *testing.T, question, path, folder, argument, detail string) ([]byte, error) {
	if question == "resolve_policy" {
		return ResolvePolicy(documentsOf(t, path, detail), date(t, argument))
	}
	result, err := answer(t, question, path, folder, argument, detail)
	if err != nil {
		return nil, err
	}
	return result.JSON(), nil
}

func TestConformance(t *testing.T) {
	file, err := os.Open("bindings/conformance/cases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comma = '\t'
	cases, err := reader.ReadAll()
	if err != nil || len(cases) < 2 {
		t.Fatal(len(cases), err)
	}
	for _, each := range cases[1:] {
		t.Run(each[0], func(t *testing.T) {
			expected := filepath.Join(os.Getenv("GIAINGAN_EXPECTED"), each[0])
			text, err := given(t, each[1], each[2], each[3], each[4], each[5])
			if document, missing := os.ReadFile(expected + ".json"); missing == nil {
				if err != nil || string(text) != string(document) {
					t.Errorf("another document than the command line's, or an error: %v", err)
				}
				return
			}
			problems, missing := os.ReadFile(expected + ".txt")
			if missing != nil {
				t.Fatal(missing)
			}
			var wrong *InvalidInput
			if !errors.As(err, &wrong) {
				t.Fatalf("not refused as wrong input: %v", err)
			}
			if wrong.Error()+"\n" != string(problems) || len(wrong.Diagnostics) != strings.Count(string(problems), "\n") {
				t.Errorf("another error than the command line's: %v", wrong)
			}
		})
	}
}

func TestRoundsChainAndAreVerified(t *testing.T) {
	policy, portfolio := city(t)
	june, after, err := policy.Reallocate(portfolio, "2024-06")
	if err != nil {
		t.Fatal(err)
	}
	direct, _, err := policy.Reallocate(after, "2024-09")
	if err != nil {
		t.Fatal(err)
	}
	applied, err := policy.VerifyRound(portfolio, june.JSON())
	if err != nil {
		t.Fatal(err)
	}
	verified, _, err := policy.Reallocate(applied, "2024-09")
	if err != nil || string(verified.JSON()) != string(direct.JSON()) {
		t.Error("a verified round leads elsewhere", err)
	}
	forged := strings.Replace(string(june.JSON()), `"round": "2024-06"`, `"round": "2024-09"`, 1)
	var wrong *InvalidInput
	if _, err := policy.VerifyRound(portfolio, []byte(forged)); !errors.As(err, &wrong) || len(wrong.Diagnostics) == 0 {
		t.Error("a forged round passes", err)
	}
}

func TestColumnsOutliveEverythingElse(t *testing.T) {
	policy, portfolio := city(t)
	result, err := policy.Assess(portfolio, date(t, "2024-09-30"), "")
	if err != nil {
		t.Fatal(err)
	}
	policy.Close()
	policy.Close() // twice does no harm
	portfolio.Close()
	plan, err := result.Column("units", "plan")
	if err != nil {
		t.Fatal(err)
	}
	names, err := result.Column("units", "unit")
	if err != nil {
		t.Fatal(err)
	}
	result = nil
	runtime.GC()
	if len(plan.Int64s) < 2 || len(names.Texts) != len(plan.Int64s) || plan.Int64s[0] <= 0 || names.Texts[0] == "" {
		t.Error(plan, names)
	}
	if _, err := plan.Result.Column("units", "nothing"); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
	if tables := plan.Result.Tables(); len(tables) < 5 || tables[0] == "" {
		t.Error(tables)
	}
}

func TestWords(t *testing.T) {
	policy, portfolio := city(t)
	result, err := policy.Assess(portfolio, date(t, "2024-09-30"), "")
	if err != nil {
		t.Fatal(err)
	}
	if words, err := result.Explain(0, "en"); err != nil || words == "" {
		t.Error(words, err)
	}
	if _, err := result.Explain(-1, "en"); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
	duties, err := policy.ListObligations(portfolio, date(t, "2024-09-30"), "")
	if err != nil {
		t.Fatal(err)
	}
	if calendar, err := duties.ICalendar("vi"); err != nil || !strings.HasPrefix(calendar, "BEGIN:VCALENDAR") {
		t.Error(err)
	}
	if _, err := policy.Assess(portfolio, date(t, "2024-09-30"), "nothing"); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
}

func TestManyGoroutinesShareAPolicy(t *testing.T) {
	policy, portfolio := city(t)
	var group sync.WaitGroup
	documents := make([]string, 4)
	for i := range documents {
		group.Add(1)
		go func(i int) {
			defer group.Done()
			result, err := policy.Judge(portfolio, date(t, "2024-09-30"), "")
			if err != nil {
				documents[i] = err.Error()
				return
			}
			documents[i] = string(result.JSON())
		}(i)
	}
	group.Wait()
	for _, document := range documents {
		if document != documents[0] || !strings.HasPrefix(document, "{") {
			t.Error("goroutines differ")
		}
	}
}

func ExamplePolicy_Assess() {
	policy, portfolio, err := load("policies/lang-son-city-2024.json", "docs/examples/lang-son-city-2024")
	if err != nil {
		fmt.Println(err) // every problem, each with its place
		return
	}
	result, err := policy.Assess(portfolio, time.Date(2024, 9, 30, 0, 0, 0, 0, time.UTC), "")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Tables()[0])
	// Output: units
}
