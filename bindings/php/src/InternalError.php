<?php
declare(strict_types=1);

namespace Giaingan;

/** A fault of the library; please report it. */
final class InternalError extends GiainganError
{
}
