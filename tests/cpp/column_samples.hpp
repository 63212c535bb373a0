#pragma once
/// \file
/// Columns of every physical type for tests: each owns its memory, may have nulls and may be a slice, and several
/// make the chunks of one column.

#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "column/read.hpp"
#include "core/int128.hpp"
#include "openitem/column.hpp"

namespace openitem::column_test {

template <typename T>
using Cells = std::vector<std::optional<T>>;

/// One chunk of a column. A slice has `padding` rows of rubbish before its own, some of them null.
class Sample {
 public:
  template <typename T>
  static Sample fixed(ColumnType type, const Cells<T>& cells, std::int64_t padding = 0,
                      std::int32_t scale = 0) {
    Sample sample(type, cells, padding);
    sample.view_.scale = scale;
    for (std::int64_t i = 0; i < padding; ++i) sample.append(rubbish<T>());
    for (const auto& cell : cells) sample.append(cell ? *cell : rubbish<T>());
    sample.view_.values = sample.bytes().data();
    return sample;
  }

  static Sample decimal(const Cells<std::int64_t>& cells, std::int32_t scale, std::int64_t padding = 0) {
    Cells<Int128> wide;
    for (const auto& cell : cells) wide.push_back(cell ? std::optional<Int128>(*cell) : std::nullopt);
    return fixed<Int128Bytes>(ColumnType::decimal128, to_bytes(wide), padding, scale);
  }
  static Sample wide_decimal(const Cells<Int128>& cells, std::int32_t scale) {
    return fixed<Int128Bytes>(ColumnType::decimal128, to_bytes(cells), 0, scale);
  }

  static Sample boolean(const Cells<bool>& cells, std::int64_t padding = 0) {
    Sample sample(ColumnType::boolean, cells, padding);
    sample.bytes().assign((cells.size() + static_cast<std::size_t>(padding) + 7) / 8 + 1, 0);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::size_t at = i + static_cast<std::size_t>(padding);
      if (cells[i].value_or(true))
        sample.bytes()[at / 8] = static_cast<char>(sample.bytes()[at / 8] | 1 << at % 8);
    }
    sample.view_.values = sample.bytes().data();
    return sample;
  }

  static Sample nulls(std::int64_t rows) {
    Sample sample(ColumnType::null, Cells<bool>{}, 0);
    sample.rows_ = rows;
    return sample;
  }

  /// `type`: text, large_text or text_view.
  static Sample text(ColumnType type, const Cells<std::string>& cells, std::int64_t padding = 0) {
    Sample sample(type, cells, padding);
    Cells<std::string> all(static_cast<std::size_t>(padding),
                           "rubbish that is long enough to lie in a buffer");
    all.insert(all.end(), cells.begin(), cells.end());
    if (type == ColumnType::text_view) {
      sample.fill_views(all);
    } else if (type == ColumnType::text) {
      sample.fill_offsets<std::int32_t>(all);
    } else {
      sample.fill_offsets<std::int64_t>(all);
    }
    return sample;
  }

  static Sample dictionary(const Cells<std::int32_t>& codes, Sample values, std::int64_t padding = 0) {
    Sample sample = fixed<std::int32_t>(ColumnType::dictionary, codes, padding);
    sample.memory_->dictionary = std::make_unique<Sample>(std::move(values));
    sample.view_.dictionary = &sample.memory_->dictionary->view_;
    sample.view_.dictionary_rows = sample.memory_->dictionary->rows_;
    return sample;
  }

  [[nodiscard]] ColumnView view(const char* name) const {
    ColumnView named = view_;
    named.name = name;
    return named;
  }
  [[nodiscard]] std::int64_t rows() const { return rows_; }
  [[nodiscard]] const Sample* dictionary_values() const { return memory_->dictionary.get(); }
  /// The buffers in Arrow's order.
  [[nodiscard]] std::vector<const void*> arrow_buffers() const {
    switch (view_.type) {
      case ColumnType::null: return {};
      case ColumnType::text:
      case ColumnType::large_text: return {view_.validity, view_.offsets, view_.values};
      case ColumnType::text_view:
        return {view_.validity, view_.values, memory_->text_buffers[0], &memory_->long_text_bytes};
      default: return {view_.validity, view_.values};
    }
  }

 private:
  struct Int128Bytes {
    std::uint64_t low;
    std::int64_t high;
  };
  struct Memory {
    std::vector<char> bytes;
    std::vector<char> offsets;
    std::vector<std::uint8_t> validity;
    std::vector<char> long_texts;
    std::vector<const void*> text_buffers;
    std::int64_t long_text_bytes = 0;
    std::unique_ptr<Sample> dictionary;
  };

