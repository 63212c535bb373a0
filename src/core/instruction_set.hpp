#pragma once
/// \file
/// Which instructions hot loops may use on the machine they run on.

#include <cstdint>

/// Of functions that are compiled once for each instruction set: inlined into those that name the set.
#define OPENITEM_INLINE [[gnu::always_inline]] inline

namespace openitem {

/// The kernels are compiled for the least machine of their kind and for AVX2; both give the same bits.
enum class InstructionSet : std::uint8_t { portable, avx2 };
/// The best one that this machine has.
[[nodiscard]] InstructionSet best_instruction_set() noexcept;

}  // namespace openitem
