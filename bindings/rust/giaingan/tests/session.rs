//! Sessions, simulated years and digests, on the example city.
use giaingan::{digests, simulate, Cells, Day, Error, Policy, Session, Sweep, TableColumn};
use std::fs;
use std::path::PathBuf;
use std::thread;

fn root() -> PathBuf {
    PathBuf::from(std::env::var("GIAINGAN_ROOT").expect("GIAINGAN_ROOT"))
}

fn document() -> Vec<u8> {
    fs::read(root().join("policies/lang-son-city-2024.json")).expect("the policy")
}

fn folder() -> String {
    root().join("docs/examples/lang-son-city-2024").to_str().expect("a path").to_owned()
}

const ENDLESS: &[u8] =
    br#"{"draws": 10000000, "scenarios": [{"id": "s", "rounds": "recorded", "behaviour": {"kind": "absorption"}}]}"#;

#[test]
fn work_is_counted_and_ended_by_another_thread() {
    let session = Session::new(&[]).unwrap();
    let portfolio = session.read(&folder(), 2024).unwrap();
    session.reset();
    let (policy, sweep) = (document(), |policy| Sweep { policy, against: None, scenarios: ENDLESS, threads: 2 });
    let ended = thread::scope(|scope| {
        scope.spawn(|| {
            while session.progress().0 < 50 {
                thread::yield_now();
            }
            session.cancel();
        });
        simulate(sweep(&policy), &portfolio)
    });
    assert!(matches!(ended, Err(Error::Cancelled)));
    let (done, expected) = session.progress();
    assert!(done >= 50 && expected >= 10_000_000, "{done} of {expected}");
    let rules = Policy::from_json(&policy, "policy.json").unwrap();
    let judge = || rules.judge(&portfolio, Day::new(2024, 9, 30), None);
    assert!(matches!(judge(), Err(Error::Cancelled)));
    session.reset();
    assert!(judge().is_ok());
}

#[test]
fn limits() {
    let within = |name, value| Session::new(&[(name, value)]).unwrap();
    assert!(matches!(within("max_rows", 1).read(&folder(), 2024), Err(Error::InvalidInput { .. })));
    assert!(matches!(within("max_steps", 1).read(&folder(), 2024), Err(Error::Cancelled)));
    let policy = document();
    let documents = [("policy.json", policy.as_slice())];
    let day = Some(Day::new(2024, 9, 30));
    assert!(matches!(within("max_policy_bytes", 10).policy(&documents, day), Err(Error::InvalidInput { .. })));
    assert_eq!(Session::new(&[]).unwrap().policy(&documents, day).unwrap().year(), 2024);
    assert!(matches!(Session::new(&[("max_patience", 1)]), Err(Error::InvalidArgument(_))));
}

#[test]
fn what_was_made_in_a_session_outlives_it() {
    let session = Session::new(&[]).unwrap();
    let ids = ["a"];
    let units = [TableColumn::new("unit", Cells::Text(&ids)), TableColumn::new("kind", Cells::Text(&["owner"]))];
    let allocations = [
        TableColumn::new("allocation", Cells::Text(&ids)),
        TableColumn::new("project", Cells::Text(&ids)),
        TableColumn::new("owner", Cells::Text(&ids)),
        TableColumn::new("plan", Cells::Int64(&[10])),
    ];
    let portfolio = session.from_tables(2024, &[("units", &units), ("allocations", &allocations)]).unwrap();
    session.cancel();
    drop(session);
    let policy = Policy::from_json(&document(), "policy.json").unwrap();
    assert!(matches!(policy.judge(&portfolio, Day::new(2024, 9, 30), None), Err(Error::Cancelled)));
}

#[test]
fn digests_are_those_of_results() {
    let session = Session::new(&[]).unwrap();
    let portfolio = session.read(&folder(), 2024).unwrap();
    let policy = Policy::from_json(&document(), "policy.json").unwrap();
    let judged = policy.judge(&portfolio, Day::new(2024, 9, 30), None).unwrap();
    let sources = digests(Some(&policy), Some(&portfolio)).unwrap();
    let digits = sources.column("sources", "sha256").unwrap();
    assert!(digits.len() > 3);
    for row in 0..digits.len() {
        assert!(judged.json().contains(digits.text(row).unwrap()));
    }
    assert!(matches!(digests(None, None), Err(Error::InvalidArgument(_))));
}
