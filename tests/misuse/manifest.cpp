#include "manifest.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

namespace openitem::misuse {
namespace {

using Json = nlohmann::json;

Function function_of(const Json& json) {
  Function function{.name = json.at("name"),
                    .returns = json.at("returns"),
                    .params = {},
                    .allocates = json.at("allocates")};
  for (const Json& param : json.at("params")) {
    function.params.push_back(
        {.name = param.at("name"), .type = param.at("type"), .nullable = param.at("nullable")});
  }
  return function;
}

/// Sizes of the types that options structs are made of; there is no padding to think of.
std::size_t size_of(const std::string& type) {
  if (type.back() == '*' || type == "int64_t" || type == "double") return 8;
  return type.find('[') == std::string::npos ? 4 : 0;
}

std::vector<Field> fields_of(const Json& json) {
  std::vector<Field> fields;
  std::size_t offset = 0;
  for (const Json& field : json) {
    const std::string type = field.at("type");
    fields.push_back({.name = field.at("name"), .type = type, .offset = offset, .size = size_of(type)});
    offset += fields.back().size;
  }
  return fields;
}

Manifest load() {
  std::ifstream file(OPENITEM_TEST_DIR "/abi/manifest.json");
  const Json json = Json::parse(file);
  Manifest manifest;
  for (const Json& function : json.at("functions")) manifest.functions.push_back(function_of(function));
  manifest.enums = json.at("enums").get<decltype(manifest.enums)>();
  for (const auto& [name, fields] : json.at("structs").items()) manifest.structs[name] = fields_of(fields);
  return manifest;
}

}  // namespace

std::size_t Manifest::struct_size(const std::string& name) const {
  const Field& last = structs.at(name).back();
  return last.offset + last.size;
}

const Manifest& manifest() {
  static const Manifest loaded = load();
  return loaded;
}

}  // namespace openitem::misuse
