// Node.js: what calls.c does.
import {Panel, Portfolio} from 'giaingan';

const [units, allocations, months, owners, calls, rounds] = [1_000_000, 100_000, 10, 1_000, 200_000, 5];
const now = () => {
  const {user, system} = process.cpuUsage();
  return (user + system) / 1e6;
};
const filled = (count, value) => Array.from({length: count}, (_, i) => value(i));
const ids = (letter, count, of) => filled(count, (i) => letter + String(i % of).padStart(6, '0'));

const plan = BigInt64Array.from(filled(units, (i) => BigInt(1_000_000_000 + (i % 977))));
const disbursed = plan.map((amount, i) => (BigInt(i) * 7919n) % amount);
let ranks;
for (let round = 0; round < rounds; ++round) {
  const start = now();
  const panel = new Panel([plan], [disbursed]);
  [ranks] = panel.rank();
  panel.close();
  console.log('rank', now() - start);
}
console.log('sum', String(ranks.reduce((sum, rank, i) => sum + BigInt((i % 1000) * rank), 0n)));

const panel = new Panel([plan], [disbursed]);
for (let round = 0; round < rounds; ++round) {
  const start = now();
  for (let i = 0; i < calls; ++i) panel.total(1);
  console.log('call', (now() - start) / calls);
}

const names = ids('u', owners, owners);
const allocated = ids('a', allocations, allocations);
const month = BigInt64Array.from(filled(allocations * months, (i) => BigInt(Math.floor(i / allocations) + 1)));
const tables = {
  units: {unit: names, name: names, kind: names.map(() => 'owner')},
  allocations: {
    allocation: allocated, project: ids('p', allocations, allocations), owner: ids('u', allocations, owners),
    plan: new BigInt64Array(allocations).fill(1_000_000_000n),
  },
  disbursements: {
    allocation: filled(allocations * months, (i) => allocated[i % allocations]), month,
    disbursed: month.map((number, i) => number * BigInt(i % allocations)),
  },
};
for (let round = 0; round < rounds; ++round) {
  const start = now();
  Portfolio.fromTables(2024, tables).close();
  console.log('facts', now() - start);
}
