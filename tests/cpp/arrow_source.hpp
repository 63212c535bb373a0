#pragma once
/// \file
/// An Arrow producer for tests that says exactly what it is told, also what is wrong, and counts what is not released.

#include <cerrno>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "column/arrow_abi.h"
#include "column_samples.hpp"

namespace openitem::column_test {

/// A schema and an array of the same shape.
struct ArrowColumn {
  std::string name;
  std::string format;
  std::int64_t length = 0;
  std::int64_t offset = 0;
  std::int64_t null_count = -1;
  std::vector<const void*> buffers;
  std::vector<ArrowColumn> children;
  std::vector<ArrowColumn> dictionary;  // none or one

  static ArrowColumn of(std::string name, std::string format, const Sample& sample) {
    const ColumnView view = sample.view("");
    ArrowColumn column;
    column.name = std::move(name);
    column.format = std::move(format);
    column.offset = view.offset;
    column.length = sample.rows();
    column.buffers = sample.arrow_buffers();
    return column;
  }
  ArrowColumn&& with_dictionary(ArrowColumn values) && {
    dictionary.push_back(std::move(values));
    return std::move(*this);
  }
};

/// A batch: a struct over columns.
inline ArrowColumn arrow_batch(std::vector<ArrowColumn> columns, std::int64_t rows, std::int64_t offset = 0) {
  ArrowColumn batch;
  batch.format = "+s";
  batch.length = rows;
  batch.offset = offset;
  batch.buffers = {nullptr};
  batch.children = std::move(columns);
  return batch;
}

class ArrowSource {
 public:
  explicit ArrowSource(std::vector<ArrowColumn> batches)
      : schema_(batches.front()), batches_(std::move(batches)) {}
  ArrowSource(ArrowColumn schema, std::vector<ArrowColumn> batches)
      : schema_(std::move(schema)), batches_(std::move(batches)) {}
  ArrowSource(const ArrowSource&) = delete;
  ArrowSource& operator=(const ArrowSource&) = delete;

  void fail_schema(const char* message) {
    schema_fails_ = true;
    message_ = message;
  }
  void fail_after(std::size_t batches, const char* message) {
    fails_at_ = batches;
    message_ = message;
  }
  /// The source must outlive the stream.
  ArrowArrayStream* stream() {
    ++live_;
    stream_ = {&get_schema, &get_next, &last_error, &release_stream, this};
    return &stream_;
  }
  /// Streams, schemas and arrays (children included) that nobody has released yet.
  [[nodiscard]] int live() const { return live_; }

 private:
  template <typename Struct>
  struct Holder {
    ArrowSource* source;
    std::vector<const void*> buffers;
    std::vector<Struct> children;
    std::vector<Struct*> pointers;
    std::unique_ptr<Struct> dictionary;
  };

  template <typename Struct>
  static void release(Struct* released) {
    auto* const holder = static_cast<Holder<Struct>*>(released->private_data);
    for (Struct& child : holder->children) {
      if (child.release != nullptr) child.release(&child);
    }
    if (holder->dictionary && holder->dictionary->release != nullptr) {
      holder->dictionary->release(holder->dictionary.get());
    }
    --holder->source->live_;
    delete holder;
    released->release = nullptr;
  }

  template <typename Struct>
  Struct make(const ArrowColumn& column) {
    auto holder = std::make_unique<Holder<Struct>>();
    holder->source = this;
    holder->buffers = column.buffers;
    for (const ArrowColumn& child : column.children) holder->children.push_back(make<Struct>(child));
    for (Struct& child : holder->children) holder->pointers.push_back(&child);
    if (!column.dictionary.empty()) {
      holder->dictionary = std::make_unique<Struct>(make<Struct>(column.dictionary.front()));
    }
    Struct made{};
    fill(made, column, *holder);
    made.n_children = static_cast<std::int64_t>(holder->children.size());
    made.children = holder->pointers.data();
    made.dictionary = holder->dictionary.get();
    made.release = &ArrowSource::release<Struct>;
    made.private_data = holder.release();
    ++live_;
    return made;
  }
  static void fill(ArrowSchema& schema, const ArrowColumn& column, Holder<ArrowSchema>&) {
    schema.format = column.format.c_str();
    schema.name = column.name.c_str();
    schema.flags = ARROW_FLAG_NULLABLE;
  }
  static void fill(ArrowArray& array, const ArrowColumn& column, Holder<ArrowArray>& holder) {
    array.length = column.length;
    array.offset = column.offset;
    array.null_count = column.null_count;
    array.n_buffers = static_cast<std::int64_t>(holder.buffers.size());
    array.buffers = holder.buffers.data();
  }

  static ArrowSource& self(ArrowArrayStream* stream) {
    return *static_cast<ArrowSource*>(stream->private_data);
  }
  static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    ArrowSource& source = self(stream);
    if (source.schema_fails_) return EIO;
    *out = source.make<ArrowSchema>(source.schema_);
    return 0;
  }
  static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    ArrowSource& source = self(stream);
    if (source.next_ == source.fails_at_) return EIO;
    if (source.next_ == source.batches_.size()) {
      *out = {};
      return 0;
    }
    *out = source.make<ArrowArray>(source.batches_[source.next_++]);
    return 0;
  }
  static const char* last_error(ArrowArrayStream* stream) { return self(stream).message_; }
  static void release_stream(ArrowArrayStream* stream) {
    --self(stream).live_;
    stream->release = nullptr;
  }

  ArrowColumn schema_;
  std::vector<ArrowColumn> batches_;
  ArrowArrayStream stream_{};
  std::size_t next_ = 0;
  std::size_t fails_at_ = static_cast<std::size_t>(-1);
  bool schema_fails_ = false;
  const char* message_ = nullptr;
  int live_ = 0;
};

}  // namespace openitem::column_test
