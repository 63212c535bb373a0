// Options structs of any size: memory is exactly as long as the struct says, so that a sanitizer sees a byte too many.

#include "c/struct_reader.hpp"

#include <cstring>
#include <memory>

#include "byte_reader.hpp"
#include "ledger_promises.hpp"
#include "openitem/aging.h"

namespace openitem::fuzz {

void struct_reader(Bytes bytes) {
  ByteReader reader(bytes);
  const auto claimed = reader.number<std::int64_t>();
  const bool is_readable = claimed >= 8 && claimed <= c_abi::largest_struct_size;
  const std::size_t size = is_readable ? static_cast<std::size_t>(claimed) : 8;
  const auto memory = std::make_unique<unsigned char[]>(size);
  std::memcpy(memory.get(), &claimed, sizeof claimed);
  for (std::size_t i = 8; i < size; ++i) memory[i] = reader.number<std::uint8_t>();

  const oi_aging_options defaults = OI_AGING_OPTIONS_INIT;
  try {
    const oi_aging_options options =
        c_abi::read_options(reinterpret_cast<const oi_aging_options*>(memory.get()), defaults,
                            {.type = "oi_aging_options", .argument = 2, .first_size = 88});
    require(is_readable && size % 8 == 0 && size >= 88, "only sizes that a version may have are read");
    const std::size_t known = std::min(size, sizeof options);
    require(std::memcmp(&options, memory.get(), known) == 0, "members arrive as they are");
    for (std::size_t i = known; i < size; ++i) require(memory[i] == 0, "an unknown tail is zero");
  } catch (const Error& error) {
    require(error.status() == Status::unsupported_version, "a struct is refused for its version");
    require_refusal(error);
  }
}

}  // namespace openitem::fuzz
