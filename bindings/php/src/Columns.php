<?php
declare(strict_types=1);

namespace Giaingan;

use FFI;
use FFI\CData;

/** Columns in the library's form, in memory that lives as long as this. @internal */
final class Columns
{
    /** @var list<array<string, mixed>> */
    private array $columns = [];
    /** @var list<CData> */
    private array $alive = [];

    /**
     * A table from arrays by their names: integers, or texts; null where a field is empty.
     *
     * @param array<string, list<int|string|null>> $table
     */
    public static function of(array $table): self
    {
        $columns = new self();
        foreach ($table as $name => $values) {
            array_filter($values, is_int(...)) === [] ? $columns->texts($name, $values) : $columns->numbers($name, $values);
        }
        return $columns;
    }

    /** @param list<?int> $values null where there is none */
    public function numbers(string $name, array $values): self
    {
        $data = $this->memory('int64_t', count($values));
        $valid = in_array(null, $values, true) ? $this->memory('uint8_t', count($values)) : null;
        foreach (array_values($values) as $row => $value) {
            if ($value !== null && !is_int($value)) {
                throw new InvalidArgument("$name: " . get_debug_type($value) . ' among whole numbers');
            }
            $data[$row] = $value ?? 0;
            if ($valid !== null) {
                $valid[$row] = $value === null ? 0 : 1;
            }
        }
        $this->columns[] = ['name' => $this->text($name), 'data' => $data, 'valid' => $valid, 'length' => count($values),
            'type' => Native::constant('INT64')];
        return $this;
    }

    /** @param list<?string> $values null where the field is empty */
    public function texts(string $name, array $values): self
    {
        $offsets = $this->memory('int64_t', count($values) + 1);
        $valid = $this->memory('uint8_t', count($values));
        foreach (array_values($values) as $row => $value) {
            $offsets[$row + 1] = $offsets[$row] + strlen($value ?? '');
            $valid[$row] = $value === null ? 0 : 1;
        }
        $this->columns[] = ['name' => $this->text($name), 'data' => $this->text(implode('', $values)), 'offsets' => $offsets,
            'valid' => $valid, 'length' => count($values), 'type' => Native::constant('UTF8')];
        return $this;
    }

    /** A column without memory. */
    public function none(): self
    {
        $this->columns[] = ['length' => 0, 'type' => Native::constant('INT64')];
        return $this;
    }

    public function count(): int
    {
        return count($this->columns);
    }

    /** An array of giaingan_column, as long as this lives. */
    public function lend(): CData
    {
        $library = Native::library();
        $views = $this->memory('giaingan_column', count($this->columns));
        foreach ($this->columns as $i => $column) {
            foreach (['name' => 'char*', 'data' => 'void*', 'offsets' => 'int64_t*', 'valid' => 'uint8_t*'] as $member => $type) {
                if (isset($column[$member])) {
                    $views[$i]->$member = $library->cast($type, FFI::addr($column[$member]));
                }
            }
            $views[$i]->length = $column['length'];
            $views[$i]->type = $column['type'];
        }
        return $views;
    }

    /** An array of the library's, all zero. */
    private function memory(string $type, int $count): CData
    {
        return $this->alive[] = Native::library()->new($type . '[' . max($count, 1) . ']');
    }

    private function text(string $text): CData
    {
        $made = $this->memory('char', strlen($text) + 1);
        FFI::memcpy($made, $text, strlen($text));
        return $made;
    }
}
