<?php
declare(strict_types=1);

namespace Giaingan;

/** One problem of an input: what is wrong, where, what was expected, what to do. */
final class Diagnostic
{
    public function __construct(
        public readonly string $code,
        public readonly string $file,
        /** line of the file counted from 1, or 0 */
        public readonly int $row,
        public readonly string $column,
        /** JSON pointer into a document */
        public readonly string $pointer,
        public readonly string $message,
        public readonly string $expected,
        public readonly string $remedy,
    ) {
    }
}
