// Exact rules for the disbursement of public-investment capital in Vietnam, over libgiaingan.so.1. Amounts are whole
// đồng, as BigInt. Policies, portfolios and results are immutable; the garbage collector releases them, close() does so
// at once.
import {readFileSync} from 'node:fs';

import {bytesAt, call, constantOf, native, valuesAt, InternalError} from './native.js';

export {GiainganError, InternalError, InvalidArgument, InvalidInput, OutOfMemory} from './native.js';

/** The library's version, as "0.1.0". */
export const version = native.version();

const finalizers = new Map();
function finalizerOf(release) {
  if (!finalizers.has(release)) finalizers.set(release, new FinalizationRegistry((pointer) => native[release](pointer)));
  return finalizers.get(release);
}

/** An object of the library. */
class Handle {
  #pointer;
  #release;

  constructor(pointer, release) {
    this.#pointer = pointer;
    this.#release = release;
    finalizerOf(release).register(this, pointer, this);
  }

  get pointer() {
    if (this.#pointer === null) throw new TypeError('it was closed');
    return this.#pointer;
  }

  close() {
    if (this.#pointer === null) return;
    finalizerOf(this.#release).unregister(this);
    native[this.#release](this.#pointer);
    this.#pointer = null;
  }
}

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
}

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
}

const types = {
  [constantOf('INT64')]: (view, rows) => BigInt64Array.from(valuesAt(view.data, 'int64_t', rows), BigInt),
  [constantOf('INT32')]: (view, rows) => Int32Array.from(valuesAt(view.data, 'int32_t', rows)),
  [constantOf('DATE')]: (view, rows) =>
    Array.from(valuesAt(view.data, 'int32_t', rows), (days) => new Date(days * 86400000).toISOString().slice(0, 10)),
  [constantOf('BOOL')]: (view, rows) => Array.from(valuesAt(view.data, 'uint8_t', rows), (value) => value !== 0),
  [constantOf('UTF8')]: (view, rows) => {
    const offsets = Array.from(valuesAt(view.offsets, 'int64_t', rows + 1), Number);
    const bytes = bytesAt(view.data, offsets[rows]);
    return Array.from({length: rows}, (_, row) => bytes.toString('utf8', offsets[row], offsets[row + 1]));
  },
};

export class Result extends Handle {
  /** The portfolio that the result leads to, where it changes plans. */
  after = null;

  constructor(pointer) {
    super(pointer, 'result_release');
  }

  /** The document that the command line prints: the same bytes. */
  get json() {
    const text = [null];
    const size = [0];
    call('result_json', this.pointer, text, size);
    return bytesAt(text[0], Number(size[0]));
  }

  /** The names of its tables. */
  get tables() {
    const count = Number(native.result_table_count(this.pointer));
    return Array.from({length: count}, (_, index) => native.result_table_name(this.pointer, index));
  }

  /** A column by its table and name: amounts as a BigInt64Array, days as "YYYY-MM-DD"; null in rows without a value. */
  column(table, name) {
    const view = {};
    call('result_column', this.pointer, table, name, view);
    const rows = Number(view.length);
    const read = types[view.type];
    if (read === undefined) throw new InternalError(`${table}.${name} is of the type ${view.type}`);
    const values = read(view, rows);
    if (view.valid === null) return values;
    const valid = valuesAt(view.valid, 'uint8_t', rows);
    return Array.from(values, (value, row) => (valid[row] === 0 ? null : value));
  }

  #words(name, ...question) {
    const text = [null];
    const size = [0];
    call(name, this.pointer, ...question, text, size);
    try {
      return bytesAt(text[0], Number(size[0])).toString('utf8');
    } finally {
      native.text_release(text[0]);
    }
  }

  /** A row of the table "evidence" in words; `language` is "vi" or "en". */
  explain(row, language = 'vi') {
    return this.#words('result_explain', row, language);
  }

  /** The result of listObligations as iCalendar. */
  icalendar(language = 'vi') {
    return this.#words('result_icalendar', language);
  }
}
