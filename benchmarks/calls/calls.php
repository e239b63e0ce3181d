<?php
// PHP: what calls.c does. The first argument is the folder of the binding.
declare(strict_types=1);

use Giaingan\Panel;
use Giaingan\Portfolio;

spl_autoload_register(static function (string $class) use ($argv): void {
    require $argv[1] . '/src/' . str_replace(['Giaingan\\', '\\'], ['', '/'], $class) . '.php';
});

const UNITS = 1_000_000;
const ALLOCATIONS = 100_000;
const MONTHS = 10;
const OWNERS = 1_000;
const CALLS = 200_000;
const ROUNDS = 5;

function now(): float
{
    $used = getrusage();
    return $used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec'] + ($used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec']) / 1e6;
}

/** @return list<string> */
function ids(string $letter, int $count, int $of): array
{
    return array_map(static fn (int $i): string => sprintf('%s%06d', $letter, $i % $of), range(0, $count - 1));
}

$numbers = range(0, UNITS - 1);
$plan = array_map(static fn (int $i): int => 1_000_000_000 + $i % 977, $numbers);
$disbursed = array_map(static fn (int $i): int => $i * 7919 % $plan[$i], $numbers);
for ($round = 0; $round < ROUNDS; ++$round) {
    $start = now();
    $ranks = (new Panel([$plan], [$disbursed]))->rank();
    printf("rank %.9f\n", now() - $start);
}
$sum = 0;
foreach ($ranks[0] as $i => $rank) {
    $sum += $i % 1000 * $rank;
}
echo "sum $sum\n";

$panel = new Panel([$plan], [$disbursed]);
for ($round = 0; $round < ROUNDS; ++$round) {
    $start = now();
    for ($i = 0; $i < CALLS; ++$i) {
        $panel->total(1);
    }
    printf("call %.12f\n", (now() - $start) / CALLS);
}

[$names, $allocated] = [ids('u', OWNERS, OWNERS), ids('a', ALLOCATIONS, ALLOCATIONS)];
$rows = range(0, ALLOCATIONS * MONTHS - 1);
$month = array_map(static fn (int $i): int => intdiv($i, ALLOCATIONS) + 1, $rows);
$tables = [
    'units' => ['unit' => $names, 'name' => $names, 'kind' => array_fill(0, OWNERS, 'owner')],
    'allocations' => ['allocation' => $allocated, 'project' => ids('p', ALLOCATIONS, ALLOCATIONS),
        'owner' => ids('u', ALLOCATIONS, OWNERS), 'plan' => array_fill(0, ALLOCATIONS, 1_000_000_000)],
    'disbursements' => ['allocation' => array_map(static fn (int $i): string => $allocated[$i % ALLOCATIONS], $rows),
        'month' => $month, 'disbursed' => array_map(static fn (int $i): int => $month[$i] * ($i % ALLOCATIONS), $rows)],
];
for ($round = 0; $round < ROUNDS; ++$round) {
    $start = now();
    $portfolio = Portfolio::fromTables(2024, $tables);
    unset($portfolio);
    printf("facts %.9f\n", now() - $start);
}
