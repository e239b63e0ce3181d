<?php
declare(strict_types=1);

namespace Giaingan;

use FFI;
use FFI\CData;

/** A policy document, read and checked. Days are "YYYY-MM-DD". */
final class Policy
{
    private function __construct(private readonly CData $handle)
    {
    }

    public function __destruct()
    {
        Native::library()->giaingan_policy_release($this->handle);
    }

    /** Reads a document (JSON, UTF-8); $name is what diagnostics call it. */
    public static function fromJson(string $json, string $name = 'policy'): self
    {
        $made = Native::place('giaingan_policy*');
        Native::call('policy_from_json', $json, strlen($json), $name, FFI::addr($made));
        return new self($made);
    }

    public static function read(string $path): self
    {
        $json = @file_get_contents($path);
        if ($json === false) {
            throw new InvalidArgument("$path can't be read");
        }
        return self::fromJson($json, $path);
    }

    /** The budget year. */
    public function year(): int
    {
        return Native::library()->giaingan_policy_year($this->handle);
    }

    /** Ratios, averages, ranking, milestones, runs below the average, obligations and project checks as of a day. */
    public function assess(Portfolio $of, string $asOf, ?string $level = null): Result
    {
        return $this->ask('assess', $of, ...[...self::day($asOf), $level]);
    }

    /** The verdicts of `assess` without the evidence of each month, many times faster. */
    public function judge(Portfolio $of, string $asOf, ?string $level = null): Result
    {
        return $this->ask('judge', $of, ...[...self::day($asOf), $level]);
    }

    /** Completion evaluation as of a day. */
    public function evaluate(Portfolio $of, string $asOf): Result
    {
        return $this->ask('evaluate', $of, ...self::day($asOf));
    }

    /** The year's duties as of a day, of one unit or of all. */
    public function listObligations(Portfolio $of, string $asOf, ?string $unit = null): Result
    {
        return $this->ask('list_obligations', $of, ...[...self::day($asOf), $unit]);
    }

    /** One reallocation round, by its id in the policy; the result's $after is the portfolio that it leads to. */
    public function reallocate(Portfolio $of, string $round): Result
    {
        return $this->change('reallocate', $of, $round);
    }

    /** One adjustment of the medium-term plan, by its id in the policy. */
    public function adjustMediumTerm(Portfolio $of, string $adjustment): Result
    {
        return $this->change('adjust_medium_term', $of, $adjustment);
    }

    /** Plans of sources fed by revenue, as of a day. */
    public function reviewRevenuePlans(Portfolio $of, string $asOf): Result
    {
        return $this->change('review_revenue_plans', $of, ...self::day($asOf));
    }

    /** Holds a saved round to what policy and portfolio ask for; the portfolio with the round applied. */
    public function verifyRound(Portfolio $of, string $json): Portfolio
    {
        $after = Native::place('giaingan_portfolio*');
        Native::call('verify_round', $this->handle, $of->handle, $json, strlen($json), FFI::addr($after));
        return new Portfolio($after);
    }

    private function ask(string $name, Portfolio $of, mixed ...$question): Result
    {
        $made = Native::place('giaingan_result*');
        Native::call($name, $this->handle, $of->handle, ...[...$question, FFI::addr($made)]);
        return new Result($made);
    }

    private function change(string $name, Portfolio $of, mixed ...$question): Result
    {
        $made = Native::place('giaingan_result*');
        $after = Native::place('giaingan_portfolio*');
        Native::call($name, $this->handle, $of->handle, ...[...$question, FFI::addr($made), FFI::addr($after)]);
        return new Result($made, new Portfolio($after));
    }

    /** @return array{int, int, int} */
    private static function day(string $text): array
    {
        if (preg_match('/^(\d{4})-(\d\d)-(\d\d)$/D', $text, $parts) !== 1) {
            throw new InvalidArgument("\"$text\" is no day as YYYY-MM-DD");
        }
        return [(int) $parts[1], (int) $parts[2], (int) $parts[3]];
    }
}
