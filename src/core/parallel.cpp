#include "core/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "core/message.hpp"
#include "openitem/core.hpp"

namespace openitem {
namespace {

/// What the workers of one loop share.
class Work {
 public:
  Work(std::int64_t parts, void (*call)(void*, std::int64_t), void* context)
      : parts_(parts), call_(call), context_(context) {}

  void run() noexcept {
    while (!failed_.load(std::memory_order_relaxed)) {
      const std::int64_t part = next_.fetch_add(1, std::memory_order_relaxed);
      if (part >= parts_) return;
      try {
        call_(context_, part);
      } catch (...) {
        record_failure(part, std::current_exception());
      }
    }
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void record_failure(std::int64_t part, std::exception_ptr failure) noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!failure_ || part < failed_part_) {
      failed_part_ = part;
      failure_ = std::move(failure);
    }
    failed_.store(true, std::memory_order_relaxed);
  }

  const std::int64_t parts_;
  void (*const call_)(void*, std::int64_t);
  void* const context_;
  std::atomic<std::int64_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
  std::int64_t failed_part_ = 0;
  std::exception_ptr failure_;
};

/// Threads that are joined on every way out.
class Crew {
 public:
  Crew() = default;
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew() {
    for (std::thread& thread : threads_) thread.join();
  }
  void hire(std::int64_t count, Work& work) {
    threads_.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
      try {
        threads_.emplace_back([&work] { work.run(); });
      } catch (const std::system_error&) {
        return;  // the system gives no more threads: those there are do all the work, with the same result
      }
    }
  }

 private:
  std::vector<std::thread> threads_;
};

}  // namespace

void check_threads(std::int32_t threads) {
  if (threads >= 0 && threads <= kMaxThreads) return;
  throw Error(Status::out_of_bounds, Message()
                                         .append("threads is ")
                                         .append(threads)
                                         .append("; expected 0 (the calling thread) to ")
                                         .append(kMaxThreads));
}

void run_parts(std::int64_t parts, std::int32_t threads, void (*call)(void* context, std::int64_t part),
               void* context) {
  const std::int64_t workers = std::min<std::int64_t>({parts, threads, kMaxThreads});
  if (workers <= 1) {
    for (std::int64_t part = 0; part < parts; ++part) call(context, part);
    return;
  }
  Work work(parts, call, context);
  {
    Crew crew;
    crew.hire(workers - 1, work);
    work.run();
  }
  work.rethrow();
}

}  // namespace openitem
