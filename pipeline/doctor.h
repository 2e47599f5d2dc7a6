// muistio doctor: whether this machine has all that muistio needs, and how well hostile
// files are contained on it.
#pragma once

#include "pipeline/program.h"

namespace muistio {

// 0: all is well; 3: it works, but less safely than it could; 2: files cannot be read here.
int doctor(Streams streams);

}  // namespace muistio
