<?php
// The example city, and the suite that every language runs (bindings/conformance). Ends with a line of what passed.
declare(strict_types=1);

use Giaingan\Cancelled;
use Giaingan\InvalidArgument;
use Giaingan\InvalidInput;
use Giaingan\Panel;
use Giaingan\Policy;
use Giaingan\Portfolio;
use Giaingan\Ratings;
use Giaingan\Result;
use Giaingan\Session;

spl_autoload_register(static function (string $class): void {
    require __DIR__ . '/../src/' . str_replace(['Giaingan\\', '\\'], ['', '/'], $class) . '.php';
});
chdir(getenv('GIAINGAN_ROOT'));
$passed = $failed = 0;

function holds(bool $truth, string $what): void
{
    global $passed, $failed;
    $truth ? ++$passed : ++$failed;
    if (!$truth) {
        echo "FAILED: $what\n";
    }
}

function refused(string $class, callable $body, string $what): ?Throwable
{
    try {
        $body();
    } catch (Throwable $error) {
        holds($error instanceof $class, "$what: $error");
        return $error;
    }
    holds(false, "$what: nothing was thrown");
    return null;
}

/** @return array{Policy, Portfolio} */
function load(string $path, string $folder): array
{
    $policy = Policy::read($path);
    return [$policy, Portfolio::read($folder, $policy->year())];
}

/** A dataset as a host would have it: amounts as integers, the rest as texts, no column without a value. */
function columns(string $folder): array
{
    $tables = [];
    foreach (['units', 'allocations', 'disbursements'] as $name) {
        $rows = array_map(static fn (string $line): array => explode(',', $line), file("$folder/$name.csv", FILE_IGNORE_NEW_LINES));
        foreach (array_shift($rows) as $i => $title) {
            $fields = array_map(static fn (array $row): ?string => $row[$i] === '' ? null : $row[$i], $rows);
            if (array_filter($fields) !== []) {
                $tables[$name][$title] = in_array($title, ['plan', 'disbursed'], true) ? array_map(intval(...), $fields) : $fields;
            }
        }
    }
    return $tables;
}

/** @return array<string, string> the policy and the files beside it that it extends */
function documents(string $path, string $extended): array
{
    $names = [basename($path), ...explode(' ', $extended)];
    return array_combine($names, array_map(static fn (string $name) => file_get_contents(dirname($path) . "/$name"), $names));
}

function answer(string $question, string $path, string $folder, string $argument, string $detail): Result
{
    if ($question === 'judge_documents') {
        $documents = documents($path, $detail);
        refused(InvalidInput::class, static fn () => Policy::fromDocuments($documents), 'dated values without a day');
        $policy = Policy::fromDocuments($documents, $argument);
        return $policy->judge(Portfolio::read($folder, $policy->year()), $argument);
    }
    $policy = Policy::read($path);
    if ($question === 'compare_rubrics') {
        return $policy->compareRubrics(Policy::read($argument));
    }
    if ($question === 'judge_columns') {
        return $policy->judge(Portfolio::fromTables($policy->year(), columns($folder)), $argument);
    }
    [$policy, $portfolio] = load($path, $folder);
    if ($question === 'simulate') {
        return Policy::simulate(file_get_contents($path), $portfolio, file_get_contents($argument), threads: 2);
    }
    if ($question === 'compare') {
        $json = file_get_contents($path);
        return Policy::compare([$json, $portfolio, $argument], [$json, $portfolio, $detail]);
    }
    $method = lcfirst(str_replace('_', '', ucwords($question, '_')));
    return $policy->$method($portfolio, $argument, ...($detail === '' ? [] : explode(' ', $detail)));
}

[$policy, $city] = load('policies/lang-son-city-2024.json', 'docs/examples/lang-son-city-2024');

$cases = array_slice(file('bindings/conformance/cases.tsv', FILE_IGNORE_NEW_LINES), 1);
holds(count($cases) > 10, 'there are cases');
foreach ($cases as $line) {
    [$name, $question, $path, $folder, $argument, $detail] = explode("\t", $line);
    $ask = static fn (): string => $question === 'resolve_policy' ? Policy::resolve(documents($path, $detail), $argument)
        : answer($question, $path, $folder, $argument, $detail)->json();
    $expected = getenv('GIAINGAN_EXPECTED') . "/$name";
    if (is_file("$expected.json")) {
        holds($ask() === file_get_contents("$expected.json"), "conformance: $name");
        continue;
    }
    $text = file_get_contents("$expected.txt");
    $error = refused(InvalidInput::class, $ask, "conformance: $name");
    holds($error?->getMessage() . "\n" === $text, "conformance: the text of $name");
    holds(count($error?->diagnostics ?? []) === substr_count($text, "\n"), "conformance: the problems of $name");
}

