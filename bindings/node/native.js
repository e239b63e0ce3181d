// The functions of giaingan.h through koffi, and how their failures become exceptions.
import koffi from 'koffi';

// The library: GIAINGAN_LIBRARY names the file, else the system's loader finds it.
const library = koffi.load(process.env.GIAINGAN_LIBRARY ?? 'libgiaingan.so.1');

const diagnosticType = koffi.struct('giaingan_diagnostic', {
  code: 'const char *', file: 'const char *', column: 'const char *', pointer: 'const char *',
  message: 'const char *', expected: 'const char *', remedy: 'const char *', row: 'int64_t',
});
export const columnType = koffi.struct('giaingan_column', {
  name: 'const char *', data: 'const void *', offsets: 'const void *', valid: 'const void *',
  length: 'int64_t', stride: 'int32_t', type: 'int32_t',
});

const day = 'int32_t year, int32_t month, int32_t day';
const evaluation = 'const void *policy, const void *portfolio';
const result = '_Out_ void **result';
const after = '_Out_ void **after';
const column = '_Out_ giaingan_column *column';
const side = (name) => `const void *policy_${name}, int64_t size_${name}, const void *portfolio_${name}, `
  + `int32_t year_${name}, int32_t month_${name}, int32_t day_${name}`;
const text = '_Out_ void **text, _Out_ int64_t *size';
const documents = 'const char **names, const char **documents, const int64_t *sizes, int64_t count';

// Functions whose last parameter is the error object, without it.
const checkedFunctions = {
  policy_from_json: 'const void *json, int64_t size, const char *name, _Out_ void **policy',
  policy_from_documents: `${documents}, ${day}, _Out_ void **policy`,
  resolve_policy: `${documents}, ${day}, ${text}`,
  portfolio_read: 'const char *folder, int32_t budget_year, _Out_ void **portfolio',
  assess: `${evaluation}, ${day}, const char *level, ${result}`,
  judge: `${evaluation}, ${day}, const char *level, ${result}`,
  evaluate: `${evaluation}, ${day}, ${result}`,
  list_obligations: `${evaluation}, ${day}, const char *unit, ${result}`,
  reallocate: `${evaluation}, const char *round, ${result}, ${after}`,
  adjust_medium_term: `${evaluation}, const char *adjustment, ${result}, ${after}`,
  review_revenue_plans: `${evaluation}, ${day}, ${result}, ${after}`,
  builder_create: 'int32_t budget_year, _Out_ void **builder',
  builder_add: 'void *builder, const char *table, const void *columns, int64_t count',
  builder_finish: 'void *builder, _Out_ void **portfolio',
  session_create: '_Out_ void **session',
  session_set_limit: 'void *session, const char *name, int64_t value',
  session_policy: `void *session, ${documents}, ${day}, _Out_ void **policy`,
  session_portfolio: 'void *session, const char *folder, int32_t budget_year, _Out_ void **portfolio',
  session_builder: 'void *session, int32_t budget_year, _Out_ void **builder',
  simulate: 'const void *policy, int64_t policy_size, const void *against, int64_t against_size, const void *portfolio, '
    + `const void *scenarios, int64_t scenarios_size, void *behaviour, void *context, int32_t threads, ${result}`,
  digests: `${evaluation}, ${result}`,
  why_not: `${evaluation}, ${day}, const char *unit, const char *goal, const char *level, ${result}`,
  what_would_it_take:
    `${evaluation}, ${day}, const char *unit, const char *goal, const char *by, const char *level, ${result}`,
  compare: `${side('a')}, ${side('b')}, ${result}`,
  compare_rubrics: `const void *a, const void *b, ${result}`,
  test_policy: 'const void *policy, int64_t policy_size, const char *policy_name, const void *tests, int64_t tests_size, '
    + `const char *tests_name, const char *folder, ${result}`,
  test_policy_documents: `${documents}, const void *tests, int64_t tests_size, const char *tests_name, `
    + `const char *folder, ${result}`,
  replay: `${evaluation}, const void *json, int64_t size`,
  panel_create: 'const void *plan, const void *disbursed, int32_t first_month, int32_t months, _Out_ void **panel',
  panel_total: 'const void *panel, int32_t month, _Out_ int64_t *plan, _Out_ int64_t *disbursed',
  panel_rank: 'const void *panel, int32_t ties, int32_t threads, const void *rank',
  panel_below_average: 'const void *panel, const void *reference_plan, const void *reference_disbursed, int32_t months, '
    + 'int32_t gap, int32_t threads, void *below, void *undefined, void *current, void *longest, void *first_flagged',
  ratings_create: 'const void *policy, int32_t subject, const void *collectives, const void *metrics, '
    + 'const void *denominators, int64_t count, _Out_ void **ratings',
  ratings_column: `const void *ratings, const char *name, ${column}`,
  ratings_bands: `const void *ratings, const char *criterion, ${column}`,
  ratings_limit: `const void *ratings, int64_t limit, ${column}`,
  ratings_demoted: `const void *ratings, const char *quota, ${column}`,
  ratings_legend: `const void *ratings, ${result}`,
  ratings_explain: `const void *ratings, int64_t row, const char *unit, ${result}`,
  verify_round: `${evaluation}, const void *json, int64_t size, ${after}`,
  result_json: `const void *result, ${text}`,
  result_column: `const void *result, const char *table, const char *name, ${column}`,
  result_explain: `const void *result, int64_t row, const char *language, ${text}`,
  result_icalendar: `const void *result, const char *language, ${text}`,
};

