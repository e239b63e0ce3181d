<?php
declare(strict_types=1);

namespace Giaingan;

/** The call itself is wrong. */
final class InvalidArgument extends GiainganError
{
}
