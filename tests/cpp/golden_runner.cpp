#include "golden_runner.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace openitem::golden {
namespace {

std::filesystem::path golden_folder() { return std::filesystem::path(OPENITEM_TEST_DIR) / "golden"; }

void collect_values(const Json& value, const std::string& path, std::vector<std::string>& paths) {
  if (value.is_object()) {
    for (const auto& [key, child] : value.items()) {
      collect_values(child, path.empty() ? key : path + "." + key, paths);
    }
  } else if (value.is_array() && !value.empty() && value.front().is_object()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      collect_values(value[i], path + "[" + std::to_string(i) + "]", paths);
    }
  } else {
    paths.push_back(path);
  }
}

/// The tolerance of one part of the expected value: a number for all, or an object with the same keys.
Json tolerance_of(const Json& tolerance, const std::string& key) {
  if (!tolerance.is_object()) return tolerance;
  return tolerance.value(key, Json(0.0));
}

bool is_decimal(const std::string& text) {
  if (text.empty() || text.find_first_not_of("+-.0123456789") != std::string::npos) return false;
  char* end = nullptr;
  std::strtod(text.c_str(), &end);
  return end == text.c_str() + text.size();
}

bool is_near(double actual, double expected, const Json& tolerance) {
  return std::abs(actual - expected) <= tolerance.get<double>();
}

void compare(const Json& actual, const Json& expected, const Json& tolerance, const std::string& path,
             std::vector<std::string>& differences) {
  const auto differ = [&] {
    differences.push_back(path + ": " + actual.dump() + ", expected " + expected.dump());
  };
  if (expected.is_null()) return;
  if (expected.is_object()) {
    if (!actual.is_object()) return differ();
    for (const auto& [key, part] : expected.items()) {
      compare(actual.value(key, Json()), part, tolerance_of(tolerance, key), path + "." + key, differences);
    }
    return;
  }
  if (expected.is_array()) {
    if (!actual.is_array() || actual.size() != expected.size()) return differ();
    for (std::size_t i = 0; i < expected.size(); ++i) {
      compare(actual[i], expected[i], tolerance, path + "[" + std::to_string(i) + "]", differences);
    }
    return;
  }
  if (actual == expected && actual.type() == expected.type()) return;
  if (expected.is_number() && actual.is_number()) {
    if (!is_near(actual.get<double>(), expected.get<double>(), tolerance)) differ();
    return;
  }
  const bool both_decimal = expected.is_string() && actual.is_string() &&
                            is_decimal(actual.get<std::string>()) && is_decimal(expected.get<std::string>());
  const bool has_tolerance = tolerance.is_number() && tolerance.get<double>() > 0;
  if (both_decimal && has_tolerance &&
      is_near(std::strtod(actual.get<std::string>().c_str(), nullptr),
              std::strtod(expected.get<std::string>().c_str(), nullptr), tolerance)) {
    return;
  }
  differ();
}

void run_case(const Json& item, const Adapter& adapter, Outcome& outcome) {
  const std::string name =
      item.at("id").get<std::string>() + " (" + item.at("function").get<std::string>() + ") ";
  const Inputs inputs(item.at("inputs"));
  Json actual;
  try {
    actual = adapter(inputs);
  } catch (const std::exception& failure) {
    outcome.failures.push_back(name + "threw: " + failure.what());
    return;
  }
  ++outcome.ran;
  for (const std::string& path : inputs.unread()) {
    outcome.failures.push_back(name + "input nobody reads: " + path);
  }
  std::vector<std::string> differences;
  compare(actual, item.at("expected"), item.at("tolerance"), "result", differences);
  for (const std::string& difference : differences) outcome.failures.push_back(name + difference);
}

}  // namespace

const Json& Inputs::read(const std::string& key) const {
  if (!value_.contains(key)) throw std::runtime_error("there is no input " + path_ + key);
  read_->insert(path_ + key);
  return value_.at(key);
}

std::string Inputs::text(const std::string& key) const { return read(key).get<std::string>(); }
std::int64_t Inputs::integer(const std::string& key) const {
  const Json& value = read(key);
  if (!value.is_number_integer()) throw std::runtime_error("input " + path_ + key + " is not an integer");
  return value.get<std::int64_t>();
}
double Inputs::number(const std::string& key) const { return read(key).get<double>(); }
bool Inputs::is_null(const std::string& key) const { return read(key).is_null(); }
bool Inputs::flag(const std::string& key) const { return read(key).get<bool>(); }
std::vector<std::string> Inputs::texts(const std::string& key) const {
  return read(key).get<std::vector<std::string>>();
}
std::vector<std::int64_t> Inputs::integers(const std::string& key) const {
  return read(key).get<std::vector<std::int64_t>>();
}
std::vector<std::string> Inputs::decimals(const std::string& key) const {
  std::vector<std::string> result;
  for (const Json& value : read(key)) {
    result.push_back(value.is_string() ? value.get<std::string>() : value.dump());
  }
  return result;
}
std::vector<double> Inputs::numbers(const std::string& key) const {
  return read(key).get<std::vector<double>>();
}
Inputs Inputs::object(const std::string& key) const {
  const Json& value = read(key);
  return {value, path_ + key + ".", read_};
}
std::vector<Inputs> Inputs::objects(const std::string& key) const {
  const Json& list = read(key);
  std::vector<Inputs> result;
  for (std::size_t i = 0; i < list.size(); ++i) {
    result.push_back(Inputs(list[i], path_ + key + "[" + std::to_string(i) + "].", read_));
  }
  return result;
}

std::vector<std::string> Inputs::unread() const {
  std::vector<std::string> paths;
  collect_values(value_, "", paths);
  std::erase_if(paths, [this](const std::string& path) { return read_->contains(path); });
  return paths;
}

Adapters& registered_adapters() {
  static Adapters adapters;
  return adapters;
}

Registration::Registration(const std::string& function, Adapter adapter) {
  if (!registered_adapters().emplace(function, std::move(adapter)).second) {
    throw std::logic_error("golden function registered twice: " + function);
  }
}

Outcome run_cases(const Json& cases, const Adapters& adapters, const Pending& pending) {
  Outcome outcome;
  for (const Json& item : cases) {
    const std::string function = item.at("function").get<std::string>();
    const auto adapter = adapters.find(function);
    const bool is_pending = pending.contains(function);
    if (adapter != adapters.end() && is_pending) {
      outcome.failures.push_back(item.at("id").get<std::string>() + " pending, but claimed: " + function);
    } else if (adapter != adapters.end()) {
      run_case(item, adapter->second, outcome);
    } else if (is_pending) {
      ++outcome.pending;
    } else {
      outcome.failures.push_back(item.at("id").get<std::string>() + " nobody claims: " + function);
    }
  }
  return outcome;
}

Json load(const std::string& relative_path) {
  std::ifstream file(golden_folder() / relative_path);
  if (!file) throw std::runtime_error("cannot open " + (golden_folder() / relative_path).string());
  return Json::parse(file);
}

std::vector<std::string> case_files() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(golden_folder())) {
    if (entry.path().extension() == ".json") names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace openitem::golden
