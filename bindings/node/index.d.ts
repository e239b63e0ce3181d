export const version: string;

export interface Diagnostic {
  code: string;
  file: string;
  /** line of the file counted from 1, or 0 */
  row: number;
  column: string;
  /** JSON pointer into a document */
  pointer: string;
  message: string;
  expected: string;
  remedy: string;
}

export class GiainganError extends Error {}
/** A document or dataset is wrong, with every problem. */
export class InvalidInput extends GiainganError {
  readonly diagnostics: Diagnostic[];
}
/** The call itself is wrong. */
export class InvalidArgument extends GiainganError {}
export class OutOfMemory extends GiainganError {}
/** A fault of the library; please report it. */
export class InternalError extends GiainganError {}

declare class Handle {
  /** Releases it at once; the garbage collector does so otherwise. */
  close(): void;
}

export class Portfolio extends Handle {
  static read(folder: string, year: number): Portfolio;
}

/** Days are "YYYY-MM-DD". */
export class Policy extends Handle {
  static fromJson(json: string | Uint8Array, name?: string): Policy;
  static read(path: string): Policy;
  readonly year: number;
  assess(portfolio: Portfolio, asOf: string, level?: string | null): Result;
  judge(portfolio: Portfolio, asOf: string, level?: string | null): Result;
  evaluate(portfolio: Portfolio, asOf: string): Result;
  listObligations(portfolio: Portfolio, asOf: string, unit?: string | null): Result;
  reallocate(portfolio: Portfolio, round: string): Result & {after: Portfolio};
  adjustMediumTerm(portfolio: Portfolio, adjustment: string): Result & {after: Portfolio};
  reviewRevenuePlans(portfolio: Portfolio, asOf: string): Result & {after: Portfolio};
  verifyRound(portfolio: Portfolio, json: string | Uint8Array): Portfolio;
}

export type Values = BigInt64Array | Int32Array | (bigint | number | string | boolean | null)[];

export class Result extends Handle {
  readonly after: Portfolio | null;
  readonly json: Buffer;
  readonly tables: string[];
  column(table: string, name: string): Values;
  explain(row: number, language?: 'vi' | 'en'): string;
  icalendar(language?: 'vi' | 'en'): string;
}
