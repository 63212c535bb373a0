#pragma once
/// \file
/// The promise that an Arrow C stream handed over is consumed whatever happens.

#include <span>

#include "column/arrow_abi.h"

namespace openitem::c_abi {

/// Releases on destruction every stream that is still alive.
class ConsumedStreams {
 public:
  explicit ConsumedStreams(std::span<ArrowArrayStream* const> streams) noexcept : streams_(streams) {}
  ~ConsumedStreams() {
    for (ArrowArrayStream* stream : streams_) {
      if (stream != nullptr && stream->release != nullptr) stream->release(stream);
    }
  }
  ConsumedStreams(const ConsumedStreams&) = delete;
  ConsumedStreams& operator=(const ConsumedStreams&) = delete;

 private:
  std::span<ArrowArrayStream* const> streams_;
};

}  // namespace openitem::c_abi
