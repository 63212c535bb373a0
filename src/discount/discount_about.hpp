#pragma once
/// \file
/// Table "about": everything needed to repeat a figure.

#include <string>
#include <utility>
#include <vector>

#include "openitem/column.hpp"

namespace openitem::discount {

class DiscountAbout {
 public:
  explicit DiscountAbout(std::string report) {
    add("report", std::move(report));
    add("formula", "docs/methods/discounts.md");
  }
  void add(std::string name, std::string value) { lines_.emplace_back(std::move(name), std::move(value)); }
  /// With the library's version as the last line.
  [[nodiscard]] Table table();

 private:
  std::vector<std::pair<std::string, std::string>> lines_;
};

}  // namespace openitem::discount
