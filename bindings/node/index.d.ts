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
/** The session was cancelled, or its work came to its limit of steps; inputs are as they were. */
export class Cancelled extends GiainganError {}
export class OutOfMemory extends GiainganError {}
/** A fault of the library; please report it. */
export class InternalError extends GiainganError {}

declare class Handle {
  /** Releases it at once; the garbage collector does so otherwise. */
  close(): void;
}

export type Amounts = BigInt64Array | readonly (bigint | number)[];
export type Fields = BigInt64Array | readonly (bigint | number | null)[] | readonly (string | null)[];

export class Portfolio extends Handle {
  static read(folder: string, year: number): Portfolio;
  /** Tables named as the dataset's files are, objects of arrays; null where a field is empty. */
  static fromTables(year: number, tables: Record<string, Record<string, Fields>>): Portfolio;
}

/** Days are "YYYY-MM-DD". */
export class Policy extends Handle {
  static fromJson(json: string | Uint8Array, name?: string): Policy;
  static fromDocuments(documents: Record<string, string | Uint8Array>, asOf?: string | null): Policy;
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
  /** A goal is "milestone:ID", "not-below", "leave-list", "flagged", "rank:K", "rise:K", "class:ID" or "head-class:ID". */
  whyNot(portfolio: Portfolio, asOf: string, unit: string, goal: string, level?: string | null): Result;
  whatWouldItTake(portfolio: Portfolio, asOf: string, unit: string, goal: string,
    options?: {by?: string | null; level?: string | null}): Result;
  /** Those that end with Async work in another thread: the event loop goes on, a session of the portfolio's ends them. */
  assessAsync(portfolio: Portfolio, asOf: string, level?: string | null): Promise<Result>;
  judgeAsync(portfolio: Portfolio, asOf: string, level?: string | null): Promise<Result>;
  evaluateAsync(portfolio: Portfolio, asOf: string): Promise<Result>;
  reallocateAsync(portfolio: Portfolio, round: string): Promise<Result & {after: Portfolio}>;
  adjustMediumTermAsync(portfolio: Portfolio, adjustment: string): Promise<Result & {after: Portfolio}>;
  reviewRevenuePlansAsync(portfolio: Portfolio, asOf: string): Promise<Result & {after: Portfolio}>;
  whatWouldItTakeAsync(portfolio: Portfolio, asOf: string, unit: string, goal: string,
    options?: {by?: string | null; level?: string | null}): Promise<Result>;
  replay(portfolio: Portfolio, json: string | Uint8Array): void;
  compareRubrics(other: Policy): Result;
}

export interface Side {
  /** the policy document, for its values are told apart */
  policy: string | Uint8Array;
  portfolio: Portfolio;
  asOf: string;
}
export function compare(a: Side, b: Side): Result;
export function compareAsync(a: Side, b: Side): Promise<Result>;

export interface SweepOptions {
  /** another policy document that the same draws are simulated by */
  against?: string | Uint8Array | null;
  threads?: number;
}
export function simulate(policy: string | Uint8Array, portfolio: Portfolio, scenarios: string | Uint8Array,
  options?: SweepOptions): Result;
export function simulateAsync(policy: string | Uint8Array, portfolio: Portfolio, scenarios: string | Uint8Array,
  options?: SweepOptions): Promise<Result>;
export function digests(policy: Policy | null, portfolio: Portfolio | null): Result;

export interface Limits {
  max_policy_bytes?: number;
  max_depth?: number;
  max_file_bytes?: number;
  max_rows?: number;
  max_diagnostics?: number;
  max_steps?: number;
}
/** Counts, bounds and ends the work on portfolios that are read or made in it. */
export class Session extends Handle {
  constructor(limits?: Limits);
  policy(documents: Record<string, string | Uint8Array>, asOf?: string | null): Policy;
  read(folder: string, year: number): Portfolio;
  readAsync(folder: string, year: number): Promise<Portfolio>;
  fromTables(year: number, tables: Record<string, Record<string, Fields>>): Portfolio;
  readonly progress: {done: number; expected: number};
  cancel(): void;
  endWith(signal: AbortSignal): () => void;
  reset(): void;
}
/** One document of a policy's documents, as they stand on a day: what compare and simulate take. */
export function resolvePolicy(documents: Record<string, string | Uint8Array>, asOf?: string | null): Buffer;
/** The policy's document, or its documents where it extends others or has dated values. */
export function testPolicy(policy: string | Uint8Array | Record<string, string | Uint8Array>, tests: string | Uint8Array,
  folder?: string | null): Result;

export interface Runs {
  /** bits, January the lowest */
  below: Uint16Array;
  undefined: Uint16Array;
  current: Uint8Array;
  longest: Uint8Array;
  /** month in which a run was first long enough; 0: none */
  firstFlagged: Uint8Array;
}

/** Plan and disbursed of units, an array a month (docs/panels.md). */
export class Panel extends Handle {
  constructor(plan: readonly Amounts[], disbursed: readonly Amounts[], firstMonth?: number);
  total(month: number): {plan: bigint; disbursed: bigint};
  rank(options?: {ties?: 'standard' | 'dense'; threads?: number}): Int32Array[];
  belowAverage(options?: {
    monthsInARow?: number;
    gap?: 'breaks' | 'skipped';
    threads?: number;
    reference?: {plan: Amounts; disbursed: Amounts} | null;
  }): Runs;
}

export type Metric =
  | BigInt64Array
  | readonly (bigint | number | null)[]
  | {values: BigInt64Array | readonly (bigint | number | null)[]; denominators?: Amounts; present?: readonly boolean[]};

/** The completion evaluation of very many units. */
export class Ratings extends Handle {
  constructor(policy: Policy, metrics: Record<string, Metric>,
    options?: {subject?: 'collective' | 'head'; collectives?: Ratings | null});
  column(name: 'class' | 'class_by_total' | 'class_after_limits'): Int16Array;
  column(name: 'total_num' | 'total_den'): BigInt64Array;
  bands(criterion: string): Int16Array;
  limit(row: number): Int16Array;
  demoted(quota: string): Int16Array;
  legend(): Result;
  explain(row: number, unit: string): Result;
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
