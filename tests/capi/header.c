#include "giaingan.h"

typedef int header_stands_alone;
