#include "core/instruction_set.hpp"

namespace openitem {

InstructionSet best_instruction_set() noexcept {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return InstructionSet::avx2;
#endif
  return InstructionSet::portable;
}

}  // namespace openitem
