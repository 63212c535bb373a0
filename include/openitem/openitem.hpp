#pragma once
/// \file
/// The whole C++ facade of openitem.

#include "openitem/aging.hpp"
#include "openitem/bridge.hpp"
#include "openitem/calendar.hpp"
#include "openitem/cashflow.hpp"
#include "openitem/collection_curves.hpp"
#include "openitem/column.hpp"
#include "openitem/core.hpp"
#include "openitem/datasets.hpp"
#include "openitem/day_count.hpp"
#include "openitem/discount.hpp"
#include "openitem/interest.hpp"
#include "openitem/kpi.hpp"
#include "openitem/kpis.hpp"
#include "openitem/ledger.hpp"
#include "openitem/money.hpp"
#include "openitem/provision.hpp"
#include "openitem/revaluation.hpp"
#include "openitem/roll_rates.hpp"
#include "openitem/terms.hpp"
#include "openitem/time.hpp"
