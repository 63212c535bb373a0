#include "openitem/datasets.h"

#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "openitem/datasets.hpp"
#include "struct_reader.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

constexpr oi_sample_options default_sample_options = OI_SAMPLE_OPTIONS_INIT;
constexpr std::int64_t first_sample_size = 32;  // version 0.1
// As the facade checks them too; here the error can name the argument.
constexpr std::int64_t fewest_documents = 100;
constexpr std::int64_t most_documents = 100'000'000;

SampleOptions read_sample_options(const oi_sample_options* options, std::int32_t argument) {
  const oi_sample_options given =
      read_options(options, default_sample_options,
                   {.type = "oi_sample_options", .argument = argument, .first_size = first_sample_size});
  require_zero(given.reserved, "oi_sample_options.reserved", argument);
  return {
      .threads = given.threads,
      .customers = given.customers,
      .months = given.months,
      .flat = given.flat,
      .faults = given.faults,
  };
}

}  // namespace

oi_status oi_sample_options_init(oi_sample_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_sample_options;
  });
}

oi_status oi_datasets_sample_ledger(int64_t documents, uint64_t seed, oi_day end,
                                    const oi_sample_options* options, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require_count(documents, fewest_documents, most_documents, "documents", 0);
    const Date last = read_day(end, "end", 2);
    const SampleOptions choices = read_sample_options(options, 3);
    require(result, "result", 4);
    *result = make_handle(sample_ledger(documents, seed, last, choices));
  });
}
