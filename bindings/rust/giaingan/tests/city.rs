//! The example city, and the suite that every language runs (bindings/conformance).
use giaingan::{
    compare, compare_rubrics, resolve_policy, simulate, test_policy_documents, Cells, Day, Error, EvaluationResult, Goal, Policy, Portfolio, Side, Sweep,
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

/// The policy and the files beside it that it extends, with their names.
fn read_documents<'a>(path: &'a str, extended: &'a str) -> Vec<(&'a str, Vec<u8>)> {
    let path = Path::new(path);
    let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
    let read = |name| (name, fs::read(root().join(path).with_file_name(name)).expect("a document"));
    std::iter::once(name).chain(extended.split(' ')).map(read).collect()
}

fn lent<'a>(documents: &'a [(&'a str, Vec<u8>)]) -> Vec<(&'a str, &'a [u8])> {
    documents.iter().map(|(name, json)| (*name, json.as_slice())).collect()
}

/// The text that a case's question gives.
fn text(case: &[&str]) -> Result<String, Error> {
    if case[1] == "resolve_policy" {
        return resolve_policy(&lent(&read_documents(case[2], case[5])), Some(case[4].parse()?));
    }
    Ok(answer(case)?.json().to_owned())
}

fn answer(case: &[&str]) -> Result<EvaluationResult, Error> {
    let [_, question, path, dataset, argument, detail] = case else { panic!("a case of {} fields", case.len()) };
    let json = fs::read(root().join(path)).expect("the policy");
    if *question == "judge_documents" {
        let read = read_documents(path, detail);
        let documents = lent(&read);
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
        match (text(&case), read(case[0], "json"), read(case[0], "txt")) {
            (Ok(given), Some(document), None) => assert!(given == document, "{line}"),
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
fn documents_resolve_into_one_that_gives_the_same() {
    let (_, portfolio) = city();
    let day = Day::new(2024, 9, 30);
    let read = read_documents("docs/examples/three-levels/policy.json", "province.json nation.json");
    let documents = lent(&read);
    let resolved = resolve_policy(&documents, Some(day)).unwrap();
    assert!(!resolved.contains("\"extends\"") && !resolved.contains("\"dated\""));
    // All but what they are made by: one document, or three as of a day.
    let found = |policy: Policy| {
        let judged = policy.judge(&portfolio, day, None).unwrap();
        judged.json().split_once(",\"level\":").unwrap().1.to_owned()
    };
    let by_itself = Policy::from_json(resolved.as_bytes(), "resolved").unwrap();
    assert!(found(by_itself) == found(Policy::from_documents(&documents, Some(day)).unwrap()));
    assert!(matches!(resolve_policy(&documents, None), Err(Error::InvalidInput { .. })));
    assert!(matches!(resolve_policy(&[], Some(day)), Err(Error::InvalidArgument(_))));
}

#[test]
fn policies_of_several_documents_are_tested_each_case_on_its_day() {
    let read = read_documents("docs/examples/three-levels/policy.json", "province.json nation.json");
    let documents = lent(&read);
    let tests = fs::read_to_string("docs/examples/three-levels/policy.test.json").unwrap();
    let texts = |tests: &str, table: &str, name: &str| -> Vec<String> {
        let result = test_policy_documents(&documents, tests.as_bytes(), None).unwrap();
        let column = result.column(table, name).unwrap();
        (0..column.len()).map(|row| column.text(row).unwrap().to_owned()).collect()
    };
    assert_eq!(texts(&tests, "cases", "verdict"), ["passed", "passed", "passed"]);
    assert!(texts(&tests, "coverage", "file").iter().any(|file| file == "nation.json"));
    let forged = tests.replacen("law-58-2024", "law-39-2019", 1);
    assert_eq!(texts(&forged, "cases", "verdict"), ["passed", "passed", "failed"]);
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
