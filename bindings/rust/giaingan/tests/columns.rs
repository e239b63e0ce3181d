//! Panels and ratings from columns, policy tests and saved results.
use giaingan::{
    test_policy, Check, Day, Error, Gap, Metric, Panel, Policy, Portfolio, Ratings, Step, Subject, Ties, Values,
};
use std::path::PathBuf;

fn at(path: &str) -> PathBuf {
    PathBuf::from(std::env::var("GIAINGAN_ROOT").expect("GIAINGAN_ROOT")).join(path)
}

fn read(path: &str) -> Vec<u8> {
    std::fs::read(at(path)).expect(path)
}

#[test]
fn panels() {
    let plan: [&[i64]; 3] = [&[10, 10, 0], &[10, 10, 10], &[10, 10, 10]];
    let disbursed: [&[i64]; 3] = [&[1, 2, 0], &[1, 2, 5], &[1, 5, 5]];
    let panel = Panel::new(&plan, &disbursed, 1).unwrap();
    assert_eq!(panel.total(3).unwrap(), (30, 11));
    assert_eq!(panel.rank(Ties::Standard, 1).unwrap(), [[2, 1, 0], [3, 2, 1], [3, 1, 1]]);
    assert_eq!(panel.rank(Ties::Dense, 2).unwrap()[2], [2, 1, 1]);
    let check = Check { months_in_a_row: 3, gap: Gap::Breaks, threads: 1, reference: None };
    let runs = panel.below_average(check).unwrap();
    assert_eq!((runs.below, runs.undefined, runs.first_flagged), (vec![7, 2, 0], vec![0, 0, 1], vec![3, 0, 0]));
    let reference = Some((&[1, 1, 1][..], &[1, 0, 0][..]));
    assert_eq!(panel.below_average(Check { reference, ..check }).unwrap().below, [1, 1, 0]);
    let short = Some((&[1][..], &[1][..]));
    assert!(matches!(panel.below_average(Check { reference: short, ..check }), Err(Error::InvalidArgument(_))));
    assert!(matches!(Panel::new(&plan, &disbursed[..2], 1), Err(Error::InvalidArgument(_))));
    assert!(matches!(Panel::new(&[&[-1]], &[&[0]], 1), Err(Error::InvalidInput { .. })));
}

#[test]
fn ratings() {
    let policy = Policy::from_json(&read("bindings/conformance/rubric.json"), "rubric.json").unwrap();
    let whole = |name, values, valid| Metric { name, values, denominators: None, valid };
    let ratio = |denominators| Metric {
        name: "final_ratio",
        values: &[2900000000, 2899999999, 5000000000, 5000000000],
        denominators: Some(denominators),
        valid: None,
    };
    let mut metrics = [
        ratio(&[5000000000; 4]),
        whole("late_reports", &[0, 0, 5, 0], Some(&[1, 1, 1, 0])),
        whole("breaches", &[0, 0, 0, 2], None),
        whole("led", &[1; 4], Some(&[1, 0, 1, 1])),
    ];
    let rated = Ratings::new(&policy, Subject::Collective, None, &metrics).unwrap();
    assert_eq!(rated.classes(Step::Final).unwrap(), [0, 1, 1, 2]);
    assert_eq!(rated.classes(Step::ByTotal).unwrap(), [0, 1, 0, 0]);
    assert_eq!(rated.totals().unwrap(), (&[20, 5, 15, 15][..], &[2][..]));
    assert_eq!(rated.bands("reports").unwrap(), [0, 0, 1, -1]);
    assert_eq!(rated.limit(1).unwrap(), [0, 0, 1, -1]);
    assert_eq!(rated.demoted("best").unwrap(), [0; 4]);
    let legend = rated.legend().unwrap();
    assert_eq!(legend.column("classes", "class").unwrap().text(1), Some("done"));
    assert!(rated.explain(1, "Ban A").unwrap().json().contains("2899999999"));
    let heads = Ratings::new(&policy, Subject::Head, Some(&rated), &metrics).unwrap();
    assert_eq!(heads.classes(Step::AfterLimits).unwrap(), [0, 1, 1, 2]);
    metrics[0] = ratio(&[5000000000, 0, 5000000000, 0]);
    let Err(Error::InvalidInput { diagnostics, .. }) = Ratings::new(&policy, Subject::Collective, None, &metrics) else {
        panic!("denominators of 0 are taken");
    };
    assert_eq!(diagnostics.iter().map(|each| each.row).collect::<Vec<_>>(), [2, 4]);
}

#[test]
fn policy_tests_and_saved_results() {
    let document = read("policies/lang-son-city-2024.json");
    let tests = read("policies/tests/lang-son-city-2024.test.json");
    let result = test_policy(&document, &tests, at("policies/tests").to_str()).unwrap();
    let verdicts = result.column("cases", "verdict").unwrap();
    assert!(matches!(verdicts.values, Values::Text { .. }) && !verdicts.is_empty());
    assert!((0..verdicts.len()).all(|row| verdicts.text(row) == Some("passed")));

    let policy = Policy::from_json(&document, "policy").unwrap();
    let city = Portfolio::read(at("docs/examples/lang-son-city-2024").to_str().unwrap(), policy.year()).unwrap();
    let saved = policy.evaluate(&city, Day::new(2024, 12, 31)).unwrap();
    policy.replay(&city, saved.json()).unwrap();
    let forged = saved.json().replacen("\"as_of\": \"2024-12-31\"", "\"as_of\": \"2024-11-30\"", 1);
    assert!(matches!(policy.replay(&city, &forged), Err(Error::InvalidInput { .. })));
}
