#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "column/cells.hpp"
#include "column/key_cells.hpp"
#include "column/key_dictionary.hpp"
#include "column/read.hpp"
#include "core/utf8.hpp"

namespace openitem {

KeyKind key_kind(const ChunkedColumn& column) {
  if (column.type() == ColumnType::null || column.chunks().empty()) return KeyKind::none;
  switch (family_of(column.type_chunk().view)) {
    case TypeFamily::integer: return KeyKind::integer;
    case TypeFamily::text: return KeyKind::text;
    case TypeFamily::decimal: {
      const auto chunks = column.chunks();
      const bool whole = std::all_of(chunks.begin(), chunks.end(),
                                     [](const ColumnChunk& chunk) { return chunk.view.scale == 0; });
      if (whole) return KeyKind::integer;
      throw wrong_type_error(column,
                             "a key is an integer, a decimal without digits after the point, or text");
    }
    case TypeFamily::floating:
      throw wrong_type_error(
          column,
          "a float is no key: two keys may look alike; convert it to integers or text (integers "
          "with missing values often arrive as floats)");
    default: throw wrong_type_error(column, "a key is an integer or text: convert it");
  }
}

namespace {

constexpr std::int64_t prefetch_rows = 16;

/// One dictionary over several text columns.
class TextKeyBuilder {
 public:
  explicit TextKeyBuilder(int threads) : threads_(threads) {}

  void add(const ChunkedColumn& column, KeyCodes& cells) {
    hash_texts(column, cells);
    std::vector<CellProblem> found;
    for_each_run(column, 0, column.rows(), [&](const Run& run) {
      if (is_text(run.view->type)) number_texts(column, run, cells.codes);
      if (run.view->type == ColumnType::dictionary) number_dictionary(column, run, cells.codes, found);
    });
    if (found.empty()) return;
    std::move(found.begin(), found.end(), std::back_inserter(cells.problems));
    std::stable_sort(cells.problems.begin(), cells.problems.end(),
                     [](const CellProblem& a, const CellProblem& b) { return a.row < b.row; });
  }

  /// Numbers of first appearance become codes.
  KeyDictionary finish(std::vector<KeyCodes>& columns) {
    hashes_ = {};
    const std::vector<std::uint32_t> order = sorted_order(interner_.keys());
    std::vector<std::uint32_t> code_of(order.size());
    for (std::size_t code = 0; code < order.size(); ++code)
      code_of[order[code]] = static_cast<std::uint32_t>(code);
    for (KeyCodes& column : columns) {
      const auto rows = static_cast<std::int64_t>(column.codes.size());
      for_each_chunk(rows, threads_, [&](std::int64_t, std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
          std::uint32_t& code = column.codes[static_cast<std::size_t>(row)];
          if (code != kNoKey) code = code_of[code];
        }
      });
    }
    return KeyDictionaryParts::of_texts(interner_.keys(), order);
  }

 private:
  /// On all threads: which rows have a key, whether it is UTF-8, and its hash. The numbering after it runs on one
  /// thread, so that it depends on the rows alone.
  void hash_texts(const ChunkedColumn& column, KeyCodes& cells) {
    hashes_.resize(static_cast<std::size_t>(column.rows()));
    PartProblems problems(column.rows());
    for_each_chunk(column.rows(), threads_, [&](std::int64_t part, std::int64_t begin, std::int64_t end) {
      for_each_run(column, begin, end, [&](const Run& run) {
        if (is_text(run.view->type)) hash_run(column, run, cells.codes, problems.of(part));
      });
    });
    cells.problems = std::move(problems).join();
  }

  void hash_run(const ChunkedColumn& column, const Run& run, std::vector<std::uint32_t>& codes,
                std::vector<CellProblem>& problems) {
    const TextSource texts(*run.view, column, run.first_row - run.begin, false);
    for (std::int64_t index = run.begin; index < run.end; ++index) {
      if (!has_value(*run.view, index)) continue;
      const std::string_view key = texts.at(index);
      if (key.empty()) continue;
      if (!is_utf8(key)) {
        problems.push_back({run.row_of(index), CellFault::not_utf8, show_value(column, run, index)});
        continue;
      }
      const auto row = static_cast<std::size_t>(run.row_of(index));
      codes[row] = 0;
      hashes_[row] = hash_key(key);
    }
  }

