// What the alternatives to a plan may be compared with.

#include "core/bounds.hpp"
#include "core/message.hpp"
#include "plan/checks.hpp"

namespace openitem::plan {
namespace {

void check_share(std::string_view name, std::int64_t share) { check_bounds(name, share, 0, kPartsOfOne); }

void check_day(std::string_view name, const std::optional<Date>& day, Date as_of) {
  if (!day || *day >= as_of) return;
  throw Error(Status::invalid_argument, Message()
                                            .append(name)
                                            .append(" is ")
                                            .append(day->iso())
                                            .append("; expected a day from ")
                                            .append(as_of.iso())
                                            .append(" on"));
}

}  // namespace

void check_alternatives(Date as_of, const AlternativeOptions& options) {
  if (options.cost_of_capital == -1) {
    throw Error(Status::not_set, "cost_of_capital is not set; state a rate a year in parts per billion");
  }
  check_bounds("cost_of_capital", options.cost_of_capital, 0, kMostCost);
  check_share("default_hazard", options.default_hazard);
  check_share("default_share", options.default_share);
  check_share("wait_probability", options.wait_probability);
  check_share("recoverable_tax", options.recoverable_tax.value_or(0));
  check_share("agency_recovery", options.agency_recovery);
  check_share("agency_fee", options.agency_fee);
  if (options.default_hazard != 0 && options.default_share != 0) {
    throw Error(Status::invalid_argument, "default_hazard and default_share are both given; give one");
  }
  if (options.wait_probability != 0 && !options.wait_until) {
    throw Error(Status::not_set, "wait_until is not set; state when the customer would pay without a plan");
  }
  if ((options.agency_recovery != 0 || options.agency_fee != 0) && !options.agency_pays) {
    throw Error(Status::not_set, "agency_pays is not set; state when the agency would have collected");
  }
  check_day("wait_until", options.wait_until, as_of);
  check_day("agency_pays", options.agency_pays, as_of);
}

}  // namespace openitem::plan
