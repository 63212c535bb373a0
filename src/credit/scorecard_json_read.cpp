// A card from its JSON text: whose file it is, whether it is whole, then what it says.

#include <limits>
#include <utility>

#include "core/json_text.hpp"
#include "credit/json_node.hpp"
#include "credit/scorecard_json.hpp"
#include "credit/scorecard_names.hpp"
#include "openitem/scorecard.hpp"

namespace openitem::credit {
namespace {

constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

/// \throws Error unknown_name: another program's file, or none at all.
void check_card_format(const JsonNode& file) {
  const JsonValue* const format =
      file.value().kind == JsonKind::object ? file.value().find("format") : nullptr;
  if (format != nullptr && format->kind == JsonKind::text && format->text == kCardFormat) return;
  Message why;
  why.append("this JSON text is no scorecard of openitem: member format ");
  if (format == nullptr) {
    why.append("is not there");
  } else if (format->kind == JsonKind::text) {
    why.append("is ").append_quoted(format->text);
  } else {
    why.append("is ").append(described(format->kind));
  }
  throw Error(Status::unknown_name, why.append("; expected 'openitem.scorecard'")).at(-1, "format");
}

/// \throws Error unsupported_version.
void check_card_version(const JsonNode& file) {
  const JsonNode version = file.member("version");
  const std::int32_t number = version.whole_number(std::numeric_limits<std::int32_t>::max());
  if (number == kCardVersion) return;
  if (number == 0) version.refuse(Status::invalid_data, "= 0 was never written");
  version.refuse(Status::unsupported_version,
                 Message().append("= ").append(number).append(
                     " is newer than 1, which this openitem reads; take a newer one"));
}

/// \throws Error inconsistent_data: what is there is not what was written.
void check_card_checksum(const JsonNode& file, std::string_view text) {
  const JsonNode checksum = file.member("checksum");
  const JsonValue& value = checksum.value();
  const std::string& stated = checksum.text();
  const bool is_plain = value.end - value.begin == kChecksumDigits + 2 && stated.size() == kChecksumDigits;
  const std::string found = checksum_digits(json_checksum(text, value.begin + 1, value.end - 1));
  if (is_plain && stated == found) return;
  checksum.refuse(
      Status::inconsistent_data,
      Message()
          .append("is ")
          .append_quoted(stated)
          .append(", that of the text is ")
          .append_quoted(found)
          .append(": the file is damaged, or was changed by hand; write it again with scorecard_to_json"));
}

std::optional<PointsScale> read_scale(const JsonNode& node) {
  if (node.is_null()) return {};
  const auto [factor, offset, orientation] = node.members<3>({"factor", "offset", "orientation"});
  return PointsScale{factor.number(), offset.number(),
                     orientation.choice(OddsOrientation::good_to_bad, OddsOrientation::bad_to_good)};
}

double read_special(const JsonNode& node) {
  if (node.value().kind != JsonKind::text) return node.number();
  if (node.text() == kInfinity) return std::numeric_limits<double>::infinity();
  if (node.text() == kNegativeInfinity) return -std::numeric_limits<double>::infinity();
  node.refuse(Status::invalid_data, "is a text; expected a number, 'infinity' or '-infinity'");
}

/// A bin, and its points.
std::pair<stats::Bin, double> read_bin(const JsonNode& node) {
  stats::Bin bin;
  bin.kind = node.member("kind").choice(stats::BinKind::interval, stats::BinKind::missing);
  if (bin.kind == stats::BinKind::interval) {
    const auto [kind, lower, upper, woe, points] =
        node.members<5>({"kind", "lower", "upper", "woe", "points"});
    bin.lower = lower.number_or(bin.lower);
    bin.upper = upper.number_or(bin.upper);
  } else if (bin.kind == stats::BinKind::special) {
    const auto [kind, value, woe, points] = node.members<4>({"kind", "value", "woe", "points"});
    bin.lower = bin.upper = read_special(value);
  } else if (bin.kind == stats::BinKind::missing) {
    static_cast<void>(node.members<3>({"kind", "woe", "points"}));
  } else {
    const auto [kind, categories, woe, points] = node.members<4>({"kind", "categories", "woe", "points"});
    for (const JsonNode& category : categories.items()) bin.categories.push_back(category.text());
  }
  bin.woe = node.member("woe").number();
  return {std::move(bin), node.member("points").number()};
}

void read_features(const JsonNode& node, std::vector<stats::BinnedFeature>& features,
                   std::vector<FeaturePoints>& points) {
  for (const JsonNode& item : node.items()) {
    const auto [name, type, mean, bins] = item.members<4>({"name", "type", "mean", "bins"});
    stats::BinnedFeature& feature = features.emplace_back();
    feature.name = name.text();
    feature.type = type.choice(stats::FeatureType::numeric, stats::FeatureType::categorical);
    FeaturePoints& of = points.emplace_back();
    of.mean = mean.number_or(kNotKnown);
    for (const JsonNode& one : bins.items()) {
      auto [bin, worth] = read_bin(one);
      feature.bins.push_back(std::move(bin));
      of.points.push_back(worth);
    }
  }
}

std::vector<PairPoints> read_pairs(const JsonNode& node, std::size_t features) {
  const auto last = static_cast<std::int32_t>(features) - 1;
  std::vector<PairPoints> pairs;
  for (const JsonNode& item : node.items()) {
    const auto [first, second, points] = item.members<3>({"first", "second", "points"});
    PairPoints& pair = pairs.emplace_back();
    pair.first = first.whole_number(last);
    pair.second = second.whole_number(last);
    for (const JsonNode& one : points.items()) pair.points.push_back(one.number());
  }
  return pairs;
}

std::vector<RatingClass> read_classes(const JsonNode& node) {
  std::vector<RatingClass> classes;
  for (const JsonNode& item : node.items()) {
    const auto [name, lower, pd] = item.members<3>({"name", "lower", "pd"});
    RatingClass& one = classes.emplace_back();
    one.name = name.text();
    one.lower = lower.number_or(one.lower);
    one.pd = pd.number_or(kNotKnown);
  }
  return classes;
}

std::vector<std::pair<std::string, std::string>> read_notes(const JsonNode& node) {
  std::vector<std::pair<std::string, std::string>> notes;
  for (const JsonNode& item : node.items()) {
    const auto [name, text] = item.members<2>({"name", "text"});
    notes.emplace_back(name.text(), text.text());
  }
  return notes;
}

Scorecard read_card(const JsonNode& node) {
  const auto [base_points, scale, unseen, features, pairs, classes, notes] =
      node.members<7>({"base_points", "scale", "unseen", "features", "pairs", "classes", "notes"});
  std::vector<stats::BinnedFeature> binned;
  std::vector<FeaturePoints> points;
  read_features(features, binned, points);
  const std::size_t count = binned.size();
  stats::Binning binning(std::move(binned),
                         unseen.choice(stats::UnseenCategory::error, stats::UnseenCategory::other));
  return Scorecard({.binning = std::move(binning),
                    .base_points = base_points.number(),
                    .features = std::move(points),
                    .pairs = read_pairs(pairs, count),
                    .scale = read_scale(scale),
                    .classes = read_classes(classes),
                    .notes = read_notes(notes)});
}

}  // namespace

Scorecard scorecard_of_json(std::string_view json) {
  const JsonValue value = read_json(json);
  const JsonNode file(value, "");
  check_card_format(file);
  check_card_version(file);
  check_card_checksum(file, json);
  const auto [format, version, checksum, card] = file.members<4>({"format", "version", "checksum", "card"});
  return read_card(card);
}

}  // namespace openitem::credit
