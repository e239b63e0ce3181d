<?php
declare(strict_types=1);

namespace Giaingan;

/** The session was cancelled, or its work came to its limit of steps; inputs are as they were. */
final class Cancelled extends GiainganError
{
}
