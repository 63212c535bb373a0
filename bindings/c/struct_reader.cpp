#include "struct_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "core/message.hpp"
#include "openitem/core.hpp"

namespace openitem::c_abi {
namespace {

[[noreturn]] void refuse(const StructOrigin& origin, std::int64_t size, const char* reason) {
  throw Error(
      Status::unsupported_version,
      Message().append(origin.type).append(".struct_size is ").append(size).append(": ").append(reason))
      .of_argument(origin.argument);
}

void check_size(const StructOrigin& origin, std::int64_t size) {
  if (size < origin.first_size) {
    refuse(origin, size,
           "smaller than any version of the struct; set it with the INIT macro or the init function");
  }
  if (size > largest_struct_size) {
    refuse(origin, size, "above 4096; set it with the INIT macro or the init function");
  }
  if (size % 8 != 0) refuse(origin, size, "not a multiple of 8 as the size of every version is");
}

}  // namespace

void read_struct(const void* source, void* target, std::int64_t target_size, const StructOrigin& origin) {
  std::int64_t size = 0;
  std::memcpy(&size, source, sizeof size);
  check_size(origin, size);
  const std::int64_t known = std::min(size, target_size);
  const std::byte* bytes = static_cast<const std::byte*>(source);
  if (!std::all_of(bytes + known, bytes + size, [](std::byte byte) { return byte == std::byte{0}; })) {
    refuse(origin, size,
           "the struct is of a newer version and sets an option that this library does not have");
  }
  std::memcpy(target, source, static_cast<std::size_t>(known));
}

}  // namespace openitem::c_abi
