#include <algorithm>
#include <cstdint>
#include <string_view>

#include "core/bounds.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "datasets/sample_tables.hpp"
#include "datasets/sample_world.hpp"
#include "openitem/datasets.hpp"

namespace openitem {
namespace {

constexpr std::int64_t kFewestDocuments = 100;
constexpr std::int64_t kMostDocuments = 100'000'000;
// Due dates and instalments lie at most this far behind the last issue date.
constexpr std::int32_t kLongestTerms = 200;
// Stories looked at to learn how many documents an invoice brings.
constexpr std::int64_t kTrialInvoices = 10'000;

void check_sample(std::int64_t documents, Date end, const SampleOptions& options) {
  check_threads(options.threads);
  check_bounds("documents", documents, kFewestDocuments, kMostDocuments);
  check_bounds("customers", options.customers, 0, kMostDocuments);
  check_bounds("months", options.months, 0, 240);
  check_bounds("flat", options.flat, 0, 1);
  check_bounds("faults", options.faults, 0, 10'000);
  if (end.days() > Date::max_days - kLongestTerms) {
    throw Error(Status::date_out_of_range,
                Message().append("end is ").append(end.iso()).append(
                    "; due dates would lie after 9999-12-31: choose an earlier day"));
  }
}

std::int32_t customers_of(std::int64_t documents, const SampleOptions& options) {
  if (options.customers != 0) return options.customers;
  return static_cast<std::int32_t>(std::max<std::int64_t>(5, documents / 40));
}

std::int32_t months_of(const SampleOptions& options) { return options.months != 0 ? options.months : 24; }

// Invoices that bring about the wanted number of documents, by a trial of evenly spaced ones.
std::int64_t invoices_of(std::int64_t documents, std::uint64_t seed, std::int32_t customers,
                         std::int32_t first_day, std::int32_t last_day) {
  const std::int64_t trial = std::min(kTrialInvoices, documents);
  const SampleWorld world(seed, trial, customers, first_day, last_day, 0);
  std::int64_t brought = 0;
  for (std::int64_t invoice = 0; invoice < trial; ++invoice) brought += world.story(invoice).documents.count;
  return std::max<std::int64_t>(1, documents * trial / brought);
}

}  // namespace

Result sample_ledger(std::int64_t documents, std::uint64_t seed, Date end, const SampleOptions& options) {
  check_sample(documents, end, options);
  const std::int32_t customers = customers_of(documents, options);
  const std::int32_t first_day = add_months(end, -months_of(options)).days() + 1;
  const bool flat = options.flat != 0;
  const std::int64_t invoices =
      flat ? documents : invoices_of(documents, seed, customers, first_day, end.days());
  const SampleWorld world(seed, invoices, customers, first_day, end.days(), options.faults);
  return write_sample_tables(world, invoices, flat, options.threads);
}

}  // namespace openitem
