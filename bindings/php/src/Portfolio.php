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
}
