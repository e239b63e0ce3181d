<?php
declare(strict_types=1);

namespace Giaingan;

/** Memory ran out. */
final class OutOfMemory extends GiainganError
{
}
