// Rows scored: columns in, columns out; what is allocated is allocated by column or by part of the rows, never by row.

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "column/about_lines.hpp"
#include "column/column_parts.hpp"
#include "column/named_tables.hpp"
#include "core/bounds.hpp"
#include "core/parallel.hpp"
#include "credit/scorecard_kernel.hpp"
#include "credit/scorecard_names.hpp"
#include "credit/scorecard_scale.hpp"
#include "openitem/scorecard.hpp"
#include "stats/feature_bins.hpp"

namespace openitem::credit {
namespace {

constexpr std::int32_t kMostReasons = 20;

void check_score_options(const ScoreOptions& options) {
  check_bounds("reasons", options.reasons, 0, kMostReasons);
  if (name_of(options.baseline).empty()) throw Error(Status::invalid_argument, "baseline is not a choice");
  check_bounds("points", options.points, 0, 1);
  check_threads(options.threads);
}

/// The same text for every row of a code; null where the code is below 0. Texts are UTF-8: the card has seen to that.
Column coded_texts(std::string name, const std::vector<std::int32_t>& codes,
                   std::span<const std::string> texts) {
  std::vector<std::int64_t> offsets(codes.size() + 1);
  std::vector<std::uint8_t> valid(codes.size());
  for (std::size_t row = 0; row < codes.size(); ++row) {
    valid[row] = codes[row] >= 0 ? 1 : 0;
    const std::size_t size = valid[row] != 0 ? texts[static_cast<std::size_t>(codes[row])].size() : 0;
    offsets[row + 1] = offsets[row] + static_cast<std::int64_t>(size);
  }
  std::vector<char> bytes(static_cast<std::size_t>(offsets.back()));
  for (std::size_t row = 0; row < codes.size(); ++row) {
    if (valid[row] == 0) continue;
    const std::string& text = texts[static_cast<std::size_t>(codes[row])];
    std::copy(text.begin(), text.end(), bytes.begin() + offsets[row]);
  }
  const auto rows = static_cast<std::int64_t>(codes.size());
  const std::shared_ptr<const void> bits = packed_bits(valid.data(), valid.size());
  return ColumnParts{shared_memory(std::move(bytes)), shared_memory(std::move(offsets)), bits}.column(
      std::move(name), ColumnType::large_text, rows);
}

class RowScorer {
 public:
  RowScorer(const ScorecardParts& card, const ChunkedTable& table, const ScoreOptions& options)
      : card_(card),
        options_(options),
        kernel_(card, options.baseline, options.reasons > 0),
        rows_(table.rows()),
        reasons_(static_cast<std::size_t>(options.reasons)) {
    const std::vector<const ChunkedColumn*> columns = stats::feature_columns(card.binning, table);
    const std::span<const stats::BinnedFeature> features = card.binning.features();
    bins_.reserve(features.size());
    for (std::size_t at = 0; at < features.size(); ++at)
      bins_.emplace_back(features[at], card.binning.unseen(), *columns[at], options.threads);
    const auto rows = static_cast<std::size_t>(rows_);
    scores_.resize(rows);
    if (card.scale) pds_.resize(rows);
    if (!card.classes.empty()) classes_.resize(rows);
    reason_codes_.assign(reasons_, std::vector<std::int32_t>(rows));
    reason_points_.assign(reasons_, std::vector<double>(rows));
    if (options.points != 0) points_.assign(kernel_.sources(), std::vector<double>(rows));
  }

  void run() {
    for_each_chunk(rows_, options_.threads, [&](std::int64_t, std::int64_t begin, std::int64_t end) {
      std::vector<std::int32_t> bins(bins_.size() * static_cast<std::size_t>(stats::kBinBlock));
      for (; begin < end; begin += stats::kBinBlock)
        score_block(begin, std::min(end, begin + stats::kBinBlock), bins);
    });
  }

  [[nodiscard]] Table table() && {
    Table table("rows");
    table.add(Column::float64("score", std::move(scores_)));
    if (card_.scale) table.add(Column::float64("pd", std::move(pds_)));
    if (!card_.classes.empty()) add_classes(table);
    std::vector<std::string> names;
    names.reserve(kernel_.sources());
    for (std::size_t source = 0; source < kernel_.sources(); ++source)
      names.push_back(kernel_.name_of(source));
    for (std::size_t place = 0; place < reasons_; ++place) {
      const std::string name = "reason_" + std::to_string(place + 1);
      const std::vector<std::int32_t>& codes = reason_codes_[place];
      std::vector<std::uint8_t> valid(codes.size());
      std::transform(codes.begin(), codes.end(), valid.begin(),
                     [](std::int32_t code) { return static_cast<std::uint8_t>(code != kNoReason); });
      table.add(coded_texts(name, codes, names));
      table.add(Column::float64(name + "_points", std::move(reason_points_[place])).with_validity(valid));
    }
    for (std::size_t source = 0; source < points_.size(); ++source)
      table.add(Column::float64("points_" + names[source], std::move(points_[source])));
    return table;
  }