$june = $policy->reallocate($city, '2024-06');
$direct = $policy->reallocate($june->after, '2024-09');
$applied = $policy->verifyRound($city, $june->json());
holds($policy->reallocate($applied, '2024-09')->json() === $direct->json(), 'a verified round leads to the same');
$forged = preg_replace('/"round": "2024-06"/', '"round": "2024-09"', $june->json(), 1);
refused(InvalidInput::class, static fn () => $policy->verifyRound($city, $forged), 'a forged round');

$result = $policy->assess($city, '2024-09-30');
$units = json_decode($result->json(), true)['units'];
holds(count($units) > 1 && $result->column('units', 'plan') === array_column($units, 'plan'), 'amounts');
holds($result->column('units', 'unit') === array_column($units, 'unit'), 'texts');
holds(in_array('below_average', $result->tables(), true), 'tables');
$duties = $policy->listObligations($city, '2024-09-30');
$days = array_filter($duties->column('obligations', 'last_day'));
holds($days !== [] && preg_match('/^2024-\d\d-\d\d$/', reset($days)) === 1, 'days');
$nulls = 0;
foreach (['rank', 'plan', 'name'] as $name) {
    $nulls += count(array_filter($result->column('units', $name), is_null(...)));
}
holds($nulls === array_sum(array_map(static fn (array $unit): int => (int) ($unit['rank'] === null), $units)), 'nulls');
refused(InvalidArgument::class, static fn () => $result->column('units', 'nothing'), 'a column that is not there');

holds($result->explain(0, 'vi') !== $result->explain(0, 'en'), 'words');
holds(str_starts_with($duties->icalendar('en'), 'BEGIN:VCALENDAR'), 'a calendar');
refused(InvalidArgument::class, static fn () => $result->icalendar(), 'no calendar');
refused(InvalidArgument::class, static fn () => $policy->assess($city, '30/9/2024'), 'no day');
refused(InvalidArgument::class, static fn () => $policy->assess($city, '2024-02-30'), 'a day that does not exist');
refused(InvalidArgument::class, static fn () => $policy->assess($city, '2024-09-30', 'nothing'), 'no level');
refused(InvalidArgument::class, static fn () => Policy::read('nowhere.json'), 'no file');

$plan = [[10, 10, 0], [10, 10, 10], [10, 10, 10]];
$disbursed = [[1, 2, 0], [1, 2, 5], [1, 5, 5]];
$panel = new Panel($plan, $disbursed);
holds($panel->total(3) === [30, 11], 'totals of a panel');
holds($panel->rank() === [[2, 1, 0], [3, 2, 1], [3, 1, 1]] && $panel->rank('DENSE', 2)[2] === [2, 1, 1], 'ranks');
$runs = $panel->belowAverage();
holds($runs['below'] === [7, 2, 0] && $runs['undefined'] === [0, 0, 1] && $runs['firstFlagged'] === [3, 0, 0], 'runs');
holds($panel->belowAverage(1, 'SKIPPED', 1, [[1, 1, 1], [1, 0, 0]])['below'] === [1, 1, 0], 'runs below a reference');
refused(InvalidArgument::class, static fn () => $panel->belowAverage(reference: [[1], [1]]), 'a short reference');
refused(InvalidArgument::class, static fn () => new Panel($plan, [[1]]), 'months of one kind');
refused(InvalidInput::class, static fn () => new Panel([[-1]], [[0]]), 'a negative plan');

$rubric = Policy::read('bindings/conformance/rubric.json');
$metrics = static fn (array $denominators): array => [
    'final_ratio' => [[2900000000, 2899999999, 5000000000, 5000000000], $denominators],
    'late_reports' => [0, 0, 5, null],
    'breaches' => [0, 0, 0, 2],
    'led' => [1, null, 1, 1],
];
$good = $metrics(array_fill(0, 4, 5000000000));
$rated = new Ratings($rubric, $good);
holds($rated->column('class') === [0, 1, 1, 2], 'classes');
holds($rated->column('total_num') === [20, 5, 15, 15] && $rated->column('total_den') === [2], 'totals');
holds($rated->bands('reports') === [0, 0, 1, -1], 'bands');
holds($rated->limit(1) === [0, 0, 1, -1] && $rated->demoted('best') === [0, 0, 0, 0], 'limits and quotas');
holds($rated->legend()->column('classes', 'class') === ['good', 'done', 'not_done'], 'the legend');
holds(str_contains($rated->explain(1, 'Ban A')->json(), '2899999999'), 'evidence of one unit');
holds((new Ratings($rubric, $good, 'HEAD', $rated))->column('class') === [0, 1, 1, 2], 'heads');
$error = refused(InvalidInput::class, static fn () => new Ratings($rubric, $metrics([5, 0, 5, 0])), 'denominators of 0');
holds(array_map(static fn ($each) => $each->row, $error->diagnostics) === [2, 4], 'rows of wrong denominators');
refused(InvalidInput::class, static fn () => Portfolio::fromTables(2024, ['units' => ['colour' => ['red']]]), 'a wrong column');
refused(InvalidArgument::class, static fn () => Portfolio::fromTables(2024, ['units' => ['unit' => ['a', 1]]]), 'mixed values');

