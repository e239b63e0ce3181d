package giaingan

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

func file(t *testing.T, path string) []byte {
	t.Helper()
	bytes, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}

func session(t *testing.T, limits map[string]int64) *Session {
	t.Helper()
	made, err := NewSession(limits)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

const cityFolder = "docs/examples/lang-son-city-2024"

// endless is work that nobody waits for to end by itself.
func endless(t *testing.T) Sweep {
	scenarios := `{"draws": 10000000, "scenarios": [{"id": "s", "rounds": "recorded", "behaviour": {"kind": "absorption"}}]}`
	return Sweep{Policy: file(t, "policies/lang-son-city-2024.json"), Scenarios: []byte(scenarios)}
}

func TestWorkIsCountedAndEndsWithItsContext(t *testing.T) {
	made := session(t, nil)
	portfolio, err := made.ReadPortfolio(cityFolder, 2024)
	if err != nil {
		t.Fatal(err)
	}
	made.Reset()
	ctx, cancel := context.WithCancel(context.Background())
	defer made.EndWith(ctx)()
	go func() {
		for done := int64(0); done < 50; done, _ = made.Progress() {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	if _, err := Simulate(endless(t), portfolio); !errors.Is(err, ErrCancelled) {
		t.Fatal(err)
	}
	if done, expected := made.Progress(); done < 50 || expected < 10000000 {
		t.Error(done, expected)
	}
	policy, _ := city(t)
	if _, err := policy.Judge(portfolio, date(t, "2024-09-30"), ""); !errors.Is(err, ErrCancelled) {
		t.Error("what is begun after it isn't ended", err)
	}
	made.Reset()
	if _, err := policy.Judge(portfolio, date(t, "2024-09-30"), ""); err != nil {
		t.Error(err)
	}
}

func TestLimits(t *testing.T) {
	var wrong *InvalidInput
	if _, err := session(t, map[string]int64{"max_rows": 1}).ReadPortfolio(cityFolder, 2024); !errors.As(err, &wrong) {
		t.Error(err)
	}
	documents := []Document{{"policy.json", file(t, "policies/lang-son-city-2024.json")}}
	if _, err := session(t, map[string]int64{"max_policy_bytes": 10}).ReadPolicyDocuments(documents, time.Time{}); !errors.As(err, &wrong) {
		t.Error(err)
	}
	if policy, err := session(t, nil).ReadPolicyDocuments(documents, date(t, "2024-09-30")); err != nil || policy.Year() != 2024 {
		t.Error(err)
	}
	if _, err := session(t, map[string]int64{"max_steps": 1}).ReadPortfolio(cityFolder, 2024); !errors.Is(err, ErrCancelled) {
		t.Error(err)
	}
	if _, err := NewSession(map[string]int64{"max_patience": 1}); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
}

func TestColumnsInASession(t *testing.T) {
	policy, _ := city(t)
	made := session(t, nil)
	portfolio, err := made.NewPortfolio(2024, columns(t, "bindings/conformance/columns"))
	if err != nil {
		t.Fatal(err)
	}
	made.Cancel()
	made.Close()
	made.Close()
	if _, err := policy.Judge(portfolio, date(t, "2024-06-30"), ""); !errors.Is(err, ErrCancelled) {
		t.Error("what was made in it doesn't outlive it", err)
	}
}

func TestDigestsAreThoseOfResults(t *testing.T) {
	policy, portfolio := city(t)
	result, err := policy.Judge(portfolio, date(t, "2024-09-30"), "")
	if err != nil {
		t.Fatal(err)
	}
	digests, err := Digests(policy, portfolio)
	if err != nil {
		t.Fatal(err)
	}
	digits, err := digests.Column("sources", "sha256")
	if err != nil || len(digits.Texts) < 3 {
		t.Fatal(digits, err)
	}
	for _, each := range digits.Texts {
		if !strings.Contains(string(result.JSON()), each) {
			t.Error(each)
		}
	}
	if _, err := Digests(nil, nil); !errors.Is(err, ErrInvalidArgument) {
		t.Error(err)
	}
}
