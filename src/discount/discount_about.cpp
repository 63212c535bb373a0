#include "discount/discount_about.hpp"

#include <string_view>

#include "openitem/core.hpp"

namespace openitem::discount {

Table DiscountAbout::table() {
  add("version", std::string(version()));
  std::vector<std::string_view> names, values;
  for (const auto& [name, value] : lines_) {
    names.push_back(name);
    values.push_back(value);
  }
  Table table("about");
  table.add(Column::text("name", names));
  table.add(Column::text("value", values));
  return table;
}

}  // namespace openitem::discount
