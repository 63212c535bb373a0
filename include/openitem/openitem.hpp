#pragma once
/// \file
/// The whole C++ facade of openitem.

#include "openitem/aging.hpp"
#include "openitem/column.hpp"
#include "openitem/core.hpp"
#include "openitem/datasets.hpp"
#include "openitem/ledger.hpp"
#include "openitem/money.hpp"
#include "openitem/provision.hpp"
#include "openitem/revaluation.hpp"
#include "openitem/time.hpp"
