// Panels and ratings from columns, policy tests and saved results.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';

import {
  InvalidArgument, InvalidInput, Panel, Policy, Portfolio, Ratings, resolvePolicy, testPolicy,
} from '../index.js';

const at = (path) => join(process.env.GIAINGAN_ROOT, path);

test('panels', () => {
  const plan = [[10, 10, 0], [10, 10, 10], BigInt64Array.of(10n, 10n, 10n)];
  const disbursed = [[1, 2, 0], [1, 2, 5], [1n, 5n, 5n]];
  const panel = new Panel(plan, disbursed);
  assert.deepEqual(panel.total(3), {plan: 30n, disbursed: 11n});
  assert.deepEqual(panel.rank().map((month) => [...month]), [[2, 1, 0], [3, 2, 1], [3, 1, 1]]);
  assert.deepEqual([...panel.rank({ties: 'dense', threads: 2})[2]], [2, 1, 1]);
  const runs = panel.belowAverage();
  assert.deepEqual([...runs.below], [7, 2, 0]);
  assert.deepEqual([...runs.undefined], [0, 0, 1]);
  assert.deepEqual([...runs.firstFlagged], [3, 0, 0]);
  const reference = {plan: [1, 1, 1], disbursed: [1, 0, 0]};
  assert.deepEqual([...panel.belowAverage({monthsInARow: 1, gap: 'skipped', reference}).below], [1, 1, 0]);
  assert.throws(() => panel.belowAverage({reference: {plan: [1], disbursed: [1]}}), RangeError);
  assert.throws(() => panel.rank({ties: 'sideways'}), RangeError);
  assert.throws(() => new Panel(plan, disbursed.slice(1)), RangeError);
  assert.throws(() => new Panel([[-1]], [[0]]), InvalidInput);
  panel.close();
  assert.throws(() => panel.total(3), TypeError);
});

const metrics = (denominators) => ({
  final_ratio: {values: [2900000000, 2899999999, 5000000000, 5000000000], denominators},
  late_reports: [0, 0, 5, null],
  breaches: [0, 0, 0, 2],
  led: {values: [1, 1, 1, 1], present: [true, false, true, true]},
});

test('ratings', () => {
  const policy = Policy.read(at('bindings/conformance/rubric.json'));
  const good = metrics(Array(4).fill(5000000000n));
  const rated = new Ratings(policy, good);
  assert.deepEqual([...rated.column('class')], [0, 1, 1, 2]);
  assert.deepEqual([...rated.column('total_num')], [20n, 5n, 15n, 15n]);
  assert.deepEqual([...rated.column('total_den')], [2n]);
  assert.deepEqual([...rated.bands('reports')], [0, 0, 1, -1]);
  assert.deepEqual([...rated.limit(1)], [0, 0, 1, -1]);
  assert.deepEqual([...rated.demoted('best')], [0, 0, 0, 0]);
  assert.deepEqual(rated.legend().column('classes', 'class'), ['good', 'done', 'not_done']);
  assert.match(rated.explain(1, 'Ban A').json.toString(), /2899999999/);
  assert.deepEqual([...new Ratings(policy, good, {subject: 'head', collectives: rated}).column('class')], [0, 1, 1, 2]);
  assert.throws(() => new Ratings(policy, good, {subject: 'head'}), InvalidArgument);
  assert.throws(() => new Ratings(policy, metrics([5, 0, 5, 0])), (error) => {
    assert.deepEqual(error.diagnostics.map((each) => each.row), [2, 4]);
    return error instanceof InvalidInput;
  });
});

test('wrong tables', () => {
  assert.throws(() => Portfolio.fromTables(2024, {units: {colour: ['red']}}), InvalidInput);
  assert.throws(() => Portfolio.fromTables(2024, {colours: {unit: ['a']}}), InvalidArgument);
  assert.throws(() => Portfolio.fromTables(2024, {units: {unit: ['a'], name: [null], kind: ['owner']}, allocations: {plan: [0.5]}}), RangeError);
});

const levels = Object.fromEntries(['policy.json', 'province.json', 'nation.json'].map(
  (name) => [name, readFileSync(at(`docs/examples/three-levels/${name}`))]));

test('documents resolve into one that gives the same', () => {
  const [day, city] = ['2024-09-30', Portfolio.read(at('docs/examples/lang-son-city-2024'), 2024)];
  const resolved = resolvePolicy(levels, day);
  assert.ok(!resolved.includes('"extends"') && !resolved.includes('"dated"'));
  // All but what they are made by: one document, or three as of a day.
  const [one, three] = [Policy.fromJson(resolved), Policy.fromDocuments(levels, day)].map((policy) => {
    const {made_by: madeBy, ...found} = JSON.parse(policy.judge(city, day).json.toString());
    return [madeBy, found];
  });
  assert.notDeepEqual(one[0], three[0]);
  assert.deepEqual(one[1], three[1]);
  assert.throws(() => resolvePolicy(levels), InvalidInput); // some of its values are dated
  assert.throws(() => resolvePolicy({}), InvalidArgument);
});

test('policies of several documents are tested, each case on its day', () => {
  const tests = readFileSync(at('docs/examples/three-levels/policy.test.json'), 'utf8');
  const passed = testPolicy(levels, tests);
  assert.deepEqual(passed.column('cases', 'verdict'), ['passed', 'passed', 'passed']);
  assert.ok(passed.column('coverage', 'file').includes('nation.json'));
  const failed = testPolicy(levels, tests.replace('law-58-2024', 'law-39-2019'));
  assert.deepEqual(failed.column('cases', 'verdict'), ['passed', 'passed', 'failed']);
});

test('policy tests and saved results', () => {
  const document = readFileSync(at('policies/lang-son-city-2024.json'));
  const tests = readFileSync(at('policies/tests/lang-son-city-2024.test.json'));
  const verdicts = testPolicy(document, tests, at('policies/tests')).column('cases', 'verdict');
  assert.deepEqual(new Set(verdicts), new Set(['passed']));
  const policy = Policy.fromJson(document);
  const city = Portfolio.read(at('docs/examples/lang-son-city-2024'), policy.year);
  const saved = policy.evaluate(city, '2024-12-31').json;
  policy.replay(city, saved);
  const forged = saved.toString().replace('"as_of": "2024-12-31"', '"as_of": "2024-11-30"');
  assert.throws(() => policy.replay(city, forged), InvalidInput);
});
