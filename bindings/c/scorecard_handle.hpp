#pragma once
/// \file
/// What stands behind oi_scorecard: whoever makes cards knows it.

#include "openitem/scorecard.h"
#include "openitem/scorecard.hpp"

struct oi_scorecard {
  openitem::credit::Scorecard card;
};
