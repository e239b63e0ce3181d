// What an evaluation found.
import {Handle} from './handle.js';
import {bytesAt, call, constantOf, native, valuesAt, InternalError} from './native.js';

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

/** The bytes that a function gives as a new text, which is released. */
export function takenText(name, ...question) {
  const text = [null];
  const size = [0];
  call(name, ...question, text, size);
  try {
    return bytesAt(text[0], Number(size[0]));
  } finally {
    native.text_release(text[0]);
  }
}

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

  /** A row of the table "evidence" in words; `language` is "vi" or "en". */
  explain(row, language = 'vi') {
    return takenText('result_explain', this.pointer, row, language).toString('utf8');
  }

  /** The result of listObligations as iCalendar. */
  icalendar(language = 'vi') {
    return takenText('result_icalendar', this.pointer, language).toString('utf8');
  }
}
