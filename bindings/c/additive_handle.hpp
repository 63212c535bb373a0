#pragma once
/// \file
/// What stands behind oi_additive, apart from the other handles: few calls know it.

#include "openitem/additive.h"
#include "openitem/additive.hpp"

struct oi_additive {
  openitem::stats::AdditiveModel model;
};
