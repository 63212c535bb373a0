// The JSON text of a card: to the bit and back, and every damage to it.

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "binning_rows.hpp"
#include "openitem/scorecard.hpp"

namespace openitem::scorecard_json_test {
namespace {

using binning_rows::refusal;
using namespace credit;
using stats::BinKind;

Scorecard small_card() {
  const double infinity = std::numeric_limits<double>::infinity();
  stats::BinnedFeature late{.name = "late \"days\"",
                            .bins = {{.upper = 0.1, .woe = 1.0 / 3.0},
                                     {.lower = 0.1},
                                     {.kind = BinKind::special, .lower = -infinity, .upper = -infinity},
                                     {.kind = BinKind::special, .lower = -1.0, .upper = -1.0},
                                     {.kind = BinKind::missing}}};
  stats::BinnedFeature region{
      .name = "region",
      .type = stats::FeatureType::categorical,
      .bins = {{.kind = BinKind::categories, .categories = {"a b", "\xC3\xA4\n"}}, {.kind = BinKind::other}}};
  ScorecardParts parts{.binning = {{late, region}, stats::UnseenCategory::other}, .base_points = 1e-300};
  parts.features = {{.points = {0.1, 1.0 / 3.0, -7, 5e-324, 0}, .mean = 2.0 / 3.0}, {.points = {1, 2}}};
  parts.pairs = {{.first = 0, .second = 1, .points = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9.5}}};
  parts.scale = points_scaling(20.0, 600.0, 50.0, OddsOrientation::good_to_bad);
  parts.classes = {{.name = "low", .pd = 0.3}, {.name = "high", .lower = 10.25}};
  parts.notes = {{"bad", "90 days"}};
  return Scorecard(parts);
}

std::string reading(const std::string& json) {
  return refusal([&] { (void)scorecard_of_json(json); });
}

/// FNV-1a over the text without the blanks between its tokens and without the digits.
std::string with_checksum(std::string json) {
  const std::string name = "\"checksum\":\"";
  const std::size_t at = json.find(name) + name.size();
  std::uint64_t hash = 14695981039346656037U;
  bool in_text = false, escaped = false;
  for (std::size_t place = 0; place < json.size(); ++place) {
    const char byte = json[place];
    if (place >= at && place < at + 16) continue;
    if (!in_text && (byte == ' ' || byte == '\n')) continue;
    hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
    if (escaped) {
      escaped = false;
    } else if (in_text && byte == '\\') {
      escaped = true;
    } else if (byte == '"') {
      in_text = !in_text;
    }
  }
  for (std::size_t digit = 16; digit-- > 0; hash /= 16) json[at + digit] = "0123456789abcdef"[hash % 16];
  return json;
}

/// The text with its first `from` replaced, and a checksum that fits.
std::string changed(const std::string& from, const std::string& to) {
  std::string json = scorecard_to_json(small_card());
  const std::size_t at = json.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return with_checksum(json.replace(at, from.size(), to));
}

TEST(ScorecardJson, GivesTheSameCard) {
  const std::string json = scorecard_to_json(small_card());
  const Scorecard card = scorecard_of_json(json);
  EXPECT_EQ(scorecard_to_json(card), json);
  EXPECT_EQ(card.parts().features[0].points, small_card().parts().features[0].points);
  EXPECT_EQ(card.parts().binning.features()[0].bins[2].lower, -HUGE_VAL);
  EXPECT_EQ(card.parts().binning.features()[1].bins[0].categories[1], "\xC3\xA4\n");
  EXPECT_TRUE(std::isnan(card.parts().features[1].mean));
  EXPECT_EQ(with_checksum(json), json);
  const nlohmann::json other = nlohmann::json::parse(json);
  EXPECT_EQ(other.at("format"), "openitem.scorecard");
  EXPECT_EQ(other.at("version"), 1);
  EXPECT_EQ(other.at("card").at("features").at(0).at("bins").at(1).at("points"), 1.0 / 3.0);
}

TEST(ScorecardJson, LayoutIsFree) {
  std::string json = scorecard_to_json(small_card());
  std::string loose;
  for (const char byte : json) {
    loose.push_back(byte);
    if (byte == '\n') loose.append("\t \r\n");
  }
  EXPECT_EQ(scorecard_to_json(scorecard_of_json(loose)), json);
}

TEST(ScorecardJson, EveryCutIsRefused) {
  const std::string json = scorecard_to_json(small_card());
  for (std::size_t size = 0; size + 1 < json.size(); ++size)
    EXPECT_NE(reading(json.substr(0, size)), "accepted") << size;
  EXPECT_EQ(reading(json.substr(0, json.size() - 1)), "accepted");  // the line's end
}

TEST(ScorecardJson, EveryOtherByteIsRefused) {
  const std::string json = scorecard_to_json(small_card());
  for (std::size_t at = 0; at < json.size(); ++at) {
    for (const unsigned mask : {0x01U, 0x02U, 0x04U, 0x08U, 0x10U, 0x20U, 0x40U, 0x80U, 0x2AU}) {
      std::string damaged = json;
      damaged[at] = static_cast<char>(static_cast<unsigned char>(json[at]) ^ mask);
      const std::string status = reading(damaged);
      if (status == "accepted") {
        EXPECT_EQ(scorecard_to_json(scorecard_of_json(damaged)), json) << at;
        EXPECT_TRUE(json[at] == '\n' || json[at] == ' ') << at;
      }
    }
  }
}

TEST(ScorecardJson, SaysWhatIsWrong) {
  const std::string json = scorecard_to_json(small_card());
  EXPECT_EQ(reading("{}"), "unknown_name -1 format");
  EXPECT_EQ(reading("[]"), "unknown_name -1 format");
  EXPECT_EQ(reading("{\"format\":1}"), "unknown_name -1 format");
  EXPECT_EQ(reading("{\"format\":\"openitem.curve\"}"), "unknown_name -1 format");
  EXPECT_EQ(reading("{\"format\":\"openitem.scorecard\"}"), "missing_value -1 version");
  EXPECT_EQ(reading("{\"format\":\"openitem.scorecard\",\"version\":2,\"card\":1}"),
            "unsupported_version -1 version");
  EXPECT_EQ(reading("{\"format\":\"openitem.scorecard\",\"version\":\"1\"}"), "wrong_type -1 version");
  EXPECT_EQ(reading("{\"format\":\"openitem.scorecard\",\"version\":1.5}"), "invalid_data -1 version");
  EXPECT_EQ(reading("{\"format\":\"openitem.scorecard\",\"version\":0}"), "invalid_data -1 version");
  EXPECT_EQ(reading("{\"format\":\"openitem.scorecard\",\"version\":1}"), "missing_value -1 checksum");
  EXPECT_EQ(reading("{\"format\":\"openitem.scorecard\",\"version\":1,\"checksum\":1}"),
            "wrong_type -1 checksum");
  EXPECT_EQ(reading("{\"format\":\"openitem.scorecard\",\"version\":1,\"checksum\":\"\"}"),
            "inconsistent_data -1 checksum");
  std::string damaged = json;
  damaged.replace(json.find("9.5"), 3, "9.6");
  EXPECT_EQ(reading(damaged), "inconsistent_data -1 checksum");
  EXPECT_EQ(reading(changed("\"card\":", "\"cart\":")), "unknown_name -1 cart");
  EXPECT_EQ(reading(changed("\"base_points\"", "\"base_pointz\"")), "unknown_name -1 card.base_pointz");
  EXPECT_EQ(reading(changed(",\"mean\":null", "")), "missing_value -1 card.features[1].mean");
  EXPECT_EQ(reading(changed("\"points\":5e-324", "\"points\":null")),
            "wrong_type -1 card.features[0].bins[3].points");
  EXPECT_EQ(reading(changed("\"points\":5e-324", "\"points\":\"5\"")),
            "wrong_type -1 card.features[0].bins[3].points");
  EXPECT_EQ(reading(changed("\"kind\":\"missing\"", "\"kind\":\"absent\"")),
            "unknown_name -1 card.features[0].bins[4].kind");
  EXPECT_EQ(reading(changed("\"upper\":0.1,", "")), "missing_value -1 card.features[0].bins[0].upper");
  EXPECT_EQ(reading(changed("\"-infinity\"", "\"infinite\"")),
            "invalid_data -1 card.features[0].bins[2].value");
  EXPECT_EQ(reading(changed("\"second\":1", "\"second\":2")), "invalid_data -1 card.pairs[0].second");
  EXPECT_EQ(reading(changed("\"second\":1", "\"second\":-1")), "invalid_data -1 card.pairs[0].second");
  EXPECT_EQ(reading(changed("\"good_to_bad\"", "\"goodness\"")), "unknown_name -1 card.scale.orientation");
  EXPECT_EQ(reading(changed("\"classes\":[", "\"classes\":[1,")), "wrong_type -1 card.classes[0]");
  // What no card may be.
  EXPECT_EQ(reading(changed("\"upper\":0.1", "\"upper\":0.2")), "invalid_argument -1 ");
  EXPECT_EQ(reading(changed("\"second\":1", "\"second\":0")), "invalid_argument -1 ");
  EXPECT_EQ(reading(changed("\"pd\":0.3", "\"pd\":1.3")), "invalid_argument -1 ");
  EXPECT_EQ(reading(changed("\"factor\":28.85390081777927", "\"factor\":0")), "out_of_bounds -1 ");
}

TEST(ScorecardJson, TheScaleMayBeAbsent) {
  ScorecardParts parts = small_card().parts();
  parts.scale.reset();
  const std::string json = scorecard_to_json(Scorecard(parts));
  EXPECT_FALSE(scorecard_of_json(json).parts().scale.has_value());
}

}  // namespace
}  // namespace openitem::scorecard_json_test
