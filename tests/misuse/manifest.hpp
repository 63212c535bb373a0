#pragma once
/// \file
/// tests/abi/manifest.json: what the C headers declare, so that no export, option or constant can be forgotten here.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace openitem::misuse {

struct Parameter {
  std::string name;
  std::string type;
  bool nullable = false;
  [[nodiscard]] bool is_pointer() const { return type.back() == '*'; }
};

struct Function {
  std::string name;
  std::string returns;
  std::vector<Parameter> params;
  bool allocates = true;  ///< false: its comment says "No allocation."
  [[nodiscard]] bool reports() const { return returns == "oi_status"; }
};

struct Field {
  std::string name;
  std::string type;
  std::size_t offset = 0;
  std::size_t size = 0;
};

struct Manifest {
  std::vector<Function> functions;
  std::map<std::string, std::map<std::string, std::int32_t>> enums;
  std::map<std::string, std::vector<Field>> structs;

  [[nodiscard]] std::size_t struct_size(const std::string& name) const;
};

[[nodiscard]] const Manifest& manifest();

}  // namespace openitem::misuse
