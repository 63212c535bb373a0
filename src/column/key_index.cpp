#include <algorithm>
#include <array>
#include <memory>

#include "column/cells.hpp"
#include "column/key_cells.hpp"
#include "column/key_dictionary.hpp"
#include "column/read.hpp"
#include "core/utf8.hpp"

namespace openitem {

KeyIndex::KeyIndex(const KeyDictionary& dictionary) : dictionary_(&dictionary) {
  const std::uint32_t count = dictionary.size();
  if (dictionary.is_integer() && count > 0) {
    const std::int64_t lowest = dictionary.integer_of(0);
    const auto width = key_range(lowest, dictionary.integer_of(count - 1));
    if (is_dense(width, count)) {
      dense_.assign(static_cast<std::size_t>(width) + 1, kUnknownKey);
      for (std::uint32_t code = 0; code < count; ++code) {
        dense_[static_cast<std::size_t>(key_range(lowest, dictionary.integer_of(code)))] = code;
      }
      return;
    }
  }
  slots_ = std::make_unique<HashSlots>(count);
  std::array<std::uint64_t, 64> hashes{};
  for (std::uint32_t begin = 0; begin < count; begin += 64) {
    const std::uint32_t end = std::min(count, begin + 64);
    for (std::uint32_t code = begin; code < end; ++code) {
      const std::uint64_t hash = dictionary.is_integer() ? hash_key(dictionary.integer_of(code))
                                                         : hash_key(dictionary.view_of(code));
      hashes[code - begin] = hash;
      slots_->prefetch(hash);
    }
    for (std::uint32_t code = begin; code < end; ++code) slots_->add(hashes[code - begin], code);
  }
}

KeyIndex::~KeyIndex() = default;

std::uint32_t KeyIndex::find(std::int64_t key) const noexcept {
  if (!dense_.empty()) {
    const std::uint64_t position = key_range(dictionary_->integer_of(0), key);
    return position < dense_.size() ? dense_[static_cast<std::size_t>(position)] : kUnknownKey;
  }
  const std::uint32_t code = slots_->find(
      hash_key(key), [&](std::uint32_t candidate) { return dictionary_->integer_of(candidate) == key; });
  return code == kNoKey ? kUnknownKey : code;
}

std::uint32_t KeyIndex::find(std::string_view key) const noexcept {
  const std::uint32_t code = slots_->find(
      hash_key(key), [&](std::uint32_t candidate) { return dictionary_->view_of(candidate) == key; });
  return code == kNoKey ? kUnknownKey : code;
}

void KeyIndex::find_batch(std::span<const std::string_view> keys, std::uint32_t* codes) const noexcept {
  std::array<std::uint64_t, 64> hashes{};
  for (std::size_t i = 0; i < keys.size(); ++i) {
    hashes[i] = hash_key(keys[i]);
    slots_->prefetch(hashes[i]);
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    codes[i] = slots_->candidate(hashes[i]);
    if (codes[i] != kNoKey) KeyDictionaryParts::prefetch_offsets(*dictionary_, codes[i]);
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (codes[i] != kNoKey) KeyDictionaryParts::prefetch_bytes(*dictionary_, codes[i]);
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (codes[i] == kNoKey) {
      codes[i] = kUnknownKey;
    } else if (dictionary_->view_of(codes[i]) != keys[i]) {
      codes[i] = find(keys[i]);
    }
  }
}

namespace {

/// Looks up the texts of one part.
class TextLookUp {
 public:
  TextLookUp(const ChunkedColumn& column, const KeyIndex& index, std::vector<std::uint32_t>& codes,
             std::vector<CellProblem>& problems)
      : column_(column), index_(index), codes_(codes), problems_(problems) {}

  void read(const Run& run) {
    if (is_text(run.view->type)) {
      read_texts(run);
    } else if (run.view->type == ColumnType::dictionary) {
      read_dictionary(run);
    } else {
      for (std::int64_t index = run.begin; index < run.end; ++index) code_of(run, index) = kNoKey;
    }
  }

 private:
  [[nodiscard]] std::uint32_t& code_of(const Run& run, std::int64_t index) noexcept {
    return codes_[static_cast<std::size_t>(run.row_of(index))];
  }

  void add_problem(const Run& run, std::int64_t index) {
    code_of(run, index) = kNoKey;
    problems_.push_back({run.row_of(index), CellFault::not_utf8, show_value(column_, run, index)});
  }

