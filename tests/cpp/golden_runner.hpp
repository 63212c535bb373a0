#pragma once
/// \file
/// Runs the golden cases of tests/golden through adapters that are registered by function name.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace openitem::golden {

using Json = nlohmann::json;

/// The inputs of a case, or one object inside them. Remembers what was read, by path ("instalments[0].amount").
class Inputs {
 public:
  explicit Inputs(const Json& value) : Inputs(value, "", std::make_shared<std::set<std::string>>()) {}

  [[nodiscard]] bool has(const std::string& key) const { return value_.contains(key); }
  [[nodiscard]] std::string text(const std::string& key) const;
  [[nodiscard]] std::int64_t integer(const std::string& key) const;
  [[nodiscard]] double number(const std::string& key) const;
  [[nodiscard]] bool is_null(const std::string& key) const;
  [[nodiscard]] bool flag(const std::string& key) const;
  [[nodiscard]] std::vector<std::string> texts(const std::string& key) const;
  [[nodiscard]] std::vector<std::int64_t> integers(const std::string& key) const;
  /// Numbers as their shortest decimal text, texts as they are.
  [[nodiscard]] std::vector<std::string> decimals(const std::string& key) const;
  /// Numbers of a list.
  [[nodiscard]] std::vector<double> numbers(const std::string& key) const;
  /// An object inside.
  [[nodiscard]] Inputs object(const std::string& key) const;
  /// A list of objects.
  [[nodiscard]] std::vector<Inputs> objects(const std::string& key) const;

  /// Paths of the values nobody has read.
  [[nodiscard]] std::vector<std::string> unread() const;

 private:
  Inputs(const Json& value, std::string path, std::shared_ptr<std::set<std::string>> read)
      : value_(value), path_(std::move(path)), read_(std::move(read)) {}
  [[nodiscard]] const Json& read(const std::string& key) const;

  Json value_;
  std::string path_;
  std::shared_ptr<std::set<std::string>> read_;
};

/// Computes the result of a case, in the shape of its `expected`.
using Adapter = std::function<Json(const Inputs&)>;
using Adapters = std::map<std::string, Adapter>;
/// Functions that nobody claims yet, each with the reason.
using Pending = std::map<std::string, std::string>;

/// What the registrations below have collected.
Adapters& registered_adapters();

/// `const golden::Registration registration("allocate", [](const golden::Inputs& inputs) {...});`
struct Registration {
  Registration(const std::string& function, Adapter adapter);
};

struct Outcome {
  int ran = 0;
  int pending = 0;
  std::vector<std::string> failures;  ///< each begins with the id of its case
};

/// Runs every case of a file's content.
[[nodiscard]] Outcome run_cases(const Json& cases, const Adapters& adapters, const Pending& pending);

/// Content of a JSON file below tests/golden.
[[nodiscard]] Json load(const std::string& relative_path);
/// Names of the case files in tests/golden, ascending.
[[nodiscard]] std::vector<std::string> case_files();

}  // namespace openitem::golden
