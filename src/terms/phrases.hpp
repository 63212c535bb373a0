#pragma once
/// \file
/// Words that reading and printing share.

#include <array>
#include <string_view>

#include "openitem/terms.hpp"

namespace openitem {

struct AdjustmentPhrase {
  BusinessDayConvention convention;
  std::string_view text;
};

/// After "adjusted"; the longer phrase before the one that it ends with.
inline constexpr std::array<AdjustmentPhrase, 6> kAdjustmentPhrases = {{
    {BusinessDayConvention::half_month_modified_following, "half month modified following"},
    {BusinessDayConvention::modified_following, "modified following"},
    {BusinessDayConvention::modified_preceding, "modified preceding"},
    {BusinessDayConvention::following, "following"},
    {BusinessDayConvention::preceding, "preceding"},
    {BusinessDayConvention::nearest, "nearest"},
}};

}  // namespace openitem