$document = file_get_contents('policies/lang-son-city-2024.json');
$tests = file_get_contents('policies/tests/lang-son-city-2024.test.json');
$verdicts = Policy::test($document, $tests, 'policies/tests')->column('cases', 'verdict');
holds($verdicts !== [] && array_unique($verdicts) === ['passed'], 'policy tests');
$levels = documents('docs/examples/three-levels/policy.json', 'province.json nation.json');
$resolved = Policy::resolve($levels, '2024-09-30');
holds(!str_contains($resolved, '"extends"') && !str_contains($resolved, '"dated"'), 'a resolved policy is one document');
$found = static function (Policy $policy) use ($city): array {
    $document = json_decode($policy->judge($city, '2024-09-30')->json(), true);
    unset($document['made_by']);
    return $document;
};
holds($found(Policy::fromJson($resolved)) === $found(Policy::fromDocuments($levels, '2024-09-30')), 'a resolved policy gives the same');
refused(InvalidInput::class, static fn () => Policy::resolve($levels), 'dated values resolved without a day');
$tests = file_get_contents('docs/examples/three-levels/policy.test.json');
$tested = Policy::test($levels, $tests);
holds($tested->column('cases', 'verdict') === ['passed', 'passed', 'passed'], 'tests of several documents');
holds(in_array('nation.json', $tested->column('coverage', 'file'), true), 'where what they exercise is written');
$forged = str_replace('law-58-2024', 'law-39-2019', $tests);
holds(Policy::test($levels, $forged)->column('cases', 'verdict') === ['passed', 'passed', 'failed'], 'each case on its day');
$saved = $policy->evaluate($city, '2024-12-31')->json();
$policy->replay($city, $saved);
$forged = preg_replace('/"as_of": "2024-12-31"/', '"as_of": "2024-11-30"', $saved, 1);
refused(InvalidInput::class, static fn () => $policy->replay($city, $forged), 'a forged result');

$folder = 'docs/examples/lang-son-city-2024';
$session = new Session();
$watched = $session->read($folder, 2024);
[$done, $expected] = $session->progress();
holds($done > 0 && $done === $expected, 'the steps of reading');
$session->reset();
$endless = '{"draws": 10000000, "scenarios": [{"id": "s", "rounds": "recorded", "behaviour": {"kind": "absorption"}}]}';
$limited = new Session(['max_steps' => 200]);
$few = $limited->read($folder, 2024);
$limited->reset();
refused(Cancelled::class, static fn () => Policy::simulate($document, $few, $endless), 'a limit of steps');
holds($limited->progress()[0] >= 200 && $limited->progress()[1] >= 10000000, 'the steps of a simulation');
$session->cancel();
refused(Cancelled::class, static fn () => $policy->judge($watched, '2024-09-30'), 'a cancelled session');
$session->reset();
holds($policy->judge($watched, '2024-09-30')->json() === $policy->judge($city, '2024-09-30')->json(), 'a session that was reset');
$facts = $session->fromTables(2024, columns('bindings/conformance/columns'));
$session->cancel();
unset($session);
refused(Cancelled::class, static fn () => $policy->judge($facts, '2024-09-30'), 'what outlives its session');
refused(InvalidInput::class, static fn () => (new Session(['max_rows' => 1]))->read($folder, 2024), 'a limit of rows');
refused(InvalidInput::class, static fn () => (new Session(['max_policy_bytes' => 10]))->policy(['p' => $document]), 'a limit of bytes');
holds((new Session())->policy(['p' => $document], '2024-09-30')->year() === 2024, 'a policy in a session');
refused(InvalidArgument::class, static fn () => new Session(['max_patience' => 1]), 'a limit that is none');
$digits = Policy::digests($policy, $city)->column('sources', 'sha256');
holds(count($digits) > 3 && array_filter($digits, static fn (string $each) => !str_contains($saved, $each)) === [], 'digests');
refused(InvalidArgument::class, static fn () => Policy::digests(null, null), 'digests of nothing');

unset($policy, $city);
holds($result->column('units', 'plan') === array_column($units, 'plan'), 'results outlive policies');

echo "$passed passed, $failed failed\n";
exit($failed === 0 ? 0 : 1);
