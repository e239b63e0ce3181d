// Columns in the library's form (giaingan_column), in memory that stays where it is.
import koffi from 'koffi';

import {constantOf} from './native.js';

const SIZE = 48;
const INT64 = constantOf('INT64');
const UTF8 = constantOf('UTF8');

/** Whole numbers as int64: a BigInt64Array as it is, else anything that BigInt takes. */
export const int64s = (values) => (values instanceof BigInt64Array ? values : BigInt64Array.from(values, BigInt));

/** A block of memory that the garbage collector doesn't move; free it. */
export class Memory {
  constructor(size) {
    this.pointer = koffi.alloc('uint8_t', Math.max(size, 1));
    this.address = koffi.address(this.pointer);
    this.bytes = new Uint8Array(koffi.view(this.pointer, Math.max(size, 1)));
  }

  free() {
    koffi.free(this.pointer);
  }
}

export class Columns {
  #parts = [];
  #size = 0;
  #columns = [];

  /** Where a typed array will lie. */
  #put(array) {
    const at = this.#size;
    this.#parts.push([at, new Uint8Array(array.buffer, array.byteOffset, array.byteLength)]);
    this.#size += Math.ceil(array.byteLength / 8) * 8;
    return at;
  }

  /** Numbers; `present`, if given, is false where there is none. */
  numbers(name, values, present) {
    const amounts = int64s(values);
    if (present !== undefined && present.length !== amounts.length) {
      throw new RangeError(`${name}: ${amounts.length} values, ${present.length} marks`);
    }
    const valid = present === undefined ? null : this.#put(Uint8Array.from(present, Number));
    this.#columns.push({name: this.#text(name), data: this.#put(amounts), valid, length: amounts.length, type: INT64});
    return this;
  }

  /** Texts; null where the field is empty. */
  texts(name, values) {
    const offsets = new BigInt64Array(values.length + 1);
    let end = 0;
    values.forEach((value, i) => {
      end += value === null ? 0 : Buffer.byteLength(value);
      offsets[i + 1] = BigInt(end);
    });
    this.#columns.push({
      name: this.#text(name), data: this.#put(Buffer.from(values.join(''), 'utf8')), offsets: this.#put(offsets),
      valid: this.#put(Uint8Array.from(values, (value) => (value === null ? 0 : 1))), length: values.length, type: UTF8,
    });
    return this;
  }

  /** A column without memory. */
  none() {
    this.#columns.push({data: null, length: 0, type: INT64});
    return this;
  }

  /** A table from an object of arrays: numbers or bigints, or texts, with null where a field is empty. */
  static of(table) {
    const columns = new Columns();
    for (const [name, values] of Object.entries(table)) {
      const numeric = ArrayBuffer.isView(values) || values.some((value) => value !== null && typeof value !== 'string');
      if (!numeric) columns.texts(name, values);
      else if (ArrayBuffer.isView(values) || !values.includes(null)) columns.numbers(name, values);
      else columns.numbers(name, values.map((value) => value ?? 0), values.map((value) => value !== null));
    }
    return columns;
  }

  #text(name) {
    return this.#put(Buffer.from(`${name}\0`, 'utf8'));
  }

  /** Memory with the columns, one struct behind the other from its address on, and their number. */
  lend() {
    const head = SIZE * this.#columns.length;
    const memory = new Memory(head + this.#size);
    for (const [at, bytes] of this.#parts) memory.bytes.set(bytes, head + at);
    const view = new DataView(memory.bytes.buffer);
    const place = (at) => (at === null || at === undefined ? 0n : memory.address + BigInt(head + at));
    this.#columns.forEach((column, i) => {
      ['name', 'data', 'offsets', 'valid'].forEach((member, j) => {
        view.setBigUint64(SIZE * i + 8 * j, place(column[member]), true);
      });
      view.setBigInt64(SIZE * i + 32, BigInt(column.length), true);
      view.setInt32(SIZE * i + 40, 0, true);
      view.setInt32(SIZE * i + 44, column.type, true);
    });
    return {memory, count: this.#columns.length};
  }
}
