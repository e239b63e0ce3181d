// Panels and ratings: verdicts on very many units, straight from columns.
import {Columns, int64s, Memory} from './columns.js';
import {Handle} from './handle.js';
import {call, constantOf, valuesAt} from './native.js';
import {Result} from './result.js';

const ties = {standard: constantOf('RANK_STANDARD'), dense: constantOf('RANK_DENSE')};
const gaps = {breaks: constantOf('GAP_BREAKS'), skipped: constantOf('GAP_SKIPPED')};
const subjects = {collective: constantOf('SUBJECT_COLLECTIVE'), head: constantOf('SUBJECT_HEAD')};

function chosen(choices, name) {
  if (!Object.hasOwn(choices, name)) throw new RangeError(`${name} is none of ${Object.keys(choices).join(', ')}`);
  return choices[name];
}

function lent(arrays) {
  const columns = new Columns();
  arrays.forEach((values) => columns.numbers('', values));
  return columns.lend().memory;
}

/** Plan and disbursed of units at successive month-ends (docs/panels.md). Figures are copied. */
export class Panel extends Handle {
  #months;
  #units;

  /** An array a month, with an amount a unit: BigInt64Arrays, or arrays of whole numbers. */
  constructor(plan, disbursed, firstMonth = 1) {
    if (plan.length !== disbursed.length) {
      throw new RangeError(`${plan.length} months of plan, ${disbursed.length} of disbursed`);
    }
    const figures = [lent(plan), lent(disbursed)];
    const made = [null];
    try {
      call('panel_create', ...figures.map((each) => each.address), firstMonth, plan.length, made);
    } catch (error) {
      figures.forEach((each) => each.free());
      throw error;
    }
    super(made[0], 'panel_release', figures);
    this.#months = plan.length;
    this.#units = plan[0].length;
  }

  /** Plan and disbursed of all units in a month. */
  total(month) {
    const plan = [0];
    const disbursed = [0];
    call('panel_total', this.pointer, month, plan, disbursed);
    return {plan: BigInt(plan[0]), disbursed: BigInt(disbursed[0])};
  }

  /** Ranks each month's units by their exact ratios, 1 for the highest; 0 without a ratio: an Int32Array a month. */
  rank({ties: how = 'standard', threads = 1} = {}) {
    const width = 4 * this.#units;
    const memory = new Memory(8 * this.#months + width * this.#months);
    const places = new BigUint64Array(memory.bytes.buffer, 0, this.#months);
    const first = (month) => 8 * this.#months + width * month;
    places.forEach((_, month) => { places[month] = memory.address + BigInt(first(month)); });
    try {
      call('panel_rank', this.pointer, chosen(ties, how), threads, memory.address);
      return Array.from(places, (_, month) => new Int32Array(memory.bytes.buffer, first(month), this.#units).slice());
    } finally {
      memory.free();
    }
  }

  /** Which months of each unit are below a reference (the panel's own weighted average unless plans and disburseds of
   * another are given month by month), as bits with January the lowest, and the runs they form. */
  belowAverage({monthsInARow = 3, gap = 'breaks', threads = 1, reference = null} = {}) {
    const references = reference === null ? [null, null] : [reference.plan, reference.disbursed].map(int64s);
    if (references.some((each) => each !== null && each.length !== this.#months)) {
      throw new RangeError(`a reference has ${this.#months} months`);
    }
    const below = new Uint16Array(this.#units);
    const undefined_ = new Uint16Array(this.#units);
    const [current, longest, firstFlagged] = [0, 1, 2].map(() => new Uint8Array(this.#units));
    call('panel_below_average', this.pointer, ...references, monthsInARow, chosen(gaps, gap), threads, below, undefined_,
      current, longest, firstFlagged);
    return {below, undefined: undefined_, current, longest, firstFlagged};
  }
}

const widths = {[constantOf('INT64')]: 'int64_t', [constantOf('INT16')]: 'int16_t', [constantOf('INT8')]: 'int8_t'};

/** The completion evaluation of very many units, straight from columns of their metrics, which are copied. */
export class Ratings extends Handle {
  /**
   * `metrics`: an object with an array for each metric, or {values, denominators, present}; null where a value is missing.
   * Rows stand in the order of the units' ids.
   */
  constructor(policy, metrics, {subject = 'collective', collectives = null} = {}) {
    const tops = new Columns();
    const bottoms = new Columns();
    for (const [name, given] of Object.entries(metrics)) {
      const metric = Array.isArray(given) || ArrayBuffer.isView(given) ? {values: given} : given;
      const missing = Array.isArray(metric.values) && metric.values.includes(null);
      tops.numbers(name, missing ? metric.values.map((value) => value ?? 0) : metric.values,
        missing ? metric.values.map((value) => value !== null) : metric.present);
      if (metric.denominators === undefined) bottoms.none();
      else bottoms.numbers('', metric.denominators);
    }
    const {memory: top, count} = tops.lend();
    const {memory: bottom} = bottoms.lend();
    const made = [null];
    try {
      call('ratings_create', policy.pointer, chosen(subjects, subject), collectives === null ? null : collectives.pointer,
        top.address, bottom.address, count, made);
    } catch (error) {
      [top, bottom].forEach((each) => each.free());
      throw error;
    }
    super(made[0], 'ratings_release', [top, bottom]);
  }

  #column(name, key) {
    const view = {};
    call(name, this.pointer, key, view);
    const values = valuesAt(view.data, widths[view.type], Number(view.length));
    return view.type === constantOf('INT64') ? BigInt64Array.from(values, BigInt) : Int16Array.from(values);
  }

  /** "class", "class_by_total", "class_after_limits" (rows of the legend's table "classes"; -1: not classed), "total_num"
   * or "total_den" (of length 1: that of all). */
  column(name) {
    return this.#column('ratings_column', name);
  }

  /** Each unit's band under a criterion, counted from 0; below 0: none (giaingan.h, GIAINGAN_BAND_). */
  bands(criterion) {
    return this.#column('ratings_bands', criterion);
  }

  /** Whether a veto or cap, by its row in the legend's table "limits", holds: 1, 0, or -1 undecided. */
  limit(row) {
    return this.#column('ratings_limit', row);
  }

  /** Which units a quota has demoted by one class: 1 or 0. */
  demoted(quota) {
    return this.#column('ratings_demoted', quota);
  }

  /** What places stand for: the tables "criteria", "bands", "classes", "limits", "quotas". */
  legend() {
    const made = [null];
    call('ratings_legend', this.pointer, made);
    return new Result(made[0]);
  }

  /** The evidence of one unit in full, before quotas. */
  explain(row, unit) {
    const made = [null];
    call('ratings_explain', this.pointer, row, unit, made);
    return new Result(made[0]);
  }
}
