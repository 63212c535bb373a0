#include "openitem/core.hpp"

#ifndef OPENITEM_VERSION
#error "OPENITEM_VERSION is defined by the build, e.g. -DOPENITEM_VERSION=\"0.1.0\""
#endif

namespace openitem {

const char* version() noexcept { return OPENITEM_VERSION; }

}  // namespace openitem