  template <typename T>
  Sample(ColumnType type, const Cells<T>& cells, std::int64_t padding) {
    view_.type = type;
    view_.offset = padding;
    rows_ = static_cast<std::int64_t>(cells.size());
    bool any_null = false;
    for (const auto& cell : cells) any_null |= !cell.has_value();
    if (!any_null) return;
    std::vector<std::uint8_t>& bits = memory_->validity;
    bits.assign((cells.size() + static_cast<std::size_t>(padding) + 7) / 8, 0);
    for (std::size_t i = 0; i < cells.size() + static_cast<std::size_t>(padding); ++i) {
      const bool valid = i < static_cast<std::size_t>(padding)
                             ? i % 2 == 0
                             : cells[i - static_cast<std::size_t>(padding)].has_value();
      if (valid) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | 1U << i % 8);
    }
    view_.validity = bits.data();
  }

  template <typename T>
  static T rubbish() {
    T value;
    std::memset(&value, 0x5A, sizeof value);
    return value;
  }
  static Cells<Int128Bytes> to_bytes(const Cells<Int128>& cells) {
    Cells<Int128Bytes> bytes;
    for (const auto& cell : cells) {
      bytes.push_back(cell ? std::optional<Int128Bytes>({cell->low, cell->high}) : std::nullopt);
    }
    return bytes;
  }
  std::vector<char>& bytes() { return memory_->bytes; }
  template <typename T>
  void append(T value) {
    append_to(bytes(), value);
  }
  template <typename T>
  static void append_to(std::vector<char>& target, T value) {
    const std::size_t at = target.size();
    target.resize(at + sizeof value);
    std::memcpy(target.data() + at, &value, sizeof value);
  }

  template <typename Offset>
  void fill_offsets(const Cells<std::string>& cells) {
    append_to(memory_->offsets, Offset{0});
    for (const auto& cell : cells) {
      if (cell) bytes().insert(bytes().end(), cell->begin(), cell->end());
      append_to(memory_->offsets, static_cast<Offset>(bytes().size()));
    }
    view_.values = bytes().data();
    view_.offsets = memory_->offsets.data();
  }

  void fill_views(const Cells<std::string>& cells) {
    for (const auto& cell : cells) {
      const std::string text = cell.value_or("");
      append(static_cast<std::int32_t>(text.size()));
      char rest[12] = {};
      if (text.size() <= sizeof rest) {
        std::memcpy(rest, text.data(), text.size());
      } else {
        const std::int32_t place[] = {0, static_cast<std::int32_t>(memory_->long_texts.size())};
        std::memcpy(rest, text.data(), 4);
        std::memcpy(rest + 4, place, sizeof place);
        memory_->long_texts.insert(memory_->long_texts.end(), text.begin(), text.end());
      }
      bytes().insert(bytes().end(), rest, rest + sizeof rest);
    }
    memory_->long_text_bytes = static_cast<std::int64_t>(memory_->long_texts.size());
    memory_->text_buffers = {memory_->long_texts.data()};
    view_.values = bytes().data();
    view_.offsets = memory_->text_buffers.data();
  }

  std::unique_ptr<Memory> memory_ = std::make_unique<Memory>();
  ColumnView view_;
  std::int64_t rows_ = 0;
};

/// The chunks of one column "t.c", gathered. Stays where it is.
class SampleColumn {
 public:
  explicit SampleColumn(Sample sample) { init(std::move(sample)); }
  template <typename... More>
  explicit SampleColumn(Sample first, More... more) {
    samples_.push_back(std::move(first));
    (samples_.push_back(std::move(more)), ...);
    gather();
  }
  explicit SampleColumn(std::vector<Sample> samples) {
    for (Sample& sample : samples) samples_.push_back(std::move(sample));
    gather();
  }
  SampleColumn(const SampleColumn&) = delete;
  SampleColumn& operator=(const SampleColumn&) = delete;

  const ChunkedColumn& operator*() const { return tables_.front().columns().front(); }
  const ChunkedColumn* operator->() const { return &**this; }

 private:
  void init(Sample sample) {
    samples_.push_back(std::move(sample));
    gather();
  }
  void gather() {
    std::vector<TableView> chunks;
    for (const Sample& sample : samples_) {
      views_.push_back(sample.view("c"));
      chunks.push_back({"t", &views_.back(), 1, 0, sample.rows()});
    }
    tables_ = gather_tables(chunks);
  }

  std::deque<Sample> samples_;
  std::deque<ColumnView> views_;
  std::vector<ChunkedTable> tables_;
};

/// The Error that `call` throws; status ok where it throws none.
template <typename Call>
Error error_from(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  return {Status::ok, "no error"};
}

}  // namespace openitem::column_test