  void read_texts(const Run& run) {
    const TextSource texts(*run.view, column_, run.first_row - run.begin, false);
    for (std::int64_t index = run.begin; index < run.end; ++index) {
      if (!has_value(*run.view, index)) {
        code_of(run, index) = kNoKey;
        continue;
      }
      const std::string_view key = texts.at(index);
      if (key.empty()) {
        code_of(run, index) = kNoKey;
      } else if (!is_utf8(key)) {
        add_problem(run, index);
      } else {
        push(key, code_of(run, index));
      }
    }
    flush();
  }

  void push(std::string_view key, std::uint32_t& code) noexcept {
    keys_[waiting_] = key;
    targets_[waiting_] = &code;
    if (++waiting_ == keys_.size()) flush();
  }
  void flush() noexcept {
    std::array<std::uint32_t, 64> codes{};
    index_.find_batch(std::span(keys_).first(waiting_), codes.data());
    for (std::size_t i = 0; i < waiting_; ++i) *targets_[i] = codes[i];
    waiting_ = 0;
  }

  /// kBadKey where the entry is not UTF-8.
  [[nodiscard]] std::uint32_t entry_code(const ColumnView& values, std::int64_t entry) const {
    if (!has_value(values, entry)) return kNoKey;
    const std::string_view key = TextSource(values, column_, 0, true).at(entry);
    if (key.empty()) return kNoKey;
    return is_utf8(key) ? index_.find(key) : kBadKey;
  }

  void read_dictionary(const Run& run) {
    DictionaryMemo<std::uint32_t> memo(run);
    for (std::int64_t index = run.begin; index < run.end; ++index) {
      if (!has_value(*run.view, index)) {
        code_of(run, index) = kNoKey;
        continue;
      }
      const std::int64_t entry = dictionary_index(column_, run, index);
      const std::uint32_t code =
          memo.get(entry, [&](const ColumnView& values, std::int64_t at) { return entry_code(values, at); });
      code_of(run, index) = code;
      if (code == kBadKey) add_problem(run, index);
    }
  }

  const ChunkedColumn& column_;
  const KeyIndex& index_;
  std::vector<std::uint32_t>& codes_;
  std::vector<CellProblem>& problems_;
  std::array<std::string_view, 64> keys_;
  std::array<std::uint32_t*, 64> targets_{};
  std::size_t waiting_ = 0;
};

void look_up_texts(const ChunkedColumn& column, const KeyIndex& index, int threads, KeyCodes& cells) {
  PartProblems problems(column.rows());
  for_each_chunk(column.rows(), threads, [&](std::int64_t part, std::int64_t begin, std::int64_t end) {
    TextLookUp reader(column, index, cells.codes, problems.of(part));
    for_each_run(column, begin, end, [&](const Run& run) { reader.read(run); });
  });
  cells.problems = std::move(problems).join();
}

void look_up_integers(const ChunkedColumn& column, const KeyIndex& index, int threads, KeyCodes& cells) {
  const bool knows_none = index.dictionary().size() == 0;
  PartProblems problems(column.rows());
  for_each_chunk(column.rows(), threads, [&](std::int64_t part, std::int64_t begin, std::int64_t end) {
    for_each_run(column, begin, end, [&](const Run& run) {
      for_each_integer_key(column, run, problems.of(part), [&](std::int64_t row, const std::int64_t* key) {
        cells.codes[static_cast<std::size_t>(row)] = key == nullptr ? kNoKey
                                                     : knows_none   ? kUnknownKey
                                                                    : index.find(*key);
      });
    });
  });
  cells.problems = std::move(problems).join();
}

}  // namespace

KeyCodes look_up_keys(const ChunkedColumn& column, const KeyIndex& index, int threads) {
  const KeyKind kind = key_kind(column);
  const KeyDictionary& dictionary = index.dictionary();
  if (kind != KeyKind::none && dictionary.size() > 0 &&
      (kind == KeyKind::integer) != dictionary.is_integer()) {
    throw wrong_type_error(column, dictionary.is_integer()
                                       ? "the keys it refers to are integers: convert one of the two columns"
                                       : "the keys it refers to are text: convert one of the two columns");
  }
  KeyCodes cells;
  cells.codes.assign(static_cast<std::size_t>(column.rows()), kNoKey);
  if (kind == KeyKind::text) look_up_texts(column, index, threads, cells);
  if (kind == KeyKind::integer) look_up_integers(column, index, threads, cells);
  return cells;
}

}  // namespace openitem
