// libFuzzer's entry for the harness that OPENITEM_HARNESS names. A broken promise ends the program, which libFuzzer reports.

#include <cstddef>
#include <cstdint>

#include "harness.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  openitem::fuzz::OPENITEM_HARNESS({data, size});
  return 0;
}
