//! Rust: what calls.c does.
use giaingan::{Cells, Panel, Portfolio, TableColumn, Ties};

const UNITS: i64 = 1_000_000;
const ALLOCATIONS: i64 = 100_000;
const MONTHS: i64 = 10;
const OWNERS: i64 = 1_000;
const CALLS: u32 = 200_000;
const ROUNDS: u32 = 5;

extern "C" {
    fn clock() -> std::ffi::c_long;
}

fn now() -> f64 {
    unsafe { clock() as f64 / 1e6 }
}

fn ids(letter: char, count: i64, of: i64) -> Vec<String> {
    (0..count).map(|i| format!("{letter}{:06}", i % of)).collect()
}

fn lent(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn main() {
    let plan: Vec<i64> = (0..UNITS).map(|i| 1_000_000_000 + i % 977).collect();
    let disbursed: Vec<i64> = (0..UNITS).map(|i| i * 7919 % plan[i as usize]).collect();
    let made = || Panel::new(&[&plan], &[&disbursed], 1).unwrap();
    let mut ranks = Vec::new();
    for _ in 0..ROUNDS {
        let start = now();
        ranks = made().rank(Ties::Standard, 1).unwrap();
        println!("rank {}", now() - start);
    }
    println!("sum {}", (0..).zip(&ranks[0]).map(|(i, rank)| i % 1000 * i64::from(*rank)).sum::<i64>());

    let panel = made();
    for _ in 0..ROUNDS {
        let start = now();
        for _ in 0..CALLS {
            panel.total(1).unwrap();
        }
        println!("call {:.12}", (now() - start) / f64::from(CALLS));
    }

    let owned = [ids('u', OWNERS, OWNERS), ids('a', ALLOCATIONS, ALLOCATIONS), ids('p', ALLOCATIONS, ALLOCATIONS)];
    let owner = ids('u', ALLOCATIONS, OWNERS);
    let [names, allocated, projects] = owned.each_ref().map(|texts| lent(texts));
    let kinds = vec!["owner"; names.len()];
    let plans = vec![1_000_000_000; allocated.len()];
    let repeated = allocated.repeat(MONTHS as usize);
    let month: Vec<i64> = (0..ALLOCATIONS * MONTHS).map(|i| i / ALLOCATIONS + 1).collect();
    let paid: Vec<i64> = (0..).zip(&month).map(|(i, month)| month * (i % ALLOCATIONS)).collect();
    let owner = lent(&owner);
    let texts = |name, values| TableColumn::new(name, Cells::Text(values));
    let numbers = |name, values| TableColumn::new(name, Cells::Int64(values));
    let units = [texts("unit", &names), texts("name", &names), texts("kind", &kinds)];
    let allocations =
        [texts("allocation", &allocated), texts("project", &projects), texts("owner", &owner), numbers("plan", &plans)];
    let disbursements = [texts("allocation", &repeated), numbers("month", &month), numbers("disbursed", &paid)];
    for _ in 0..ROUNDS {
        let start = now();
        let tables: [(&str, &[TableColumn]); 3] =
            [("units", &units), ("allocations", &allocations), ("disbursements", &disbursements)];
        drop(Portfolio::from_tables(2024, &tables).unwrap());
        println!("facts {}", now() - start);
    }
}
