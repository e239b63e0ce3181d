// Exact rules for the disbursement of public-investment capital in Vietnam, over libgiaingan.so.1. Amounts are whole
// đồng, as BigInt. Policies, portfolios and results are immutable; the garbage collector releases them, close() does so
// at once. Functions whose names end with Async work in another thread and give promises.
import {readFileSync} from 'node:fs';

import {Columns} from './columns.js';
import {Handle} from './handle.js';
import {call, callLater, native} from './native.js';
import {Result, takenText} from './result.js';

export {Panel, Ratings} from './figures.js';
export {Cancelled, GiainganError, InternalError, InvalidArgument, InvalidInput, OutOfMemory} from './native.js';
export {Result} from './result.js';

/** The library's version, as "0.1.0". */
export const version = native.version();

/** "YYYY-MM-DD" as three numbers. */
function dayOf(text) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (parts === null) throw new TypeError(`${JSON.stringify(text)} is no day as YYYY-MM-DD`);
  return parts.slice(1).map(Number);
}

const bytesOf = (json) => (typeof json === 'string' ? Buffer.from(json, 'utf8') : Buffer.from(json));

export class Portfolio extends Handle {
  constructor(pointer) {
    super(pointer, 'portfolio_release');
  }

  /** Reads a dataset folder of CSV files. */
  static read(folder, year) {
    const made = [null];
    call('portfolio_read', folder, year, made);
    return new Portfolio(made[0]);
  }

  /**
   * Makes a portfolio of tables named as the dataset's files are ("units", "allocations", "disbursements" …): objects of
   * arrays, with null where a field is empty. Amounts are bigints or whole numbers, days "YYYY-MM-DD".
   */
  static fromTables(year, tables) {
    return built(tables, 'builder_create', year);
  }
}

function built(tables, create, ...question) {
  const builder = [null];
  call(create, ...question, builder);
  try {
    // What is referred to comes first.
    const first = ['units', 'projects', 'allocations'].filter((name) => Object.hasOwn(tables, name));
    for (const name of new Set([...first, ...Object.keys(tables)])) {
      const {memory, count} = Columns.of(tables[name]).lend();
      try {
        call('builder_add', builder[0], name, memory.address, count);
      } finally {
        memory.free();
      }
    }
    const made = [null];
    call('builder_finish', builder[0], made);
    return new Portfolio(made[0]);
  } finally {
    native.builder_release(builder[0]);
  }
}

/** Documents as C takes them. */
function lentDocuments(documents) {
  const texts = Object.values(documents).map((json) => bytesOf(json));
  return [Object.keys(documents), texts.map((text) => text.toString('utf8')), texts.map((text) => text.length), texts.length];
}

const dayOrNone = (asOf) => (asOf === null ? [0, 0, 0] : dayOf(asOf));

export class Policy extends Handle {
  constructor(pointer) {
    super(pointer, 'policy_release');
  }

  /** Reads a document (JSON, UTF-8); `name` is what diagnostics call it. */
  static fromJson(json, name = 'policy') {
    const made = [null];
    const bytes = bytesOf(json);
    call('policy_from_json', bytes, bytes.length, name, made);
    return new Policy(made[0]);
  }

  /**
   * Reads a policy, the first of the documents, an object by the paths by which "extends" finds them, with those that it
   * extends, as all of it stands on a day; without one, dated values are refused.
   */
  static fromDocuments(documents, asOf = null) {
    const made = [null];
    call('policy_from_documents', ...lentDocuments(documents), ...dayOrNone(asOf), made);
    return new Policy(made[0]);
  }

  static read(path) {
    return Policy.fromJson(readFileSync(path), path);
  }

  /** The budget year. */
  get year() {
    return native.policy_year(this.pointer);
  }

