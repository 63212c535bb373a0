#include "stats/binning_names.hpp"

#include <algorithm>
#include <utility>

#include "column/read.hpp"

namespace openitem::stats {

std::string_view name_of(WoeDirection direction) noexcept {
  switch (direction) {
    case WoeDirection::not_set: break;
    case WoeDirection::zeros_over_ones: return "zeros_over_ones";
    case WoeDirection::ones_over_zeros: return "ones_over_zeros";
  }
  return "";
}

std::string_view name_of(BinTrend trend) noexcept {
  switch (trend) {
    case BinTrend::monotone: return "monotone";
    case BinTrend::increasing: return "increasing";
    case BinTrend::decreasing: return "decreasing";
    case BinTrend::peak: return "peak";
    case BinTrend::valley: return "valley";
    case BinTrend::free: return "free";
  }
  return "";
}

std::string_view name_of(CellSmoothing smoothing) noexcept {
  switch (smoothing) {
    case CellSmoothing::empty_cells: return "empty_cells";
    case CellSmoothing::always: return "always";
  }
  return "";
}

std::string_view name_of(UnseenCategory unseen) noexcept {
  switch (unseen) {
    case UnseenCategory::error: return "error";
    case UnseenCategory::missing: return "missing";
    case UnseenCategory::other: return "other";
  }
  return "";
}

std::string_view name_of(FeatureType type) noexcept {
  switch (type) {
    case FeatureType::numeric: return "numeric";
    case FeatureType::categorical: return "categorical";
  }
  return "";
}

std::string_view name_of(BinKind kind) noexcept {
  switch (kind) {
    case BinKind::interval: return "interval";
    case BinKind::categories: return "categories";
    case BinKind::special: return "special";
    case BinKind::other: return "other";
    case BinKind::missing: return "missing";
  }
  return "";
}

std::string_view name_of(BinningStatus status) noexcept {
  switch (status) {
    case BinningStatus::binned: return "binned";
    case BinningStatus::single_bin: return "single_bin";
    case BinningStatus::constant: return "constant";
    case BinningStatus::no_values: return "no_values";
  }
  return "";
}

std::vector<std::string_view> required_texts(const ChunkedColumn& column, std::string_view expected) {
  TextCells cells = read_texts(column, 1);
  require_readable(column, cells.problems);
  const auto empty = std::find(cells.values.begin(), cells.values.end(), std::string_view());
  if (empty != cells.values.end()) {
    refuse_cell(Status::missing_value, column, empty - cells.values.begin(), expected);
  }
  return std::move(cells.values);
}

}  // namespace openitem::stats
