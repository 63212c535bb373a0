#pragma once
/// \file
/// Specific allowances: documents and customers that are assessed one by one and leave the matrix.

#include <cstdint>
#include <optional>
#include <vector>

#include "provision/exposures.hpp"

namespace openitem {

/// Marks the exposures that the table "specific" names: a document's own row comes before that of its customer.
/// \throws Error as compute_provision.
class SpecificAllowances {
 public:
  explicit SpecificAllowances(const ExposureRequest& request);
  /// Sets `assessed` and `specific`.
  void mark(std::vector<Exposure>& items) const;
  /// Sets `specific_allowance` once `specific_base` is known.
  [[nodiscard]] std::vector<SpecificLine> assess(std::vector<Exposure>& items) const;

 private:
  struct Row {
    std::uint32_t identity = kNoRow;  // of a document
    std::uint32_t customer = kNoKey;
    std::optional<std::uint16_t> currency;
    std::optional<std::int64_t> rate, amount;
  };
  void read(const ChunkedTable& table);
  void read_documents(const ChunkedTable& table);
  void read_customers(const ChunkedTable& table);
  void read_figures(const ChunkedTable& table);
  [[nodiscard]] std::vector<std::optional<std::uint16_t>> currencies_of(const ChunkedTable& table) const;
  void refuse_repeats(const ChunkedTable& table) const;
  void assess_line(const Row& row, const std::vector<Exposure*>& items, SpecificLine& line) const;

  const ExposureRequest& request_;
  const ChunkedTable* const table_;
  std::vector<Row> rows_;
};

}  // namespace openitem
