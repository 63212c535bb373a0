#include <string_view>

#include "harness.hpp"

namespace openitem::fuzz {

void canary(Bytes bytes) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  require(!text.starts_with("canary"), "no input begins with the name of a bird");
}

}  // namespace openitem::fuzz
