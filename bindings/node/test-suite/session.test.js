// Sessions, work in other threads, simulated years and digests.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {setTimeout as after} from 'node:timers/promises';

import {
  Cancelled, compare, compareAsync, digests, InvalidArgument, InvalidInput, Policy, Portfolio, Session, simulate, simulateAsync,
} from '../index.js';

const at = (path) => join(process.env.GIAINGAN_ROOT, path);
const document = readFileSync(at('policies/lang-son-city-2024.json'));
const folder = at('docs/examples/lang-son-city-2024');
const policy = Policy.fromJson(document);
const city = Portfolio.read(folder, policy.year);
const day = '2024-09-30';
const scenarios = (draws) =>
  JSON.stringify({draws, scenarios: [{id: 's', rounds: 'recorded', behaviour: {kind: 'absorption'}}]});

test('work in another thread gives the same bytes', async () => {
  const pairs = [
    [policy.assessAsync(city, day), policy.assess(city, day)],
    [policy.judgeAsync(city, day, 'source'), policy.judge(city, day, 'source')],
    [policy.evaluateAsync(city, '2024-12-31'), policy.evaluate(city, '2024-12-31')],
    [policy.reallocateAsync(city, '2024-06'), policy.reallocate(city, '2024-06')],
    [policy.adjustMediumTermAsync(city, 'trung-han-2024'), policy.adjustMediumTerm(city, 'trung-han-2024')],
    [policy.reviewRevenuePlansAsync(city, day), policy.reviewRevenuePlans(city, day)],
    [policy.whatWouldItTakeAsync(city, day, 'bqlda', 'not-below'), policy.whatWouldItTake(city, day, 'bqlda', 'not-below')],
    [compareAsync({policy: document, portfolio: city, asOf: '2024-06-30'}, {policy: document, portfolio: city, asOf: day}),
      compare({policy: document, portfolio: city, asOf: '2024-06-30'}, {policy: document, portfolio: city, asOf: day})],
    [simulateAsync(document, city, scenarios(5), {threads: 2}), simulate(document, city, scenarios(5))],
  ];
  for (const [later, now] of pairs) {
    const result = await later;
    assert.ok(result.json.equals(now.json));
    if (now.after !== null) assert.ok(policy.judge(result.after, day).json.equals(policy.judge(now.after, day).json));
  }
  await assert.rejects(policy.assessAsync(city, day, 'nothing'), InvalidArgument);
  await assert.rejects(policy.assessAsync(city, '30/9/2024'), TypeError);
});

test('the event loop goes on, and a signal ends the work', async () => {
  const session = new Session();
  const watched = await session.readAsync(folder, 2024);
  session.reset();
  const controller = new AbortController();
  const undo = session.endWith(controller.signal);
  let ended = false;
  const work = assert.rejects(simulateAsync(document, watched, scenarios(10_000_000)), Cancelled).then(() => { ended = true; });
  watched.close(); // the call owns it until it ends
  while (session.progress.done < 50) await after(1);
  assert.ok(!ended && session.progress.expected >= 10_000_000);
  controller.abort();
  await work;
  undo();
  session.reset();
  session.endWith(AbortSignal.abort());
  await assert.rejects(session.readAsync(folder, 2024), Cancelled);
});

test('a session outlives its handle in what was made in it', () => {
  const session = new Session();
  const units = {unit: ['a'], name: [null], kind: ['owner']};
  const facts = session.fromTables(2024, {units, allocations: {allocation: ['x'], project: ['p'], owner: ['a'], plan: [5]}});
  assert.ok(policy.judge(facts, day).json.length > 0);
  session.cancel();
  session.close();
  assert.throws(() => policy.judge(facts, day), Cancelled);
  assert.throws(() => session.progress, TypeError);
});

test('limits', () => {
  assert.throws(() => new Session({max_rows: 1}).read(folder, 2024), InvalidInput);
  assert.throws(() => new Session({max_steps: 1}).read(folder, 2024), Cancelled);
  assert.throws(() => new Session({max_policy_bytes: 10}).policy({'policy.json': document}), InvalidInput);
  assert.equal(new Session().policy({'policy.json': document}, day).year, 2024);
  assert.throws(() => new Session({max_patience: 1}), InvalidArgument);
});

test('digests are those of results', () => {
  const judged = policy.judge(city, day).json.toString();
  const digits = digests(policy, city).column('sources', 'sha256');
  assert.ok(digits.length > 3 && digits.every((each) => judged.includes(each)));
  assert.throws(() => digests(null, null), InvalidArgument);
});