  void number_texts(const ChunkedColumn& column, const Run& run, std::vector<std::uint32_t>& codes) {
    const TextSource texts(*run.view, column, run.first_row - run.begin, false);
    for (std::int64_t index = run.begin; index < run.end; ++index) {
      const auto row = static_cast<std::size_t>(run.row_of(index));
      if (index + prefetch_rows < run.end) interner_.prefetch(hashes_[row + prefetch_rows]);
      if (codes[row] != kNoKey) codes[row] = interner_.number_of(texts.at(index), hashes_[row]);
    }
  }

  void number_dictionary(const ChunkedColumn& column, const Run& run, std::vector<std::uint32_t>& codes,
                         std::vector<CellProblem>& problems) {
    DictionaryMemo<std::uint32_t> memo(run);
    for (std::int64_t index = run.begin; index < run.end; ++index) {
      if (!has_value(*run.view, index)) continue;
      const std::int64_t entry = dictionary_index(column, run, index);
      const std::uint32_t number = memo.get(entry, [&](const ColumnView& values, std::int64_t at) {
        return number_of_entry(column, values, at);
      });
      if (number == kBadKey) {
        problems.push_back({run.row_of(index), CellFault::not_utf8, show_value(column, run, index)});
      } else {
        codes[static_cast<std::size_t>(run.row_of(index))] = number;
      }
    }
  }

  std::uint32_t number_of_entry(const ChunkedColumn& column, const ColumnView& values, std::int64_t entry) {
    if (!has_value(values, entry)) return kNoKey;
    const std::string_view key = TextSource(values, column, 0, true).at(entry);
    if (key.empty()) return kNoKey;
    return is_utf8(key) ? interner_.number_of(key, hash_key(key)) : kBadKey;
  }

  int threads_;
  KeyInterner<std::string_view> interner_;
  std::vector<std::uint64_t> hashes_;
};

/// One dictionary over several integer columns.
class IntegerKeyBuilder {
 public:
  explicit IntegerKeyBuilder(int threads) : threads_(threads) {}

  /// Rows with a key get code 0 for the time being.
  void add(const ChunkedColumn& column, KeyCodes& cells) {
    std::vector<std::int64_t>& values = values_.emplace_back(static_cast<std::size_t>(column.rows()));
    std::vector<Extent> extents(static_cast<std::size_t>(chunk_count(column.rows())));
    PartProblems problems(column.rows());
    for_each_chunk(column.rows(), threads_, [&](std::int64_t part, std::int64_t begin, std::int64_t end) {
      Extent extent;
      for_each_run(column, begin, end, [&](const Run& run) {
        if (run.view->type == ColumnType::null) return;
        for_each_integer_key(column, run, problems.of(part), [&](std::int64_t row, const std::int64_t* key) {
          if (key == nullptr) return;
          cells.codes[static_cast<std::size_t>(row)] = 0;
          values[static_cast<std::size_t>(row)] = *key;
          extent.include(*key);
        });
      });
      extents[static_cast<std::size_t>(part)] = extent;
    });
    for (const Extent& extent : extents) extent_.include(extent);
    cells.problems = std::move(problems).join();
  }

  KeyDictionary finish(std::vector<KeyCodes>& columns) {
    if (extent_.count == 0) return KeyDictionaryParts::of_integers({});
    if (is_dense(key_range(extent_.lowest, extent_.highest), extent_.count)) return finish_dense(columns);
    return finish_hashed(columns);
  }

 private:
  struct Extent {
    std::int64_t lowest = std::numeric_limits<std::int64_t>::max();
    std::int64_t highest = std::numeric_limits<std::int64_t>::min();
    std::int64_t count = 0;
    void include(std::int64_t key) noexcept {
      lowest = std::min(lowest, key);
      highest = std::max(highest, key);
      ++count;
    }
    void include(const Extent& other) noexcept {
      lowest = std::min(lowest, other.lowest);
      highest = std::max(highest, other.highest);
      count += other.count;
    }
  };

