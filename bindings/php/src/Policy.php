<?php
declare(strict_types=1);

namespace Giaingan;

use FFI;
use FFI\CData;

/** A policy document, read and checked. Days are "YYYY-MM-DD". */
final class Policy
{
    /** @internal */
    public function __construct(public readonly CData $handle)
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

    /**
     * Reads a policy, the first of the documents, with those that it extends, as all of it stands on a day; null: dated
     * values are refused.
     *
     * @param array<string, string> $documents by the paths by which "extends" finds them
     */
    public static function fromDocuments(array $documents, ?string $asOf = null): self
    {
        return self::ofDocuments('policy_from_documents', [], $documents, $asOf);
    }

    /**
     * A policy as all of its documents stand on a day, as one document: it loads by itself, gives the same results (made by
     * itself alone), and is what `compare` and `simulate` take of such a policy.
     *
     * @param array<string, string> $documents as of fromDocuments
     */
    public static function resolve(array $documents, ?string $asOf = null): string
    {
        [$lent, $alive] = self::lent($documents);
        return Native::takenText('resolve_policy', ...[...$lent, ...self::dayOrNone($asOf)]);
    }

    /**
     * @internal
     * @param list<CData> $before what the function takes before the documents
     * @param array<string, string> $documents
     */
    public static function ofDocuments(string $function, array $before, array $documents, ?string $asOf): self
    {
        [$lent, $alive] = self::lent($documents);
        $made = Native::place('giaingan_policy*');
        Native::call($function, ...[...$before, ...$lent, ...self::dayOrNone($asOf), FFI::addr($made)]);
        return new self($made);
    }

    /**
     * Documents as C takes them, and the memory that has to live as long.
     *
     * @param array<string, string> $documents
     * @return array{array{CData, CData, CData, int}, list<CData>}
     */
    private static function lent(array $documents): array
    {
        $count = count($documents);
        [$names, $texts, $sizes] = [Native::place("char*[$count]"), Native::place("char*[$count]"), Native::place("int64_t[$count]")];
        $alive = [];
        foreach (array_keys($documents) as $i => $name) {
            foreach ([[$names, $name], [$texts, $documents[$name]]] as [$place, $text]) {
                $alive[] = $made = Native::place('char[' . strlen($text) + 1 . ']');
                FFI::memcpy($made, $text, strlen($text));
                $place[$i] = Native::library()->cast('char*', FFI::addr($made));
            }
            $sizes[$i] = strlen($documents[$name]);
        }
        return [[$names, $texts, $sizes, $count], $alive];
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

    /**
     * Why a unit doesn't have a verdict. A goal is "milestone:ID", "not-below", "leave-list", "flagged", "rank:K", "rise:K",
     * "class:ID" or "head-class:ID".
     */
    public function whyNot(Portfolio $of, string $asOf, string $unit, string $goal, ?string $level = null): Result
    {
        return $this->ask('why_not', $of, ...[...self::day($asOf), $unit, $goal, $level]);
    }

    /** The least further amount with which a unit reaches a goal, disbursed by a day (null: the milestone's, or $asOf). */
    public function whatWouldItTake(
        Portfolio $of, string $asOf, string $unit, string $goal, ?string $by = null, ?string $level = null,
    ): Result {
        return $this->ask('what_would_it_take', $of, ...[...self::day($asOf), $unit, $goal, $by, $level]);
    }

    /** Makes a saved result again from its own question; throws where a byte of it comes out otherwise. */
    public function replay(Portfolio $of, string $json): void
    {
        Native::call('replay', $this->handle, $of->handle, $json, strlen($json));
    }

    /** Whether the rubrics of two policies give the same class for all figures; if not, figures that tell them apart. */
    public function compareRubrics(self $other): Result
    {
        return Result::of('compare_rubrics', $this->handle, $other->handle);
    }

    /**
     * What differs between two sides, and which of the changes make each verdict differ.
     *
     * @param array{string, Portfolio, string} $a a policy document, a portfolio and a day
     * @param array{string, Portfolio, string} $b
     */
    public static function compare(array $a, array $b): Result
    {
        $side = static fn (string $json, Portfolio $of, string $asOf): array =>
            [$json, strlen($json), $of->handle, ...self::day($asOf)];
        return Result::of('compare', ...[...$side(...$a), ...$side(...$b)]);
    }

    /**
     * Runs policy tests (docs/policy.md); the table "cases" has a verdict each. $folder: what their datasets are relative to.
     *
     * @param string|array<string, string> $policy its document; of a policy that extends others or has dated values its
     *     documents, as of fromDocuments: each case asks about the policy of its own day, and the tables "coverage" and
     *     "edges" say the file of each row
     */
    public static function test(string|array $policy, string $tests, ?string $folder = null): Result
    {
        if (is_array($policy)) {
            [$lent, $alive] = self::lent($policy);
            return Result::of('test_policy_documents', ...[...$lent, $tests, strlen($tests), null, $folder]);
        }
        return Result::of('test_policy', $policy, strlen($policy), null, $tests, strlen($tests), null, $folder);
    }

    /**
     * Simulates years (docs/simulation.md): a policy document by a document of scenarios, perhaps against another policy. A
     * draw is a step of the portfolio's session, the bytes are the same for any number of threads.
     */
    public static function simulate(
        string $policy, Portfolio $of, string $scenarios, ?string $against = null, int $threads = 1,
    ): Result {
        return Result::of('simulate', $policy, strlen($policy), $against, strlen($against ?? ''), $of->handle, $scenarios,
            strlen($scenarios), null, null, $threads);
    }

    /** The SHA-256 of what a policy and a portfolio were made of, of which one may be null: the table "sources". */
    public static function digests(?self $policy, ?Portfolio $of): Result
    {
        return Result::of('digests', $policy?->handle, $of?->handle);
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
    private static function dayOrNone(?string $text): array
    {
        return $text === null ? [0, 0, 0] : self::day($text);
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
