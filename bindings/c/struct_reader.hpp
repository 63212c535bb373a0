#pragma once
/// \file
/// Options structs of any version: the caller's `struct_size` says which one he was compiled with.

#include <cstdint>
#include <type_traits>

namespace openitem::c_abi {

/// Sizes above this are refused before a byte behind `struct_size` is read.
inline constexpr std::int64_t largest_struct_size = 4096;

/// Where an options struct came from, for messages.
struct StructOrigin {
  const char* type = "";        ///< "oi_aging_options"
  std::int32_t argument = -1;   ///< its index among the function's arguments
  std::int64_t first_size = 0;  ///< size of the struct in the first version that had it
};

/// Copies what both sides know from `source` over the defaults in `target`. Members that an older caller does not
/// know keep their defaults; members that this library does not know must be all zero, which is every option's
/// "as before". \throws Error unsupported_version.
void read_struct(const void* source, void* target, std::int64_t target_size, const StructOrigin& origin);

/// The caller's options, or `defaults` when there are none.
template <class Options>
[[nodiscard]] Options read_options(const Options* source, const Options& defaults,
                                   const StructOrigin& origin) {
  static_assert(std::is_trivially_copyable_v<Options> && std::is_standard_layout_v<Options>);
  static_assert(sizeof(Options) % 8 == 0 && sizeof(Options) <= largest_struct_size);
  Options options = defaults;
  if (source != nullptr) read_struct(source, &options, sizeof(Options), origin);
  return options;
}

}  // namespace openitem::c_abi
