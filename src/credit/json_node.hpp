#pragma once
/// \file
/// Values of a JSON text by the path that leads to them, so that an error can say where it is: "card.features[2].bins[0].points".

#include <array>
#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/json_text.hpp"
#include "core/message.hpp"
#include "openitem/core.hpp"

namespace openitem::credit {

class JsonNode {
 public:
  JsonNode(const JsonValue& value, std::string path) : value_(&value), path_(std::move(path)) {}

  [[nodiscard]] const JsonValue& value() const noexcept { return *value_; }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  [[nodiscard]] bool is_null() const noexcept { return value_->kind == JsonKind::null; }

  [[noreturn]] void refuse(Status status, std::string_view why) const {
    throw Error(status, Message().append(path_.empty() ? "the text" : path_).append(" ").append(why))
        .at(-1, path_);
  }

  /// An object of these members, each of which must be there, and no other. \throws Error wrong_type, missing_value, unknown_name.
  template <std::size_t count>
  [[nodiscard]] std::array<JsonNode, count> members(const std::string_view (&names)[count]) const {
    require(JsonKind::object);
    for (const std::string& name : value_->names) {
      bool is_known = false;
      for (const std::string_view known : names) is_known = is_known || known == name;
      if (!is_known)
        member_node(*value_->find(name), name).refuse(Status::unknown_name, "has no meaning here");
    }
    return members_of(names, std::make_index_sequence<count>());
  }
  /// \throws Error wrong_type, missing_value.
  [[nodiscard]] JsonNode member(std::string_view name) const {
    require(JsonKind::object);
    const JsonValue* const found = value_->find(name);
    if (found != nullptr) return member_node(*found, name);
    member_node(*value_, name).refuse(Status::missing_value, "is not there; the member is required");
  }
  /// \throws Error wrong_type.
  [[nodiscard]] std::vector<JsonNode> items() const {
    require(JsonKind::array);
    std::vector<JsonNode> nodes;
    nodes.reserve(value_->items.size());
    for (std::size_t at = 0; at < value_->items.size(); ++at)
      nodes.emplace_back(value_->items[at], path_ + "[" + std::to_string(at) + "]");
    return nodes;
  }
  [[nodiscard]] double number() const {
    require(JsonKind::number);
    return value_->number;
  }
  [[nodiscard]] double number_or(double if_null) const { return is_null() ? if_null : number(); }
  [[nodiscard]] const std::string& text() const {
    require(JsonKind::text);
    return value_->text;
  }
  /// \throws Error wrong_type, invalid_data: not a whole number of 0 to `last`.
  [[nodiscard]] std::int32_t whole_number(std::int32_t last) const {
    const double given = number();
    if (given >= 0.0 && given <= last && given == std::floor(given)) return static_cast<std::int32_t>(given);
    refuse(Status::invalid_data, Message().append("is not a whole number from 0 to ").append(last));
  }
  /// The enumerator from `first` to `last` of this name. \throws Error wrong_type, unknown_name.
  template <typename Enum>
  [[nodiscard]] Enum choice(Enum first, Enum last) const {
    const std::string& name = text();
    for (auto at = static_cast<std::int32_t>(first); at <= static_cast<std::int32_t>(last); ++at) {
      if (name_of(static_cast<Enum>(at)) == name) return static_cast<Enum>(at);
    }
    Message why;
    why.append("= ").append_quoted(name).append(" is not a choice; choices are");
    for (auto at = static_cast<std::int32_t>(first); at <= static_cast<std::int32_t>(last); ++at)
      why.append(" ").append(name_of(static_cast<Enum>(at)));
    refuse(Status::unknown_name, why);
  }

  /// \throws Error wrong_type.
  void require(JsonKind kind) const {
    if (value_->kind == kind) return;
    refuse(Status::wrong_type, Message()
                                   .append("is ")
                                   .append(described(value_->kind))
                                   .append("; expected ")
                                   .append(described(kind)));
  }

 private:
  [[nodiscard]] JsonNode member_node(const JsonValue& value, std::string_view name) const {
    return {value, path_.empty() ? std::string(name) : path_ + "." + std::string(name)};
  }
  template <std::size_t count, std::size_t... at>
  [[nodiscard]] std::array<JsonNode, count> members_of(const std::string_view (&names)[count],
                                                       std::index_sequence<at...> /*places*/) const {
    return {member(names[at])...};
  }

  const JsonValue* value_;
  std::string path_;
};

}  // namespace openitem::credit