  template <typename Function>
  void for_each_key(std::vector<KeyCodes>& columns, Function&& fn) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      std::vector<std::uint32_t>& codes = columns[i].codes;
      for (std::size_t row = 0; row < codes.size(); ++row) {
        if (codes[row] != kNoKey) fn(values_[i], row, codes[row]);
      }
    }
  }

  [[nodiscard]] std::size_t position_of(std::int64_t key) const noexcept {
    return static_cast<std::size_t>(key_range(extent_.lowest, key));
  }

  KeyDictionary finish_dense(std::vector<KeyCodes>& columns) {
    std::vector<std::uint32_t> code_at(position_of(extent_.highest) + 1, kNoKey);
    for_each_key(columns, [&](const std::vector<std::int64_t>& values, std::size_t row, std::uint32_t&) {
      code_at[position_of(values[row])] = 0;
    });
    std::vector<std::int64_t> keys;
    for (std::size_t position = 0; position < code_at.size(); ++position) {
      if (code_at[position] == kNoKey) continue;
      code_at[position] = static_cast<std::uint32_t>(keys.size());
      keys.push_back(extent_.lowest + static_cast<std::int64_t>(position));
    }
    check_key_count(keys.size());
    for_each_key(columns, [&](const std::vector<std::int64_t>& values, std::size_t row, std::uint32_t& code) {
      code = code_at[position_of(values[row])];
    });
    return KeyDictionaryParts::of_integers(std::move(keys));
  }

  KeyDictionary finish_hashed(std::vector<KeyCodes>& columns) {
    KeyInterner<std::int64_t> interner;
    for_each_key(columns, [&](const std::vector<std::int64_t>& values, std::size_t row, std::uint32_t& code) {
      if (row + prefetch_rows < values.size()) interner.prefetch(hash_key(values[row + prefetch_rows]));
      code = interner.number_of(values[row], hash_key(values[row]));
    });
    const std::vector<std::uint32_t> order = sorted_order(interner.keys());
    std::vector<std::uint32_t> code_of(order.size());
    std::vector<std::int64_t> keys(order.size());
    for (std::size_t code = 0; code < order.size(); ++code) {
      code_of[order[code]] = static_cast<std::uint32_t>(code);
      keys[code] = interner.keys()[order[code]];
    }
    for_each_key(columns, [&](const std::vector<std::int64_t>&, std::size_t, std::uint32_t& code) {
      code = code_of[code];
    });
    return KeyDictionaryParts::of_integers(std::move(keys));
  }

  int threads_;
  std::vector<std::vector<std::int64_t>> values_;
  Extent extent_;
};

template <typename Builder>
SharedKeyCells build_keys(std::span<const ChunkedColumn* const> columns, int threads) {
  SharedKeyCells shared;
  shared.columns.resize(columns.size());
  Builder builder(threads);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    shared.columns[i].codes.assign(static_cast<std::size_t>(columns[i]->rows()), kNoKey);
    builder.add(*columns[i], shared.columns[i]);
  }
  shared.dictionary = builder.finish(shared.columns);
  return shared;
}

/// The kind all columns have that are not null throughout.
KeyKind common_kind(std::span<const ChunkedColumn* const> columns) {
  KeyKind common = KeyKind::none;
  const ChunkedColumn* first = nullptr;
  for (const ChunkedColumn* column : columns) {
    const KeyKind kind = key_kind(*column);
    if (kind == KeyKind::none) continue;
    if (common != KeyKind::none && kind != common) {
      Message advice;
      advice.append("but ").append(first->name()).append(" is ").append(described_type(*first));
      advice.append(": keys that are compared must all be integers or all be text");
      throw wrong_type_error(*column, advice);
    }
    common = kind;
    if (first == nullptr) first = column;
  }
  return common;
}

}  // namespace

SharedKeyCells read_shared_keys(std::span<const ChunkedColumn* const> columns, int threads) {
  return common_kind(columns) == KeyKind::integer ? build_keys<IntegerKeyBuilder>(columns, threads)
                                                  : build_keys<TextKeyBuilder>(columns, threads);
}

KeyCells read_keys(const ChunkedColumn& column, int threads) {
  const ChunkedColumn* const columns[] = {&column};
  SharedKeyCells shared = read_shared_keys(columns, threads);
  return {std::move(shared.columns.front().codes), std::move(shared.dictionary),
          std::move(shared.columns.front().problems)};
}

}  // namespace openitem
