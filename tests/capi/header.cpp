#include "giaingan.h"

static_assert(sizeof(giaingan_column) == 48);
