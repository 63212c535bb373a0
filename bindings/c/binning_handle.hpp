#pragma once
/// \file
/// What stands behind oi_binning, apart from the other handles: few calls know it.

#include "openitem/binning.h"
#include "openitem/binning.hpp"

struct oi_binning {
  openitem::stats::Binning model;
};
