#pragma once
/// \file
/// Rows of a result table, cell by cell in the order of its columns.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "column/read.hpp"
#include "openitem/column.hpp"

namespace openitem {

enum class PlanCell : std::uint8_t { day, days, number, count, money, text, key, currency };

struct PlanColumnSpec {
  const char* name;
  PlanCell cell;
  const KeyDictionary* keys = nullptr;  ///< of PlanCell::key
};

/// Each add() fills the next column; after the last one a new row begins.
class PlanRows {
 public:
  PlanRows(const char* name, std::vector<PlanColumnSpec> specs);
  PlanRows& day(std::int32_t day);        ///< kNoDate = null
  PlanRows& number(std::int32_t number);  ///< PlanCell::days or number
  PlanRows& no_number();
  PlanRows& count(std::int64_t count);
  PlanRows& money(std::int64_t minor);
  PlanRows& text(std::string_view text);  ///< empty = null; must outlive the table that is made
  PlanRows& key(std::uint32_t code);      ///< kNoKey = null
  PlanRows& currency(std::uint16_t index);
  [[nodiscard]] Table table() &&;

 private:
  struct Cells {
    std::vector<std::int64_t> wide;
    std::vector<std::int32_t> narrow;
    std::vector<std::string_view> texts;
    std::vector<std::uint32_t> codes;
    std::vector<std::uint16_t> currencies;
    std::vector<std::uint8_t> valid;
  };
  [[nodiscard]] Cells& next(PlanCell cell);
  [[nodiscard]] Column column(std::size_t at);

  const char* name_;
  std::vector<PlanColumnSpec> specs_;
  std::vector<Cells> cells_;
  std::size_t at_ = 0;
};

}  // namespace openitem
