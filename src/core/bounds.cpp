#include "core/bounds.hpp"

#include "core/message.hpp"
#include "openitem/core.hpp"

namespace openitem {

void check_bounds(std::string_view name, std::int64_t value, std::int64_t first, std::int64_t last) {
  if (value >= first && value <= last) return;
  throw Error(Status::out_of_bounds, Message()
                                         .append(name)
                                         .append(" is ")
                                         .append(value)
                                         .append("; expected ")
                                         .append(first)
                                         .append(" to ")
                                         .append(last));
}

}  // namespace openitem
