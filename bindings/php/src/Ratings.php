<?php
declare(strict_types=1);

namespace Giaingan;

use FFI;
use FFI\CData;

/** The completion evaluation of many units, straight from columns of their metrics, which are copied. */
final class Ratings
{
    private readonly CData $handle;
    private readonly Columns $values;
    private readonly Columns $denominators;

    /**
     * Rows stand in the order of the units' ids.
     *
     * @param array<string, list<?int>|array{list<?int>, list<int>}> $metrics values by the metric's name, null where one is
     *     missing, or a pair of them: numerators and denominators
     * @param 'COLLECTIVE'|'HEAD' $subject
     * @param ?self $collectives for heads that the policy holds to their collective's class
     */
    public function __construct(Policy $policy, array $metrics, string $subject = 'COLLECTIVE', ?self $collectives = null)
    {
        [$this->values, $this->denominators] = [new Columns(), new Columns()];
        foreach ($metrics as $name => $metric) {
            $isPair = is_array($metric[0] ?? null);
            $this->values->numbers($name, $isPair ? $metric[0] : $metric);
            $isPair ? $this->denominators->numbers('', $metric[1]) : $this->denominators->none();
        }
        $made = Native::place('giaingan_ratings*');
        Native::call('ratings_create', $policy->handle, Native::constant("SUBJECT_$subject"), $collectives?->handle,
            $this->values->lend(), $this->denominators->lend(), $this->values->count(), FFI::addr($made));
        $this->handle = $made;
    }

    public function __destruct()
    {
        if (isset($this->handle)) {
            Native::library()->giaingan_ratings_release($this->handle);
        }
    }

    /**
     * "class", "class_by_total", "class_after_limits" (rows of the legend's table "classes"; -1: not classed), "total_num"
     * or "total_den" (of length 1: that of all).
     *
     * @return list<int>
     */
    public function column(string $name): array
    {
        return $this->read('ratings_column', $name);
    }

    /** @return list<int> each unit's band under a criterion, counted from 0; below 0: none (giaingan.h, GIAINGAN_BAND_) */
    public function bands(string $criterion): array
    {
        return $this->read('ratings_bands', $criterion);
    }

    /** @return list<int> whether a veto or cap, by its row in the legend's "limits", holds: 1, 0, or -1 undecided */
    public function limit(int $row): array
    {
        return $this->read('ratings_limit', $row);
    }

    /** @return list<int> which units a quota has demoted by one class: 1 or 0 */
    public function demoted(string $quota): array
    {
        return $this->read('ratings_demoted', $quota);
    }

    /** What places stand for: the tables "criteria", "bands", "classes", "limits", "quotas". */
    public function legend(): Result
    {
        return Result::of('ratings_legend', $this->handle);
    }

    /** The evidence of one unit in full, before quotas. */
    public function explain(int $row, string $unit): Result
    {
        return Result::of('ratings_explain', $this->handle, $row, $unit);
    }

    /** @return list<int> */
    private function read(string $name, string|int $key): array
    {
        $view = Native::place('giaingan_column');
        Native::call($name, $this->handle, $key, FFI::addr($view));
        $type = match ($view->type) {
            Native::constant('INT64') => 'int64_t*',
            Native::constant('INT16') => 'int16_t*',
            default => 'int8_t*',
        };
        $data = Native::library()->cast($type, $view->data);
        $values = [];
        for ($row = 0; $row < $view->length; ++$row) {
            $values[] = $data[$row];
        }
        return $values;
    }
}
