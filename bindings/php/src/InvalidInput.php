<?php
declare(strict_types=1);

namespace Giaingan;

/** A document or dataset is wrong, with every problem. */
final class InvalidInput extends GiainganError
{
    /** @param list<Diagnostic> $diagnostics */
    public function __construct(string $text, public readonly array $diagnostics)
    {
        parent::__construct($text);
    }
}
