<?php
declare(strict_types=1);

namespace Giaingan;

/** Something that the library refused. */
class GiainganError extends \RuntimeException
{
}