  #ask(name, portfolio, ...question) {
    const made = [null];
    call(name, this.pointer, portfolio.pointer, ...question, made);
    return new Result(made[0]);
  }

  #change(name, portfolio, ...question) {
    const made = [null];
    const after = [null];
    call(name, this.pointer, portfolio.pointer, ...question, made, after);
    const result = new Result(made[0]);
    result.after = new Portfolio(after[0]);
    return result;
  }

  async #askLater(name, portfolio, ...question) {
    const made = [null];
    await callLater([this, portfolio], name, this.pointer, portfolio.pointer, ...question, made);
    return new Result(made[0]);
  }

  async #changeLater(name, portfolio, ...question) {
    const made = [null];
    const after = [null];
    await callLater([this, portfolio], name, this.pointer, portfolio.pointer, ...question, made, after);
    const result = new Result(made[0]);
    result.after = new Portfolio(after[0]);
    return result;
  }

  /** Ratios, averages, ranking, milestones, runs below the average, obligations and project checks as of a day. */
  assess(portfolio, asOf, level = null) {
    return this.#ask('assess', portfolio, ...dayOf(asOf), level);
  }

  /** The verdicts of `assess` without the evidence of each month, many times faster. */
  judge(portfolio, asOf, level = null) {
    return this.#ask('judge', portfolio, ...dayOf(asOf), level);
  }

  /** Completion evaluation as of a day. */
  evaluate(portfolio, asOf) {
    return this.#ask('evaluate', portfolio, ...dayOf(asOf));
  }

  /** The year's duties as of a day, of one unit or of all. */
  listObligations(portfolio, asOf, unit = null) {
    return this.#ask('list_obligations', portfolio, ...dayOf(asOf), unit);
  }

  /** One reallocation round, by its id in the policy; `after` is the portfolio that it leads to. */
  reallocate(portfolio, round) {
    return this.#change('reallocate', portfolio, round);
  }

  /** One adjustment of the medium-term plan, by its id in the policy. */
  adjustMediumTerm(portfolio, adjustment) {
    return this.#change('adjust_medium_term', portfolio, adjustment);
  }

  /** Plans of sources fed by revenue, as of a day. */
  reviewRevenuePlans(portfolio, asOf) {
    return this.#change('review_revenue_plans', portfolio, ...dayOf(asOf));
  }

  /** Holds a saved round to what policy and portfolio ask for; the portfolio with the round applied. */
  verifyRound(portfolio, json) {
    const after = [null];
    const bytes = bytesOf(json);
    call('verify_round', this.pointer, portfolio.pointer, bytes, bytes.length, after);
    return new Portfolio(after[0]);
  }

  /** Why a unit doesn't have a verdict. A goal is "milestone:ID", "not-below", "leave-list", "flagged", "rank:K", "rise:K",
   * "class:ID" or "head-class:ID". */
  whyNot(portfolio, asOf, unit, goal, level = null) {
    return this.#ask('why_not', portfolio, ...dayOf(asOf), unit, goal, level);
  }

  /** The least further amount with which a unit reaches a goal, disbursed by a day (else the milestone's own, or asOf). */
  whatWouldItTake(portfolio, asOf, unit, goal, {by = null, level = null} = {}) {
    return this.#ask('what_would_it_take', portfolio, ...dayOf(asOf), unit, goal, by, level);
  }

  async assessAsync(portfolio, asOf, level = null) {
    return this.#askLater('assess', portfolio, ...dayOf(asOf), level);
  }

  async judgeAsync(portfolio, asOf, level = null) {
    return this.#askLater('judge', portfolio, ...dayOf(asOf), level);
  }

  async evaluateAsync(portfolio, asOf) {
    return this.#askLater('evaluate', portfolio, ...dayOf(asOf));
  }

  async reallocateAsync(portfolio, round) {
    return this.#changeLater('reallocate', portfolio, round);
  }

  async adjustMediumTermAsync(portfolio, adjustment) {
    return this.#changeLater('adjust_medium_term', portfolio, adjustment);
  }

  async reviewRevenuePlansAsync(portfolio, asOf) {
    return this.#changeLater('review_revenue_plans', portfolio, ...dayOf(asOf));
  }

  async whatWouldItTakeAsync(portfolio, asOf, unit, goal, {by = null, level = null} = {}) {
    return this.#askLater('what_would_it_take', portfolio, ...dayOf(asOf), unit, goal, by, level);
  }

  /** Makes a saved result again from its own question; throws where a byte of it comes out otherwise. */
  replay(portfolio, json) {
    const bytes = bytesOf(json);
    call('replay', this.pointer, portfolio.pointer, bytes, bytes.length);
  }

  /** Whether the rubrics of two policies give the same class for all figures; if not, figures that tell them apart. */
  compareRubrics(other) {
    const made = [null];
    call('compare_rubrics', this.pointer, other.pointer, made);
    return new Result(made[0]);
  }
}

const sideOf = ({policy, portfolio, asOf}) => {
  const bytes = bytesOf(policy);
  return [bytes, bytes.length, portfolio.pointer, ...dayOf(asOf)];
};

/** What differs between two sides, each {policy: its document, portfolio, asOf}, and which changes make it differ. */
export function compare(a, b) {
  const made = [null];
  call('compare', ...sideOf(a), ...sideOf(b), made);
  return new Result(made[0]);
}

export async function compareAsync(a, b) {
  const made = [null];
  await callLater([a.portfolio, b.portfolio], 'compare', ...sideOf(a), ...sideOf(b), made);
  return new Result(made[0]);
}

