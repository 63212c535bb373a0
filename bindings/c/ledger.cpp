#include "openitem/ledger.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "arguments.hpp"
#include "borrowed_tables.hpp"
#include "consumed_streams.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "ledger_options.hpp"
#include "openitem/ledger.hpp"

using namespace openitem;
using namespace openitem::c_abi;

namespace {

/// Takes the streams over one by one.
ArrowTables read_streams(std::span<ArrowArrayStream* const> streams, const char* const* names) {
  ArrowTables tables;
  for (std::size_t i = 0; i < streams.size(); ++i) {
    require(streams[i], "streams[i]", 0);
    const std::string_view name = read_text(names[i], "names[i]", 1);
    if (streams[i]->release == nullptr) {
      throw Error(Status::invalid_argument,
                  "argument 0: a stream is released already; expected one that is alive")
          .of_argument(0);
    }
    tables.add(name, streams[i]);
  }
  return tables;
}

}  // namespace

oi_status oi_ledger_options_init(oi_ledger_options* options, oi_error* error) {
  return guard(error, [&] {
    require(options, "options", 0);
    *options = default_ledger_options;
  });
}

oi_status oi_ledger_build(const oi_table* tables, int32_t table_count, const oi_ledger_options* options,
                          oi_ledger** ledger, oi_error* error) {
  return guard(error, [&] {
    const BorrowedTables borrowed(tables, table_count, 0);
    const LedgerOptions choices = read_ledger_options(options, 2);
    require(ledger, "ledger", 3);
    *ledger = make_handle(build_ledger(borrowed.views(), choices));
  });
}

oi_status oi_ledger_build_arrow(struct ArrowArrayStream* const* streams, const char* const* names,
                                int32_t stream_count, const oi_ledger_options* options, oi_ledger** ledger,
                                oi_error* error) {
  return guard(error, [&] {
    require_count(stream_count, 0, largest_count, "stream_count", 2);
    if (stream_count > 0) require(streams, "streams", 0);
    const std::span<ArrowArrayStream* const> taken(streams, static_cast<std::size_t>(stream_count));
    const ConsumedStreams consumed(taken);
    if (stream_count > 0) require(names, "names", 1);
    const LedgerOptions choices = read_ledger_options(options, 3);
    require(ledger, "ledger", 4);
    const ArrowTables tables = read_streams(taken, names);
    *ledger = make_handle(build_ledger(tables.views(), choices));
  });
}

oi_status oi_ledger_count(const oi_ledger* ledger, int64_t* documents, int64_t* applications,
                          int64_t* customers, int64_t* findings, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    if (documents != nullptr) *documents = ledger->ledger.document_count();
    if (applications != nullptr) *applications = ledger->ledger.application_count();
    if (customers != nullptr) *customers = ledger->ledger.customer_count();
    if (findings != nullptr) *findings = ledger->ledger.finding_count();
  });
}

oi_status oi_ledger_check(const oi_ledger* ledger, oi_result** result, oi_error* error) {
  return guard(error, [&] {
    require(ledger, "ledger", 0);
    require(result, "result", 1);
    *result = make_handle(check_ledger(ledger->ledger));
  });
}

void oi_ledger_release(oi_ledger* ledger) { delete ledger; }
