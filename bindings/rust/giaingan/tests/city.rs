//! The example city, and the suite that every language runs (bindings/conformance).
use giaingan::{
    compare, compare_rubrics, simulate, Cells, Day, Error, EvaluationResult, Goal, Policy, Portfolio, Side, Sweep,
    TableColumn, Values,
};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;

/// Cases name their files from the root of the source tree.
fn root() -> PathBuf {
    static ONCE: Once = Once::new();
    let root = PathBuf::from(std::env::var("GIAINGAN_ROOT").expect("GIAINGAN_ROOT"));
    ONCE.call_once(|| std::env::set_current_dir(&root).expect("the source tree"));
    root
}

fn load(policy: &str, dataset: &str) -> Result<(Policy, Portfolio), Error> {
    root();
    let policy = Policy::from_json(&fs::read(policy).expect("the policy"), policy)?;
    let portfolio = Portfolio::read(dataset, policy.year())?;
    Ok((policy, portfolio))
}

fn city() -> (Policy, Portfolio) {
    load("policies/lang-son-city-2024.json", "docs/examples/lang-son-city-2024").expect("the example city")
}

/// A dataset as a host would have it: amounts as numbers, the rest as texts, no column without a value.
fn from_columns(folder: &str, year: i32) -> Result<Portfolio, Error> {
    let read = |table: &str| fs::read_to_string(root().join(folder).join(table).with_extension("csv")).expect("a table");
    let names = ["units", "allocations", "disbursements"];
    let files: Vec<String> = names.iter().map(|name| read(name)).collect();
    let rows_of = |file| str::lines(file).map(|line| line.split(',').collect()).collect();
    let rows: Vec<Vec<Vec<&str>>> = files.iter().map(|file| rows_of(file)).collect();
    let columns_of = |rows: &Vec<Vec<_>>| (0..rows[0].len()).map(|i| rows[1..].iter().map(|row| row[i]).collect()).collect();
    let texts: Vec<Vec<Vec<&str>>> = rows.iter().map(columns_of).collect();
    let amounts_of = |texts: &Vec<&str>| texts.iter().flat_map(|text| text.parse().ok()).collect();
    let amounts: Vec<Vec<Vec<i64>>> = texts.iter().map(|table| table.iter().map(amounts_of).collect()).collect();
    let tables: Vec<Vec<TableColumn>> = (0..names.len())
        .map(|t| {
            (0..texts[t].len())
                .filter(|&i| texts[t][i].iter().any(|text| !text.is_empty()))
                .map(|i| match rows[t][0][i] {
                    name @ ("plan" | "disbursed") => TableColumn::new(name, Cells::Int64(&amounts[t][i])),
                    name => TableColumn::new(name, Cells::Text(&texts[t][i])),
                })
                .collect()
        })
        .collect();
    let named: Vec<(&str, &[TableColumn])> = names.iter().zip(&tables).map(|(name, table)| (*name, &table[..])).collect();
    Portfolio::from_tables(year, &named)
}

fn answer(case: &[&str]) -> Result<EvaluationResult, Error> {
    let [_, question, path, dataset, argument, detail] = case else { panic!("a case of {} fields", case.len()) };
    let json = fs::read(root().join(path)).expect("the policy");
    if *question == "judge_documents" {
        let folder = Path::new(path).parent().expect("a folder");
        let names: Vec<&str> = std::iter::once("policy.json").chain(detail.split(' ')).collect();
        let texts: Vec<Vec<u8>> = names.iter().map(|name| fs::read(folder.join(name)).expect("a document")).collect();
        let documents: Vec<(&str, &[u8])> = names.iter().copied().zip(texts.iter().map(Vec::as_slice)).collect();
        assert!(matches!(Policy::from_documents(&documents, None), Err(Error::InvalidInput { .. })));
        let policy = Policy::from_documents(&documents, Some(argument.parse()?))?;
        return policy.judge(&Portfolio::read(dataset, policy.year())?, argument.parse()?, None);
    }
    if *question == "judge_columns" || *question == "compare_rubrics" {
        let policy = Policy::from_json(&json, path)?;
        return if *question == "judge_columns" {
            policy.judge(&from_columns(dataset, policy.year())?, argument.parse()?, None)
        } else {
            compare_rubrics(&policy, &Policy::from_json(&fs::read(argument).expect("the policy"), argument)?)
        };
    }
    let (policy, portfolio) = load(path, dataset)?;
    let side = |day: &str| Ok(Side { policy: &json, portfolio: &portfolio, as_of: day.parse()? });
    let (unit, goal) = detail.split_once(' ').unwrap_or_default();
    let goal = Goal { unit, goal, level: None };
    let day_of_detail = detail;
    let detail = (!detail.is_empty()).then_some(*detail);
    match *question {
        "assess" => policy.assess(&portfolio, argument.parse()?, detail),
        "judge" => policy.judge(&portfolio, argument.parse()?, detail),
        "evaluate" => policy.evaluate(&portfolio, argument.parse()?),
        "list_obligations" => policy.list_obligations(&portfolio, argument.parse()?, detail),
        "reallocate" => Ok(policy.reallocate(&portfolio, argument)?.0),
        "adjust_medium_term" => Ok(policy.adjust_medium_term(&portfolio, argument)?.0),
        "review_revenue_plans" => Ok(policy.review_revenue_plans(&portfolio, argument.parse()?)?.0),
        "why_not" => policy.why_not(&portfolio, argument.parse()?, goal),
        "what_would_it_take" => policy.what_would_it_take(&portfolio, argument.parse()?, goal, None),
        "compare" => compare(side(argument)?, side(day_of_detail)?),
        "simulate" => {
            let scenarios = fs::read(root().join(argument)).expect("the scenarios");
            simulate(Sweep { policy: &json, against: None, scenarios: &scenarios, threads: 2 }, &portfolio)
        }
        unknown => panic!("an unknown question: {unknown}"),
    }
}

