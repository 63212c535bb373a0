#include "openitem/core.hpp"

namespace openitem {

const char* status_name(Status status) noexcept {
  switch (status) {
    case Status::ok: return "ok";
    case Status::invalid_argument: return "invalid_argument";
    case Status::null_argument: return "null_argument";
    case Status::out_of_bounds: return "out_of_bounds";
    case Status::not_set: return "not_set";
    case Status::unknown_name: return "unknown_name";
    case Status::buffer_too_small: return "buffer_too_small";
    case Status::invalid_data: return "invalid_data";
    case Status::missing_column: return "missing_column";
    case Status::wrong_type: return "wrong_type";
    case Status::ragged_columns: return "ragged_columns";
    case Status::missing_value: return "missing_value";
    case Status::date_out_of_range: return "date_out_of_range";
    case Status::unknown_reference: return "unknown_reference";
    case Status::inconsistent_data: return "inconsistent_data";
    case Status::invalid_text: return "invalid_text";
    case Status::inexact_amount: return "inexact_amount";
    case Status::overflow: return "overflow";
    case Status::division_by_zero: return "division_by_zero";
    case Status::out_of_memory: return "out_of_memory";
    case Status::cancelled: return "cancelled";
    case Status::unsupported_version: return "unsupported_version";
    case Status::internal: return "internal";
  }
  return "unknown";
}

}  // namespace openitem
