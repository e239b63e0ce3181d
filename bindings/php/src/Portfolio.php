<?php
declare(strict_types=1);

namespace Giaingan;

use FFI;
use FFI\CData;

/** The facts of one budget year, checked. */
final class Portfolio
{
    /** @internal */
    public function __construct(public readonly CData $handle)
    {
    }

    public function __destruct()
    {
        Native::library()->giaingan_portfolio_release($this->handle);
    }

    /** Reads a dataset folder of CSV files. */
    public static function read(string $folder, int $year): self
    {
        $made = Native::place('giaingan_portfolio*');
        Native::call('portfolio_read', $folder, $year, FFI::addr($made));
        return new self($made);
    }

    /**
     * Makes a portfolio of tables named as the dataset's files are ("units", "allocations", "disbursements" …): arrays by
     * their columns' names, of integers or texts (days "YYYY-MM-DD", months "YYYY-MM"), with null where a field is empty.
     *
     * @param array<string, array<string, list<int|string|null>>> $tables
     */
    public static function fromTables(int $year, array $tables): self
    {
        return self::ofTables('builder_create', [$year], $tables);
    }

    /**
     * @internal
     * @param list<CData|int> $question what the function that makes the builder is given
     * @param array<string, array<string, list<int|string|null>>> $tables
     */
    public static function ofTables(string $function, array $question, array $tables): self
    {
        $builder = Native::place('giaingan_builder*');
        Native::call($function, ...[...$question, FFI::addr($builder)]);
        try {
            // What is referred to comes first.
            $first = array_intersect_key(array_flip(['units', 'projects', 'allocations']), $tables);
            foreach (array_replace($first, $tables) as $name => $table) {
                $columns = Columns::of($table);
                Native::call('builder_add', $builder, $name, $columns->lend(), $columns->count());
            }
            $made = Native::place('giaingan_portfolio*');
            Native::call('builder_finish', $builder, FFI::addr($made));
            return new self($made);
        } finally {
            Native::library()->giaingan_builder_release($builder);
        }
    }
}
