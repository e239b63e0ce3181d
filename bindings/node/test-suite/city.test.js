// The example city, and the suite that every language runs (bindings/conformance).
import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {test} from 'node:test';

import {
  compare, InvalidArgument, InvalidInput, Policy, Portfolio, resolvePolicy, simulate, version,
} from '../index.js';

process.chdir(process.env.GIAINGAN_ROOT);
const expected = process.env.GIAINGAN_EXPECTED;

function load(path, folder) {
  const policy = Policy.read(path);
  return [policy, Portfolio.read(folder, policy.year)];
}
const city = () => load('policies/lang-son-city-2024.json', 'docs/examples/lang-son-city-2024');

const cases = readFileSync('bindings/conformance/cases.tsv', 'utf8').trimEnd().split('\n').slice(1);
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** A dataset as a host would have it: amounts as bigints, the rest as texts, no column without a value. */
function columns(folder) {
  return Object.fromEntries(['units', 'allocations', 'disbursements'].map((name) => {
    const [header, ...rows] = readFileSync(`${folder}/${name}.csv`, 'utf8').trimEnd().split('\n').map((line) => line.split(','));
    const fields = header.map((title, i) => [title, rows.map((row) => (row[i] === '' ? null : row[i]))]);
    const given = fields.filter(([, values]) => values.some((value) => value !== null));
    return [name, Object.fromEntries(given.map(
      ([title, values]) => [title, ['plan', 'disbursed'].includes(title) ? values.map(BigInt) : values]))];
  }));
}

function documentsOf(path, extended) {
  const names = [basename(path), ...extended.split(' ')];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(dirname(path), name))]));
}

function answerOf(question, path, folder, argument, detail) {
  if (question === 'compare_rubrics') return Policy.read(path).compareRubrics(Policy.read(argument));
  if (question === 'judge_columns') {
    const policy = Policy.read(path);
    return policy.judge(Portfolio.fromTables(policy.year, columns(folder)), argument);
  }
  if (question === 'judge_documents') {
    const documents = documentsOf(path, detail);
    assert.throws(() => Policy.fromDocuments(documents), InvalidInput);
    const policy = Policy.fromDocuments(documents, argument);
    return policy.judge(Portfolio.read(folder, policy.year), argument);
  }
  const [policy, portfolio] = load(path, folder);
  if (question === 'simulate') return simulate(readFileSync(path), portfolio, readFileSync(argument), {threads: 2});
  if (question === 'compare') {
    const json = readFileSync(path);
    return compare({policy: json, portfolio, asOf: argument}, {policy: json, portfolio, asOf: detail});
  }
  return policy[camel(question)](portfolio, argument, ...(detail === '' ? [] : detail.split(' ')));
}

assert.ok(cases.length > 10);
for (const line of cases) {
  const [name, question, path, folder, argument, detail = ''] = line.split('\t');
  test(`conformance: ${name}`, () => {
    const answer = () => (question === 'resolve_policy' ? resolvePolicy(documentsOf(path, detail), argument)
      : answerOf(question, path, folder, argument, detail).json);
    const document = join(expected, `${name}.json`);
    if (existsSync(document)) {
      assert.ok(answer().equals(readFileSync(document)));
      return;
    }
    const text = readFileSync(join(expected, `${name}.txt`), 'utf8');
    assert.throws(answer, (error) => {
      assert.ok(error instanceof InvalidInput);
      assert.equal(`${error.message}\n`, text);
      assert.equal(error.diagnostics.length, text.trimEnd().split('\n').length);
      return true;
    });
  });
}

test('rounds chain and are verified', () => {
  const [policy, portfolio] = city();
  const june = policy.reallocate(portfolio, '2024-06');
  const direct = policy.reallocate(june.after, '2024-09');
  const applied = policy.verifyRound(portfolio, june.json);
  assert.ok(policy.reallocate(applied, '2024-09').json.equals(direct.json));
  const forged = june.json.toString().replace('"round": "2024-06"', '"round": "2024-09"');
  assert.throws(() => policy.verifyRound(portfolio, forged), InvalidInput);
});

test('columns are values of JavaScript', () => {
  const [policy, portfolio] = city();
  const result = policy.assess(portfolio, '2024-09-30');
  const plan = result.column('units', 'plan');
  assert.ok(plan instanceof BigInt64Array && plan.length > 1 && plan[0] > 0n);
  const document = JSON.parse(result.json.toString());
  assert.deepEqual(Array.from(plan, Number), document.units.map((unit) => unit.plan));
  assert.deepEqual(result.column('units', 'unit'), document.units.map((unit) => unit.unit));
  assert.ok(result.tables.includes('below_average'));
  const duties = policy.listObligations(portfolio, '2024-09-30');
  const days = duties.column('obligations', 'last_day');
  assert.match(days.find((day) => day !== null), /^2024-\d\d-\d\d$/);
  assert.throws(() => result.column('units', 'nothing'), InvalidArgument);
});

test('words', () => {
  const [policy, portfolio] = city();
  const result = policy.assess(portfolio, '2024-09-30');
  assert.notEqual(result.explain(0, 'vi'), result.explain(0, 'en'));
  assert.match(policy.listObligations(portfolio, '2024-09-30').icalendar('en'), /^BEGIN:VCALENDAR/);
  assert.throws(() => result.icalendar(), InvalidArgument);
  assert.match(version, /^\d+\.\d+\.\d+$/);
});

test('wrong calls', () => {
  const [policy, portfolio] = city();
  assert.throws(() => policy.assess(portfolio, '30/9/2024'), TypeError);
  assert.throws(() => policy.assess(portfolio, '2024-02-30'), InvalidArgument);
  assert.throws(() => policy.assess(portfolio, '2024-09-30', 'nothing'), InvalidArgument);
  policy.close();
  policy.close();
  assert.throws(() => policy.year, TypeError);
});
