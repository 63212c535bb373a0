#pragma once
/// \file
/// The tables of a provision (docs/methods/provision.md, 5).

#include <span>
#include <vector>

#include "openitem/column.hpp"
#include "provision/exposures.hpp"
#include "provision/provision_rows.hpp"

namespace openitem {

/// Everything the tables are written from. Borrows.
struct ProvisionView {
  const ProvisionRequest& request;
  const ProvisionFigures& figures;
  const Exposures& exposures;
};
[[nodiscard]] Table provision_rows_table(const ProvisionView& view);
[[nodiscard]] Table provision_totals_table(const ProvisionView& view);
[[nodiscard]] Table provision_items_table(const ProvisionView& view);
[[nodiscard]] Table provision_specific_table(const ProvisionView& view);
[[nodiscard]] Table provision_rates_table(const ProvisionView& view);
[[nodiscard]] Table provision_scenarios_table(const ProvisionView& view);
[[nodiscard]] Table provision_proof(const ProvisionView& view);

}  // namespace openitem
