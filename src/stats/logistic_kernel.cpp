#include "stats/logistic_kernel.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

#include "core/exponential.hpp"
#include "core/parallel.hpp"

namespace openitem::stats {
namespace {

constexpr std::size_t kRows = 128;   // of a block: its features stay in the nearest cache
constexpr std::size_t kLanes = 8;    // sums side by side, of every eighth row
constexpr std::size_t kColumns = 4;  // of the information that are summed at once, in registers

constexpr double kLargest = 700.0;  // predictor whose exponential is told from 0

using Block = std::array<double, kRows>;
/// GCC's and Clang's vectors: as many instructions as the machine needs for them, the same sums on all.
using Lanes [[gnu::vector_size(kLanes * sizeof(double))]] = double;

/// Rows first, first + stride ... of the data; rows of a block beyond `count` weigh 0.
struct BlockPlace {
  std::size_t first, stride, count;
};

/// Of one chunk.
struct Workspace {
  explicit Workspace(std::size_t size) : features(size), gradient(size), information(size * (size + 1) / 2) {}
  std::vector<Block> features;
  Block predictor{}, sign{}, weight{}, residual{}, variance{}, product{}, likelihood{};
  Lanes log_likelihood{};
  std::vector<Lanes> gradient, information;
};

OPENITEM_INLINE void read_feature(const double* from, const BlockPlace& place, double mean, double share,
                                  Block& to) noexcept {
  if (place.stride == 1) {
    for (std::size_t at = 0; at < place.count; ++at) to[at] = (from[place.first + at] - mean) * share;
  } else {
    for (std::size_t at = 0; at < place.count; ++at)
      to[at] = (from[place.first + at * place.stride] - mean) * share;
  }
  for (std::size_t at = place.count; at < kRows; ++at) to[at] = 0.0;
}

OPENITEM_INLINE void read_block(const Standardised& data, std::span<const double> shares,
                                const BlockPlace& place, Workspace& work) noexcept {
  const RegressionColumns& columns = data.columns;
  std::size_t slot = 0;
  if (data.intercept) work.features[slot++].fill(1.0);
  for (std::size_t at = 0; at < columns.features.size(); ++at, ++slot)
    read_feature(columns.features[at].data(), place, data.means[at], shares[at], work.features[slot]);
  for (std::size_t at = 0; at < kRows; ++at) {
    const bool is_there = at < place.count;
    const std::size_t row = is_there ? place.first + at * place.stride : place.first;
    work.sign[at] = columns.outcomes[row] != 0 ? 1.0 : -1.0;
    const double weight = columns.weights.empty() ? 1.0 : columns.weights[row];
    work.weight[at] = is_there ? weight : 0.0;
    work.predictor[at] = columns.offsets.empty() ? 0.0 : columns.offsets[row];
  }
}

/// Bits all 1 where the sign is -, else 0.
OPENITEM_INLINE std::uint64_t mask_of_sign(double value) noexcept {
  return std::uint64_t{0} - (std::bit_cast<std::uint64_t>(value) >> 63U);
}
OPENITEM_INLINE double choose(std::uint64_t mask, double where_set, double elsewhere) noexcept {
  return std::bit_cast<double>((std::bit_cast<std::uint64_t>(where_set) & mask) |
                               (std::bit_cast<std::uint64_t>(elsewhere) & ~mask));
}

// With s the predictor, + for outcome 1 and - for outcome 0: ln P = -ln(1 + e^-s), and what is missing from 1 is e^-s / (1 + e^-s).
// e^-|s| leaves no range and costs no digits. Choices by bits, not by branches: several rows at once.
OPENITEM_INLINE void evaluate(Workspace& work) noexcept {
  for (std::size_t at = 0; at < kRows; ++at) {
    const double sign = work.sign[at];
    const double signed_predictor = sign * work.predictor[at];
    const std::uint64_t is_against = mask_of_sign(signed_predictor);
    const double magnitude =
        std::bit_cast<double>(std::bit_cast<std::uint64_t>(signed_predictor) & ~(std::uint64_t{1} << 63U));
    // Positive doubles are in the order of their bits.
    const std::uint64_t is_beyond = mask_of_sign(std::bit_cast<double>(
        std::bit_cast<std::uint64_t>(kLargest) - std::bit_cast<std::uint64_t>(magnitude)));
    const double power = exp_within(-choose(is_beyond, kLargest, magnitude));
    const double sum = 1.0 + power;
    const double likelier = 1.0 / sum;
    const double other = power * likelier;
    const double missing = choose(is_against, likelier, other);
    work.residual[at] = work.weight[at] * (sign * missing);
    work.variance[at] = work.weight[at] * (likelier * other);
    // ln(1 + power): what rounding took from the sum is put back.
    const double logarithm = log_positive(sum) + (power - (sum - 1.0)) * likelier;
    work.likelihood[at] = -work.weight[at] * (logarithm + choose(is_against, magnitude, 0.0));
  }
}

// By reference: how such vectors are returned depends on the machine.
OPENITEM_INLINE void read_lanes(const double* from, Lanes& to) noexcept {
  std::memcpy(&to, from, sizeof(to));
}

OPENITEM_INLINE void add_products(const Block& a, const Block& b, Lanes& to) noexcept {
  Lanes sum = to, left, right;
  for (std::size_t row = 0; row < kRows; row += kLanes) {
    read_lanes(&a[row], left);
    read_lanes(&b[row], right);
    sum += left * right;
  }
  to = sum;
}

OPENITEM_INLINE void add_products_of_four(const Block& a, const Block* b, Lanes* to) noexcept {
  Lanes first = to[0], second = to[1], third = to[2], fourth = to[3], left, right;
  for (std::size_t row = 0; row < kRows; row += kLanes) {
    read_lanes(&a[row], left);
    read_lanes(&b[0][row], right);
    first += left * right;
    read_lanes(&b[1][row], right);
    second += left * right;
    read_lanes(&b[2][row], right);
    third += left * right;
    read_lanes(&b[3][row], right);
    fourth += left * right;
  }
  to[0] = first, to[1] = second, to[2] = third, to[3] = fourth;
}

OPENITEM_INLINE void add_block(std::span<const double> coefficients, Workspace& work) noexcept {
  const std::size_t size = coefficients.size();
  for (std::size_t slot = 0; slot < size; ++slot) {
    const double coefficient = coefficients[slot];
    for (std::size_t at = 0; at < kRows; ++at) work.predictor[at] += coefficient * work.features[slot][at];
  }
  evaluate(work);
  Lanes likelihood;
  for (std::size_t row = 0; row < kRows; row += kLanes) {
    read_lanes(&work.likelihood[row], likelihood);
    work.log_likelihood += likelihood;
  }
  Lanes* information = work.information.data();
  for (std::size_t slot = 0; slot < size; ++slot) {
    const Block& feature = work.features[slot];
    add_products(work.residual, feature, work.gradient[slot]);
    for (std::size_t at = 0; at < kRows; ++at) work.product[at] = work.variance[at] * feature[at];
    std::size_t column = 0;
    for (; column + kColumns <= slot + 1; column += kColumns)
      add_products_of_four(work.product, work.features.data() + column, information + column);
    for (; column <= slot; ++column) add_products(work.product, work.features[column], information[column]);
    information += slot + 1;
  }
}

OPENITEM_INLINE void add_rows(const Standardised& data, std::span<const double> shares,
                              std::span<const double> coefficients, std::int64_t stride, std::size_t begin,
                              std::size_t end, Workspace& work) noexcept {
  for (std::size_t row = begin; row < end; row += kRows) {
    const auto step = static_cast<std::size_t>(stride);
    read_block(data, shares, {row * step, step, std::min(kRows, end - row)}, work);
    add_block(coefficients, work);
  }
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void add_rows_avx2(const Standardised& data, std::span<const double> shares,
                                           std::span<const double> coefficients, std::int64_t stride,
                                           std::size_t begin, std::size_t end, Workspace& work) noexcept {
  add_rows(data, shares, coefficients, stride, begin, end, work);
}
#endif

double sum_of_lanes(const Lanes& lanes) noexcept {
  double sum = 0.0;
  for (std::size_t at = 0; at < kLanes; ++at) sum += lanes[at];
  return sum;
}

LogisticSums gather(const Workspace& work) {
  LogisticSums sums(work.gradient.size());
  sums.log_likelihood = sum_of_lanes(work.log_likelihood);
  std::transform(work.gradient.begin(), work.gradient.end(), sums.gradient.begin(), sum_of_lanes);
  std::transform(work.information.begin(), work.information.end(), sums.information.begin(), sum_of_lanes);
  return sums;
}

void add_to(LogisticSums& sum, const LogisticSums& part) noexcept {
  sum.log_likelihood += part.log_likelihood;
  for (std::size_t at = 0; at < sum.gradient.size(); ++at) sum.gradient[at] += part.gradient[at];
  for (std::size_t at = 0; at < sum.information.size(); ++at) sum.information[at] += part.information[at];
}

std::vector<double> shares_of(const Standardised& data) {
  std::vector<double> shares(data.scales.size());
  for (std::size_t at = 0; at < shares.size(); ++at) shares[at] = 1.0 / data.scales[at];
  return shares;
}

}  // namespace

LogisticSums sum_rows(const Standardised& data, std::span<const double> coefficients, std::int64_t stride,
                      std::int32_t threads) {
  const std::vector<double> shares = shares_of(data);
  const std::int64_t rows = (data.rows + stride - 1) / stride;
  const InstructionSet instructions = best_instruction_set();
  std::vector<LogisticSums> parts(static_cast<std::size_t>(chunk_count(rows)), LogisticSums(0));
  for_each_chunk(rows, threads, [&](std::int64_t chunk, std::int64_t begin, std::int64_t end) {
    Workspace work(coefficients.size());
    const auto first = static_cast<std::size_t>(begin), last = static_cast<std::size_t>(end);
#if defined(__x86_64__)
    if (instructions == InstructionSet::avx2) {
      add_rows_avx2(data, shares, coefficients, stride, first, last, work);
    } else {
      add_rows(data, shares, coefficients, stride, first, last, work);
    }
#else
    static_cast<void>(instructions);
    add_rows(data, shares, coefficients, stride, first, last, work);
#endif
    parts[static_cast<std::size_t>(chunk)] = gather(work);
  });
  LogisticSums sums(coefficients.size());
  for (const LogisticSums& part : parts) add_to(sums, part);
  return sums;
}

Margins margins_of(const Standardised& data, std::span<const double> direction, std::int32_t threads) {
  const RegressionColumns& columns = data.columns;
  std::vector<Margins> parts(static_cast<std::size_t>(chunk_count(data.rows)));
  for_each_chunk(data.rows, threads, [&](std::int64_t chunk, std::int64_t begin, std::int64_t end) {
    Margins found{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (auto row = static_cast<std::size_t>(begin); row < static_cast<std::size_t>(end); ++row) {
      if (!columns.weights.empty() && columns.weights[row] <= 0.0) continue;
      double margin = data.intercept ? direction[0] : 0.0;
      const std::size_t first = data.intercept ? 1 : 0;
      for (std::size_t at = 0; at < columns.features.size(); ++at)
        margin += direction[first + at] * ((columns.features[at][row] - data.means[at]) / data.scales[at]);
      if (columns.outcomes[row] == 0) margin = -margin;
      found.least = std::min(found.least, margin);
      found.greatest = std::max(found.greatest, margin);
    }
    parts[static_cast<std::size_t>(chunk)] = found;
  });
  Margins all = parts.front();
  for (const Margins& part : parts) {
    all.least = std::min(all.least, part.least);
    all.greatest = std::max(all.greatest, part.greatest);
  }
  return all;
}

void probabilities_of(std::span<const std::span<const double>> features, std::span<const double> coefficients,
                      bool intercept, std::span<const double> offsets, std::size_t begin, std::size_t end,
                      double* probabilities) noexcept {
  const std::size_t first = intercept ? 1 : 0;
  for (std::size_t block = begin; block < end; block += kRows) {
    Block predictor;
    const std::size_t count = std::min(kRows, end - block);
    for (std::size_t at = 0; at < count; ++at)
      predictor[at] = (intercept ? coefficients[0] : 0.0) + (offsets.empty() ? 0.0 : offsets[block + at]);
    for (std::size_t slot = 0; slot < features.size(); ++slot) {
      const double* const values = features[slot].data() + block;
      const double coefficient = coefficients[first + slot];
      for (std::size_t at = 0; at < count; ++at) predictor[at] += coefficient * values[at];
    }
    for (std::size_t at = 0; at < count; ++at) {
      const double eta = predictor[at];
      const double magnitude = std::min(eta < 0.0 ? -eta : eta, 700.0);
      const double power = exp_within(-magnitude);
      probabilities[block + at] = (eta < 0.0 ? power : 1.0) / (1.0 + power);
    }
  }
}

}  // namespace openitem::stats