/** The arguments of a simulation but its result. */
function sweepOf(policy, portfolio, scenarios, {against = null, threads = 1} = {}) {
  const [rules, cases] = [bytesOf(policy), bytesOf(scenarios)];
  const others = against === null ? null : bytesOf(against);
  return [rules, rules.length, others, others?.length ?? 0, portfolio.pointer, cases, cases.length, null, null, threads];
}

/**
 * Simulates years (docs/simulation.md): a policy document by a document of scenarios, perhaps `against` another policy. A
 * draw is a step of the portfolio's session; the bytes are the same for any number of threads.
 */
export function simulate(policy, portfolio, scenarios, options) {
  const made = [null];
  call('simulate', ...sweepOf(policy, portfolio, scenarios, options), made);
  return new Result(made[0]);
}

export async function simulateAsync(policy, portfolio, scenarios, options) {
  const made = [null];
  await callLater([portfolio], 'simulate', ...sweepOf(policy, portfolio, scenarios, options), made);
  return new Result(made[0]);
}

/** The SHA-256 of what a policy and a portfolio were made of, of which one may be null: the table "sources". */
export function digests(policy, portfolio) {
  const made = [null];
  call('digests', policy?.pointer ?? null, portfolio?.pointer ?? null, made);
  return new Result(made[0]);
}

/**
 * Every call with a portfolio that was read or made in a session is counted, can be ended, and keeps to its limits, by name:
 * max_policy_bytes, max_depth, max_file_bytes, max_rows, max_diagnostics, max_steps. What was made in it may outlive it.
 */
export class Session extends Handle {
  constructor(limits = {}) {
    const made = [null];
    call('session_create', made);
    super(made[0], 'session_release');
    for (const [name, value] of Object.entries(limits)) call('session_set_limit', this.pointer, name, value);
  }

  /** As Policy.fromDocuments, within the session's limits. */
  policy(documents, asOf = null) {
    const made = [null];
    call('session_policy', this.pointer, ...lentDocuments(documents), ...dayOrNone(asOf), made);
    return new Policy(made[0]);
  }

  /** As Portfolio.read. */
  read(folder, year) {
    const made = [null];
    call('session_portfolio', this.pointer, folder, year, made);
    return new Portfolio(made[0]);
  }

  async readAsync(folder, year) {
    const made = [null];
    await callLater([this], 'session_portfolio', this.pointer, folder, year, made);
    return new Portfolio(made[0]);
  }

  /** As Portfolio.fromTables. */
  fromTables(year, tables) {
    return built(tables, 'session_builder', this.pointer, year);
  }

  /** The steps that are done, and those that are known to be needed so far. */
  get progress() {
    const [done, expected] = [[0], [0]];
    native.session_progress(this.pointer, done, expected);
    return {done: Number(done[0]), expected: Number(expected[0])};
  }

  /** Ends what runs in the session, and what is begun in it before reset: it throws Cancelled. Never waits. */
  cancel() {
    native.session_cancel(this.pointer);
  }

  /** Cancels the session when an AbortSignal is aborted; gives what undoes that. */
  endWith(signal) {
    const ended = () => this.cancel();
    if (signal.aborted) ended();
    signal.addEventListener('abort', ended, {once: true});
    return () => signal.removeEventListener('abort', ended);
  }

  /** As if nothing had been done or cancelled in it yet; limits stay. */
  reset() {
    native.session_reset(this.pointer);
  }
}

/**
 * A policy as all of its documents (as of Policy.fromDocuments) stand on a day, as one, a Buffer: it loads by itself, gives
 * the same results (made by itself alone), and is what compare and simulate take of such a policy.
 */
export function resolvePolicy(documents, asOf = null) {
  return takenText('resolve_policy', ...lentDocuments(documents), ...dayOrNone(asOf));
}

/**
 * Runs policy tests (docs/policy.md); the table "cases" has a verdict each. `folder`: what their datasets are relative to. A
 * policy that extends others or has dated values is an object of its documents, as of Policy.fromDocuments; each case then
 * asks about the policy of its own day, and the tables "coverage" and "edges" say the `file` of each row.
 */
export function testPolicy(policy, tests, folder = null) {
  const cases = bytesOf(tests);
  const made = [null];
  if (typeof policy === 'string' || policy instanceof Uint8Array) {
    const document = bytesOf(policy);
    call('test_policy', document, document.length, null, cases, cases.length, null, folder, made);
  } else {
    call('test_policy_documents', ...lentDocuments(policy), cases, cases.length, null, folder, made);
  }
  return new Result(made[0]);
}