const plain = (returns, name, parameters) => library.func(`${returns} giaingan_${name}(${parameters})`);
export const native = {
  version: plain('const char *', 'version', 'void'),
  policy_year: plain('int32_t', 'policy_year', 'const void *policy'),
  result_table_count: plain('int64_t', 'result_table_count', 'const void *result'),
  result_table_name: plain('const char *', 'result_table_name', 'const void *result, int64_t index'),
  text_release: plain('void', 'text_release', 'void *text'),
  session_progress: plain('int32_t', 'session_progress', 'const void *session, _Out_ int64_t *done, _Out_ int64_t *expected'),
  session_cancel: plain('void', 'session_cancel', 'void *session'),
  session_reset: plain('void', 'session_reset', 'void *session'),
  policy_retain: plain('void *', 'policy_retain', 'void *policy'),
  portfolio_retain: plain('void *', 'portfolio_retain', 'void *portfolio'),
  session_retain: plain('void *', 'session_retain', 'void *session'),
  session_release: plain('void', 'session_release', 'void *session'),
  policy_release: plain('void', 'policy_release', 'void *policy'),
  portfolio_release: plain('void', 'portfolio_release', 'void *portfolio'),
  builder_release: plain('void', 'builder_release', 'void *builder'),
  panel_release: plain('void', 'panel_release', 'void *panel'),
  ratings_release: plain('void', 'ratings_release', 'void *ratings'),
  result_release: plain('void', 'result_release', 'void *result'),
};
const constant = plain('int32_t', 'constant', 'const char *name, _Out_ int64_t *value');
const errorText = plain('const char *', 'error_text', 'const void *error');
const errorCount = plain('int64_t', 'error_diagnostic_count', 'const void *error');
const errorDiagnostic = plain('int32_t', 'error_diagnostic',
  'const void *error, int64_t index, _Out_ giaingan_diagnostic *diagnostic');
const errorRelease = plain('void', 'error_release', 'void *error');

const functions = Object.fromEntries(Object.entries(checkedFunctions).map(
  ([name, parameters]) => [name, plain('int32_t', name, `${parameters}, _Out_ void **error`)]));

// A number of giaingan.h by its name without GIAINGAN_.
export function constantOf(name) {
  const value = [0];
  if (constant(`GIAINGAN_${name}`, value) !== 0) throw new InternalError(`the library doesn't know GIAINGAN_${name}`);
  return Number(value[0]);
}

export class GiainganError extends Error {
  constructor(message) {
    super(message);
    this.name = this.constructor.name;
  }
}
// A document or dataset is wrong; `diagnostics` has every problem.
export class InvalidInput extends GiainganError {
  constructor(message, diagnostics) {
    super(message);
    this.diagnostics = diagnostics;
  }
}
// The call itself is wrong.
export class InvalidArgument extends GiainganError {}
// The session was cancelled, or its work came to its limit of steps; inputs are as they were.
export class Cancelled extends GiainganError {}
export class OutOfMemory extends GiainganError {}
// A fault of the library; please report it.
export class InternalError extends GiainganError {}

const status = Object.fromEntries(
  ['OK', 'INVALID_INPUT', 'INVALID_ARGUMENT', 'OUT_OF_MEMORY', 'CANCELLED'].map((name) => [name, constantOf(name)]));

function diagnosticsOf(error) {
  return Array.from({length: Number(errorCount(error))}, (_, index) => {
    const found = {};
    errorDiagnostic(error, index, found);
    return {...found, row: Number(found.row)};
  });
}

// Throws what a call failed with; `error` is an array with the error object.
function settle(came, error) {
  if (came === status.OK) return;
  try {
    if (came === status.OUT_OF_MEMORY) throw new OutOfMemory('giaingan ran out of memory');
    const words = errorText(error[0]);
    if (came === status.INVALID_INPUT) throw new InvalidInput(words, diagnosticsOf(error[0]));
    if (came === status.CANCELLED) throw new Cancelled(words);
    throw came === status.INVALID_ARGUMENT ? new InvalidArgument(words) : new InternalError(words);
  } finally {
    errorRelease(error[0]);
  }
}

// Calls a function of `checkedFunctions`; throws what it fails with.
export function call(name, ...given) {
  const error = [null];
  settle(functions[name](...given, error), error);
}

const running = new Set(); // what calls of other threads read and write lives until they end

// Calls it in a thread of koffi's; the event loop goes on. `handles` are owned until it ends, whoever closes them.
export async function callLater(handles, name, ...given) {
  const owned = handles.map((handle) => handle.share());
  const error = [null];
  const held = [given, error];
  running.add(held);
  try {
    const came = await new Promise((resolve, reject) => {
      functions[name].async(...given, error, (fault, value) => (fault ? reject(fault) : resolve(value)));
    });
    settle(came, error);
  } finally {
    running.delete(held);
    owned.forEach((giveUp) => giveUp());
  }
}

// A copy of memory of the library's.
export function bytesAt(pointer, size) {
  return size === 0 ? Buffer.alloc(0) : Buffer.from(koffi.decode(pointer, 'uint8_t', size));
}
export function valuesAt(pointer, type, count) {
  return count === 0 ? [] : koffi.decode(pointer, type, count);
}