 private:
  void read_bins(std::int64_t begin, std::int64_t end, std::vector<std::int32_t>& bins) const {
    std::int32_t* to = bins.data();
    for (const stats::FeatureBins& feature : bins_) {
      feature.read(begin, end, to);
      to += stats::kBinBlock;
    }
  }

  void score_block(std::int64_t begin, std::int64_t end, std::vector<std::int32_t>& bins) {
    try {
      read_bins(begin, end, bins);
    } catch (const Error&) {
      // The first bad row is to be named, not the first bad feature of these rows.
      for (std::int64_t row = begin; row < end; ++row) read_bins(row, row + 1, bins);
      throw;
    }
    const auto first = static_cast<std::size_t>(begin);
    const BinBlock block{bins.data(), static_cast<std::size_t>(stats::kBinBlock),
                         static_cast<std::size_t>(end - begin)};
    kernel_.scores_of(block, scores_.data() + first);
    for (std::size_t source = 0; source < points_.size(); ++source)
      kernel_.points_of(source, block, points_[source].data() + first);
    if (card_.scale) {
      for (std::size_t row = first; row < first + block.rows; ++row)
        pds_[row] = pd_of_score(*card_.scale, scores_[row]);
    }
    if (!card_.classes.empty()) {
      for (std::size_t row = first; row < first + block.rows; ++row)
        classes_[row] = kernel_.class_of(scores_[row]);
    }
    if (reasons_ > 0) give_reasons(block, first);
  }

  void give_reasons(const BinBlock& block, std::size_t first) {
    std::array<std::int32_t, kMostReasons> codes{};
    std::array<double, kMostReasons> lost{};
    for (std::size_t at = 0; at < block.rows; ++at) {
      kernel_.reasons_of(block, at, std::span(codes).first(reasons_), std::span(lost).first(reasons_));
      for (std::size_t place = 0; place < reasons_; ++place) {
        reason_codes_[place][first + at] = codes[place];
        reason_points_[place][first + at] = lost[place];
      }
    }
  }

  void add_classes(Table& table) const {
    std::vector<std::string> names;
    names.reserve(card_.classes.size());
    for (const RatingClass& one : card_.classes) names.push_back(one.name);
    table.add(coded_texts("class", classes_, names));
    const auto has_pd = [](const RatingClass& one) { return !std::isnan(one.pd); };
    if (std::none_of(card_.classes.begin(), card_.classes.end(), has_pd)) return;
    std::vector<double> pds;
    std::vector<std::uint8_t> valid;
    pds.reserve(classes_.size());
    valid.reserve(classes_.size());
    for (const std::int32_t place : classes_) {
      const RatingClass& one = card_.classes[static_cast<std::size_t>(place)];
      valid.push_back(has_pd(one) ? 1 : 0);
      pds.push_back(has_pd(one) ? one.pd : 0.0);
    }
    table.add(Column::float64("class_pd", std::move(pds)).with_validity(valid));
  }

  const ScorecardParts& card_;
  ScoreOptions options_;
  ScorecardKernel kernel_;
  std::int64_t rows_;
  std::size_t reasons_;  // of each row
  std::vector<stats::FeatureBins> bins_;
  std::vector<double> scores_, pds_;
  std::vector<std::int32_t> classes_;                    // places
  std::vector<std::vector<std::int32_t>> reason_codes_;  // sources
  std::vector<std::vector<double>> reason_points_, points_;
};

Table about_scores(const Scorecard& card, const ScoreOptions& options, std::int64_t rows) {
  AboutLines about;
  about.add("report", "scorecard_scores");
  about.add("formula", "docs/methods/scorecards.md");
  about.add("rows", std::to_string(rows));
  about.add("features", std::to_string(card.parts().features.size()));
  about.add("pairs", std::to_string(card.parts().pairs.size()));
  about.add("reasons", std::to_string(options.reasons));
  if (options.reasons > 0) about.add("baseline", std::string(name_of(options.baseline)));
  return about.table();
}

}  // namespace

Result score(const Scorecard& card, std::span<const TableView> tables, const ScoreOptions& options) {
  constexpr std::array<std::string_view, 1> names = {"features"};
  check_score_options(options);
  const NamedTables given(tables, names);
  const ChunkedTable& table = given.require("features");
  RowScorer scorer(card.parts(), table, options);
  scorer.run();
  return Result({std::move(scorer).table(), about_scores(card, options, table.rows())});
}

}  // namespace openitem::credit
