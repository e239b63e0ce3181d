<?php
// The example city, and the suite that every language runs (bindings/conformance). Ends with a line of what passed.
declare(strict_types=1);

use Giaingan\InvalidArgument;
use Giaingan\InvalidInput;
use Giaingan\Policy;
use Giaingan\Portfolio;

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

[$policy, $city] = load('policies/lang-son-city-2024.json', 'docs/examples/lang-son-city-2024');

$cases = array_slice(file('bindings/conformance/cases.tsv', FILE_IGNORE_NEW_LINES), 1);
holds(count($cases) > 10, 'there are cases');
foreach ($cases as $line) {
    [$name, $question, $path, $folder, $argument, $detail] = explode("\t", $line);
    $ask = static function () use ($question, $path, $folder, $argument, $detail): string {
        [$policy, $portfolio] = load($path, $folder);
        $method = lcfirst(str_replace('_', '', ucwords($question, '_')));
        return $policy->$method($portfolio, $argument, ...($detail === '' ? [] : [$detail]))->json();
    };
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
unset($policy, $city);
holds($result->column('units', 'plan') === array_column($units, 'plan'), 'results outlive policies');

echo "$passed passed, $failed failed\n";
exit($failed === 0 ? 0 : 1);
