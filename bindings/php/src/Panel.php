<?php
declare(strict_types=1);

namespace Giaingan;

use FFI;
use FFI\CData;

/** Plan and disbursed of units at successive month-ends (docs/panels.md). Figures are copied. */
final class Panel
{
    private readonly CData $handle;
    private readonly Columns $plan;
    private readonly Columns $disbursed;
    private readonly int $months;
    private readonly int $units;

    /**
     * @param list<list<int>> $plan an array a month, with an amount a unit
     * @param list<list<int>> $disbursed
     */
    public function __construct(array $plan, array $disbursed, int $firstMonth = 1)
    {
        if (count($plan) !== count($disbursed)) {
            throw new InvalidArgument(count($plan) . ' months of plan, ' . count($disbursed) . ' of disbursed');
        }
        [$this->months, $this->units] = [count($plan), count($plan[0] ?? [])];
        [$this->plan, $this->disbursed] = array_map(self::columns(...), [$plan, $disbursed]);
        $made = Native::place('giaingan_panel*');
        Native::call('panel_create', $this->plan->lend(), $this->disbursed->lend(), $firstMonth, $this->months, FFI::addr($made));
        $this->handle = $made;
    }

    public function __destruct()
    {
        if (isset($this->handle)) {
            Native::library()->giaingan_panel_release($this->handle);
        }
    }

    private static function columns(array $months): Columns
    {
        $columns = new Columns();
        foreach ($months as $amounts) {
            $columns->numbers('', $amounts);
        }
        return $columns;
    }

    /** @return array{int, int} plan and disbursed of all units in a month */
    public function total(int $month): array
    {
        [$plan, $disbursed] = [Native::place('int64_t'), Native::place('int64_t')];
        Native::call('panel_total', $this->handle, $month, FFI::addr($plan), FFI::addr($disbursed));
        return [$plan->cdata, $disbursed->cdata];
    }

    /**
     * Ranks each month's units by their exact ratios, 1 for the highest; 0 without a ratio.
     *
     * @param 'STANDARD'|'DENSE' $ties
     * @return list<list<int>>
     */
    public function rank(string $ties = 'STANDARD', int $threads = 1): array
    {
        $places = Native::place("int32_t*[$this->months]");
        $ranks = [];
        for ($month = 0; $month < $this->months; ++$month) {
            $ranks[$month] = $this->buffer('int32_t');
            $places[$month] = Native::library()->cast('int32_t*', FFI::addr($ranks[$month]));
        }
        Native::call('panel_rank', $this->handle, Native::constant("RANK_$ties"), $threads, $places);
        return array_map($this->values(...), $ranks);
    }

    /**
     * Which months of each unit are below a reference, as bits with January the lowest, and the runs they form.
     *
     * @param 'BREAKS'|'SKIPPED' $gap
     * @param ?array{list<int>, list<int>} $reference plan and disbursed of another's average, month by month; null: the
     *     panel's own weighted average
     * @return array{below: list<int>, undefined: list<int>, current: list<int>, longest: list<int>, firstFlagged: list<int>}
     */
    public function belowAverage(int $monthsInARow = 3, string $gap = 'BREAKS', int $threads = 1, ?array $reference = null): array
    {
        $given = [null, null];
        foreach ($reference ?? [] as $side => $amounts) {
            if (count($amounts) !== $this->months) {
                throw new InvalidArgument("a reference has $this->months months");
            }
            $given[$side] = Native::place("int64_t[$this->months]");
            foreach ($amounts as $month => $amount) {
                $given[$side][$month] = $amount;
            }
        }
        $types = ['below' => 'uint16_t', 'undefined' => 'uint16_t', 'current' => 'uint8_t', 'longest' => 'uint8_t', 'firstFlagged' => 'uint8_t'];
        $buffers = array_map($this->buffer(...), $types);
        Native::call('panel_below_average', $this->handle, $given[0], $given[1], $monthsInARow, Native::constant("GAP_$gap"),
            $threads, ...array_values($buffers));
        return array_map($this->values(...), $buffers);
    }

    private function buffer(string $type): CData
    {
        return Native::place($type . '[' . max($this->units, 1) . ']');
    }

    /** @return list<int> */
    private function values(CData $buffer): array
    {
        $values = [];
        for ($unit = 0; $unit < $this->units; ++$unit) {
            $values[] = $buffer[$unit];
        }
        return $values;
    }
}
