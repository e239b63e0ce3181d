<?php
declare(strict_types=1);

namespace Giaingan;

use FFI;
use FFI\CData;

/** What an evaluation found: a JSON document, and tables of columns. */
final class Result
{
    /**
     * @internal
     * @param ?Portfolio $after the portfolio that the result leads to, where it changes plans
     */
    public function __construct(private readonly CData $handle, public readonly ?Portfolio $after = null)
    {
    }

    /**
     * What a function gives that ends with a result and the error object.
     *
     * @internal
     */
    public static function of(string $name, mixed ...$question): self
    {
        $made = Native::place('giaingan_result*');
        Native::call($name, ...[...$question, FFI::addr($made)]);
        return new self($made);
    }

    public function __destruct()
    {
        Native::library()->giaingan_result_release($this->handle);
    }

    /** The document that the command line prints: the same bytes. */
    public function json(): string
    {
        $text = Native::place('const char*');
        $size = Native::place('int64_t');
        Native::call('result_json', $this->handle, FFI::addr($text), FFI::addr($size));
        return Native::text($text, $size);
    }

    /** @return list<string> the names of its tables */
    public function tables(): array
    {
        $names = [];
        for ($i = 0; $i < Native::library()->giaingan_result_table_count($this->handle); ++$i) {
            $names[] = Native::library()->giaingan_result_table_name($this->handle, $i);
        }
        return $names;
    }

    /**
     * A column by its table and name; null in rows without a value, days as "YYYY-MM-DD".
     *
     * @return list<int|string|bool|null>
     */
    public function column(string $table, string $name): array
    {
        $view = Native::place('giaingan_column');
        Native::call('result_column', $this->handle, $table, $name, FFI::addr($view));
        $types = [
            Native::constant('INT64') => 'int64_t*',
            Native::constant('INT32') => 'int32_t*',
            Native::constant('DATE') => 'int32_t*',
            Native::constant('BOOL') => 'uint8_t*',
            Native::constant('UTF8') => 'char*',
        ];
        $data = Native::library()->cast($types[$view->type], $view->data);
        $read = match ($view->type) {
            Native::constant('UTF8') => static fn (int $row): string =>
                $view->offsets[$row] === $view->offsets[$row + 1]
                    ? '' : FFI::string($data + $view->offsets[$row], $view->offsets[$row + 1] - $view->offsets[$row]),
            Native::constant('DATE') => static fn (int $row): string => gmdate('Y-m-d', $data[$row] * 86400),
            Native::constant('BOOL') => static fn (int $row): bool => $data[$row] !== 0,
            default => static fn (int $row): int => $data[$row],
        };
        $values = [];
        for ($row = 0; $row < $view->length; ++$row) {
            $values[] = $view->valid !== null && $view->valid[$row] === 0 ? null : $read($row);
        }
        return $values;
    }

    /** A row of the table "evidence" in words; $language is "vi" or "en". */
    public function explain(int $row, string $language = 'vi'): string
    {
        return Native::takenText('result_explain', $this->handle, $row, $language);
    }

    /** The result of listObligations as iCalendar. */
    public function icalendar(string $language = 'vi'): string
    {
        return Native::takenText('result_icalendar', $this->handle, $language);
    }
}