#[test]
fn conformance() {
    let cases = fs::read_to_string(root().join("bindings/conformance/cases.tsv")).expect("the cases");
    let expected = PathBuf::from(std::env::var("GIAINGAN_EXPECTED").expect("GIAINGAN_EXPECTED"));
    let read = |name: &str, kind: &str| fs::read_to_string(expected.join(Path::new(name).with_extension(kind))).ok();
    let mut compared = 0;
    for line in cases.lines().skip(1) {
        let case: Vec<&str> = line.split('\t').collect();
        match (answer(&case), read(case[0], "json"), read(case[0], "txt")) {
            (Ok(result), Some(document), None) => assert!(result.json() == document, "{line}"),
            (Err(Error::InvalidInput { text, diagnostics }), None, Some(error)) => {
                assert_eq!(text + "\n", error, "{line}");
                assert_eq!(diagnostics.len(), error.lines().count());
            }
            (outcome, _, _) => panic!("{line}: {:?}", outcome.err()),
        }
        compared += 1;
    }
    assert!(compared > 10);
}

#[test]
fn rounds_chain_and_are_verified() {
    let (policy, portfolio) = city();
    let (june, after) = policy.reallocate(&portfolio, "2024-06").unwrap();
    let (direct, _) = policy.reallocate(&after, "2024-09").unwrap();
    let applied = policy.verify_round(&portfolio, june.json()).unwrap();
    assert_eq!(policy.reallocate(&applied, "2024-09").unwrap().0.json(), direct.json());
    let forged = june.json().replacen("\"round\": \"2024-06\"", "\"round\": \"2024-09\"", 1);
    assert!(matches!(policy.verify_round(&portfolio, &forged), Err(Error::InvalidInput { .. })));
}

#[test]
fn columns_outlive_policy_and_portfolio() {
    let (policy, portfolio) = city();
    let result = policy.assess(&portfolio, Day::new(2024, 9, 30), None).unwrap();
    drop((policy, portfolio));
    let plan = result.column("units", "plan").unwrap();
    let unit = result.column("units", "unit").unwrap();
    assert!(plan.len() > 1 && plan.len() == unit.len() && !plan.is_empty());
    assert!(plan.number(0).unwrap() > 0 && plan.text(0).is_none());
    assert!(!unit.text(0).unwrap().is_empty() && unit.number(0).is_none());
    assert!(matches!(plan.values, Values::Int64(_)));
    assert!(matches!(result.column("units", "nothing"), Err(Error::InvalidArgument(_))));
    for table in result.tables() {
        assert!(!table.is_empty());
    }
}

#[test]
fn words() {
    let (policy, portfolio) = city();
    let result = policy.assess(&portfolio, Day::new(2024, 9, 30), None).unwrap();
    assert_ne!(result.explain(0, "vi").unwrap(), result.explain(0, "en").unwrap());
    assert!(matches!(result.explain(-1, "en"), Err(Error::InvalidArgument(_))));
    assert!(matches!(result.icalendar("en"), Err(Error::InvalidArgument(_))));
    let duties = policy.list_obligations(&portfolio, Day::new(2024, 9, 30), None).unwrap();
    assert!(duties.icalendar("vi").unwrap().starts_with("BEGIN:VCALENDAR"));
    assert_eq!(giaingan::version(), env!("CARGO_PKG_VERSION"));
}

#[test]
fn wrong_calls() {
    let (policy, portfolio) = city();
    assert!(matches!(policy.assess(&portfolio, Day::new(2024, 2, 30), None), Err(Error::InvalidArgument(_))));
    assert!(matches!(policy.assess(&portfolio, Day::new(2024, 9, 30), Some("a\0b")), Err(Error::InvalidArgument(_))));
    for text in ["2024-09", "2024-09-30-1", "2024-x-01", ""] {
        assert!(text.parse::<Day>().is_err(), "{text}");
    }
}

#[test]
fn threads_share_a_policy() {
    let (policy, portfolio) = city();
    let documents: Vec<String> = std::thread::scope(|scope| {
        let work = || policy.judge(&portfolio, Day::new(2024, 9, 30), None).unwrap().json().to_owned();
        let running: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        running.into_iter().map(|each| each.join().unwrap()).collect()
    });
    assert!(documents.iter().all(|each| *each == documents[0]));
}
