// The JSON text of a card: docs/methods/scorecards.md has the schema.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "core/json_text.hpp"
#include "credit/scorecard_json.hpp"
#include "credit/scorecard_names.hpp"
#include "openitem/scorecard.hpp"

namespace openitem::credit {
namespace {

/// Appends values one after the other, a feature, bin or class a line; commas where they belong.
class CardWriter {
 public:
  std::string run(const ScorecardParts& card) {
    text_.append("{\"format\":\"").append(kCardFormat).append("\",\"version\":");
    append_json_number(text_, kCardVersion);
    text_.append(",\"checksum\":\"");
    const std::size_t checksum = text_.size();
    text_.append(kChecksumDigits, '0').append("\",\n\"card\":{\"base_points\":");
    append_json_number(text_, card.base_points);
    write_scale(card.scale);
    text_.append(",\"unseen\":");
    append_json_text(text_, name_of(card.binning.unseen()));
    write_features(card);
    write_pairs(card);
    write_classes(card);
    write_notes(card);
    text_.append("}}\n");
    const std::string digits = checksum_digits(json_checksum(text_, checksum, checksum + kChecksumDigits));
    text_.replace(checksum, kChecksumDigits, digits);
    return std::move(text_);
  }

 private:
  void write_scale(const std::optional<PointsScale>& scale) {
    text_.append(",\"scale\":");
    if (!scale) {
      text_.append("null");
      return;
    }
    text_.append("{\"factor\":");
    append_json_number(text_, scale->factor);
    text_.append(",\"offset\":");
    append_json_number(text_, scale->offset);
    text_.append(",\"orientation\":");
    append_json_text(text_, name_of(scale->orientation));
    text_.append("}");
  }

  void write_features(const ScorecardParts& card) {
    const std::span<const stats::BinnedFeature> features = card.binning.features();
    begin_list(",\n\"features\":[");
    for (std::size_t at = 0; at < features.size(); ++at) {
      next_line();
      text_.append("{\"name\":");
      append_json_text(text_, features[at].name);
      text_.append(",\"type\":");
      append_json_text(text_, name_of(features[at].type));
      text_.append(",\"mean\":");
      append_or_null(card.features[at].mean);
      const std::vector<stats::Bin>& bins = features[at].bins;
      text_.append(",\"bins\":[");
      for (std::size_t bin = 0; bin < bins.size(); ++bin) {
        text_.append(bin > 0 ? ",\n  " : "\n  ");
        write_bin(bins[bin], card.features[at].points[bin]);
      }
      text_.append("]}");
    }
    text_.append("]");
  }

  void write_bin(const stats::Bin& bin, double points) {
    text_.append("{\"kind\":");
    append_json_text(text_, name_of(bin.kind));
    if (bin.kind == stats::BinKind::interval) {
      text_.append(",\"lower\":");
      append_or_null(bin.lower);
      text_.append(",\"upper\":");
      append_or_null(bin.upper);
    } else if (bin.kind == stats::BinKind::special) {
      text_.append(",\"value\":");
      if (std::isinf(bin.lower)) {
        append_json_text(text_, bin.lower > 0.0 ? kInfinity : kNegativeInfinity);
      } else {
        append_number(bin.lower);
      }
    } else if (bin.kind != stats::BinKind::missing) {
      text_.append(",\"categories\":[");
      std::vector<std::string_view> categories(bin.categories.begin(), bin.categories.end());
      std::sort(categories.begin(), categories.end());
      for (std::size_t at = 0; at < categories.size(); ++at) {
        if (at > 0) text_.push_back(',');
        append_json_text(text_, categories[at]);
      }
      text_.append("]");
    }
    text_.append(",\"woe\":");
    append_number(bin.woe);
    text_.append(",\"points\":");
    append_json_number(text_, points);
    text_.append("}");
  }

  void write_pairs(const ScorecardParts& card) {
    begin_list(",\n\"pairs\":[");
    for (const PairPoints& pair : card.pairs) {
      next_line();
      text_.append("{\"first\":").append(std::to_string(pair.first));
      text_.append(",\"second\":").append(std::to_string(pair.second));
      text_.append(",\"points\":[");
      for (std::size_t at = 0; at < pair.points.size(); ++at) {
        if (at > 0) text_.push_back(',');
        append_json_number(text_, pair.points[at]);
      }
      text_.append("]}");
    }
    text_.append("]");
  }

  void write_classes(const ScorecardParts& card) {
    begin_list(",\n\"classes\":[");
    for (const RatingClass& one : card.classes) {
      next_line();
      text_.append("{\"name\":");
      append_json_text(text_, one.name);
      text_.append(",\"lower\":");
      append_or_null(one.lower);
      text_.append(",\"pd\":");
      append_or_null(one.pd);
      text_.append("}");
    }
    text_.append("]");
  }

  void write_notes(const ScorecardParts& card) {
    begin_list(",\n\"notes\":[");
    for (const auto& [name, text] : card.notes) {
      next_line();
      text_.append("{\"name\":");
      append_json_text(text_, name);
      text_.append(",\"text\":");
      append_json_text(text_, text);
      text_.append("}");
    }
    text_.append("]");
  }

  void begin_list(std::string_view opening) {
    text_.append(opening);
    is_first_ = true;
  }
  void next_line() {
    text_.append(is_first_ ? "\n " : ",\n ");
    is_first_ = false;
  }
  /// A negative zero as zero: one card has one text.
  void append_number(double number) { append_json_number(text_, number + 0.0); }
  void append_or_null(double number) {
    if (std::isfinite(number)) {
      append_number(number);
    } else {
      text_.append("null");
    }
  }

  std::string text_;
  bool is_first_ = true;
};

}  // namespace

std::string checksum_digits(std::uint64_t checksum) {
  std::array<char, kChecksumDigits> digits{};
  const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), checksum, 16);
  const std::string_view written(digits.data(), static_cast<std::size_t>(end.ptr - digits.data()));
  return std::string(kChecksumDigits - written.size(), '0').append(written);
}

std::string scorecard_to_json(const Scorecard& card) { return CardWriter().run(card.parts()); }

}  // namespace openitem::credit
