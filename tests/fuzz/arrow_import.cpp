// Arrow streams whose schemas, lengths and cells are the fuzzer's. Buffers are as long as the lengths need, which is the one
// thing that a consumer of the C data interface cannot check.

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "byte_reader.hpp"
#include "column/arrow_abi.h"
#include "ledger_promises.hpp"

namespace openitem::fuzz {
namespace {

constexpr std::size_t most_rows = 32;
constexpr std::size_t most_offset = 8;
constexpr std::size_t buffer_bytes = (most_rows + most_offset + 2) * 16;
constexpr std::size_t text_bytes = 256;

constexpr std::array<const char*, 22> formats = {
    "n",  "b",   "c",   "s",    "i",       "l",     "L",      "g", "f",  "u",   "U",
    "vu", "tdD", "tdm", "tsm:", "tss:UTC", "d:9,2", "d:38,4", "z", "+l", "w:3", "tsn:"};
constexpr std::array<const char*, 9> names = {"customer", "id",   "issue_date", "due_date",   "amount",
                                              "currency", "kind", "paid_date",  "paid_amount"};

/// A column of the stream and all it points to.
struct Leaf {
  std::string format;
  std::string name;
  std::vector<unsigned char> validity;
  std::vector<unsigned char> values;
  std::vector<unsigned char> texts;
  std::vector<std::int64_t> text_lengths = {static_cast<std::int64_t>(text_bytes)};
  std::array<const void*, 5> buffers = {};
  std::int64_t buffer_count = 2;
  std::int64_t offset = 0;
  std::int64_t length = 0;
  std::int64_t null_count = -1;
  ArrowSchema schema = {};
  ArrowArray array = {};
};

template <class Offset>
void fill_offsets(Leaf& leaf, ByteReader& reader) {
  std::vector<Offset> offsets(most_rows + most_offset + 2);
  for (Offset& offset : offsets) offset = static_cast<Offset>(reader.below(text_bytes));
  if (reader.below(8) != 0) std::sort(offsets.begin(), offsets.end());
  if (reader.below(16) == 1) offsets[reader.below(offsets.size())] = Offset{-1};
  leaf.values.resize(offsets.size() * sizeof(Offset));
  std::memcpy(leaf.values.data(), offsets.data(), leaf.values.size());
}

Leaf read_leaf(ByteReader& reader, std::size_t at, std::int64_t rows) {
  Leaf leaf;
  const std::size_t format = reader.below(formats.size() + 2);
  leaf.format = format < formats.size() ? formats[format] : reader.text();
  leaf.name = reader.below(8) == 1 ? reader.text() : names[at % names.size()];
  leaf.offset = static_cast<std::int64_t>(reader.below(most_offset));
  leaf.length = rows;
  leaf.validity.resize(buffer_bytes);
  for (std::size_t i = 0; i < 8; ++i) leaf.validity[i] = reader.number<std::uint8_t>();
  leaf.texts.assign(text_bytes, 'A');
  for (std::size_t i = 0; i < 48; ++i) leaf.texts[i] = reader.number<std::uint8_t>();
  if (leaf.format == "u" || leaf.format == "z") {
    fill_offsets<std::int32_t>(leaf, reader);
  } else if (leaf.format == "U") {
    fill_offsets<std::int64_t>(leaf, reader);
  } else {
    leaf.values.resize(buffer_bytes);
    for (std::size_t i = 0; i < 64; ++i) leaf.values[i] = reader.number<std::uint8_t>();
  }
  const bool is_text = leaf.format == "u" || leaf.format == "U" || leaf.format == "z";
  leaf.buffer_count = is_text ? 3 : 2;
  if (leaf.format == "vu") leaf.buffer_count = 4;
  if (leaf.format == "n") leaf.buffer_count = 0;
  if (reader.below(24) == 1) leaf.buffer_count = static_cast<std::int64_t>(reader.below(5));
  if (reader.below(24) == 1) leaf.length = reader.number<std::int8_t>();
  if (leaf.length > static_cast<std::int64_t>(most_rows)) leaf.length = rows;
  if (reader.below(24) == 1) leaf.offset = -1;
  if (reader.below(24) == 1) leaf.null_count = reader.number<std::int8_t>();
  return leaf;
}

/// Points where the leaf lies now; `missing` is a buffer that is not there.
void connect(Leaf& leaf, std::size_t missing, bool has_validity) {
  const bool is_text = leaf.buffer_count == 3;
  leaf.buffers = {has_validity ? leaf.validity.data() : nullptr, leaf.values.data(), leaf.texts.data(),
                  is_text ? nullptr : static_cast<const void*>(leaf.text_lengths.data()), nullptr};
  if (missing < leaf.buffers.size()) leaf.buffers[missing] = nullptr;
  leaf.schema.format = leaf.format.c_str();
  leaf.schema.name = leaf.name.c_str();
  leaf.schema.flags = ARROW_FLAG_NULLABLE;
  leaf.schema.release = [](ArrowSchema* schema) { schema->release = nullptr; };
  leaf.array.length = leaf.length;
  leaf.array.offset = leaf.offset;
  leaf.array.null_count = leaf.null_count;
  leaf.array.n_buffers = leaf.buffer_count;
  leaf.array.buffers = leaf.buffers.data();
  leaf.array.release = [](ArrowArray* array) { array->release = nullptr; };
}

/// The stream: one schema, a few equal batches.
struct Source {
  std::vector<Leaf> leaves;
  std::vector<ArrowSchema*> schemas;
  std::vector<ArrowArray*> arrays;
  const void* no_buffer = nullptr;
  std::int64_t rows = 0;
  std::int64_t array_children = 0;
  std::size_t batches = 0;
  int alive = 0;
};

Source& source_of(void* data) { return *static_cast<Source*>(data); }

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  Source& source = source_of(stream->private_data);
  *out = {};
  out->format = "+s";
  out->name = "";
  out->n_children = static_cast<std::int64_t>(source.schemas.size());
  out->children = source.schemas.data();
  out->private_data = &source;
  out->release = [](ArrowSchema* schema) {
    --source_of(schema->private_data).alive;
    schema->release = nullptr;
  };
  ++source.alive;
  return 0;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  Source& source = source_of(stream->private_data);
  *out = {};
  if (source.batches == 0) return 0;
  --source.batches;
  out->length = source.rows;
  out->n_buffers = 1;
  out->buffers = &source.no_buffer;
  out->n_children = source.array_children;
  out->children = source.arrays.data();
  out->private_data = &source;
  out->release = [](ArrowArray* array) {
    --source_of(array->private_data).alive;
    array->release = nullptr;
  };
  ++source.alive;
  return 0;
}

void read_source(ByteReader& reader, Source& source) {
  source.rows = static_cast<std::int64_t>(reader.below(most_rows + 1));
  const std::size_t columns = reader.below(names.size() + 1);
  source.batches = reader.below(2) + (columns > 0 ? 1 : 0);
  for (std::size_t c = 0; c < columns; ++c) source.leaves.push_back(read_leaf(reader, c, source.rows));
  for (Leaf& leaf : source.leaves) {
    const bool has_validity = reader.below(4) != 0;
    connect(leaf, reader.below(64), has_validity);
    source.schemas.push_back(&leaf.schema);
    source.arrays.push_back(&leaf.array);
  }
  source.array_children = static_cast<std::int64_t>(columns);
  if (reader.below(24) == 1) source.array_children = static_cast<std::int64_t>(reader.below(columns + 1));
}

}  // namespace

void arrow_import(Bytes bytes) {
  ByteReader reader(bytes);
  LedgerOptions options;
  options.row_policy = static_cast<RowPolicy>(reader.below(2));
  options.money = static_cast<MoneyForm>(reader.below(4));
  options.currency = "EUR";
  Source source;
  read_source(reader, source);
  ArrowArrayStream stream = {&get_schema, &get_next, [](ArrowArrayStream*) -> const char* { return nullptr; },
                             [](ArrowArrayStream* it) {
                               --source_of(it->private_data).alive;
                               it->release = nullptr;
                             },
                             &source};
  source.alive = 1;
  try {
    ArrowTables tables;
    tables.add("documents", &stream);
    require_sums(build_ledger(tables.views(), options));
  } catch (const Error& error) {
    require_refusal(error);
  }
  require(stream.release == nullptr, "a stream is consumed, whatever happens");
  require(source.alive == 0, "everything that was handed out is released");
}

}  // namespace openitem::fuzz
