#pragma once
/// \file
/// Who stands under whom: the customers of a ledger, or its legal entities under a table of the caller.

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "aging/forest.hpp"
#include "aging/merged_keys.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/aging.hpp"

namespace openitem {

/// "customer", "entity".
[[nodiscard]] const char* hierarchy_over_name(HierarchyOver over) noexcept;

/// Refers to the ledger, which must outlive it.
class HierarchyTree {
 public:
  /// `over` must have been checked. \throws Error as compute_aging_hierarchy says of `parents`, unknown_name where the
  /// ledger has no entities.
  HierarchyTree(const LedgerData& ledger, HierarchyOver over, std::span<const TableView> parents);
  ~HierarchyTree() = default;
  HierarchyTree(const HierarchyTree&) = delete;
  HierarchyTree& operator=(const HierarchyTree&) = delete;

  [[nodiscard]] const Forest& forest() const noexcept { return *forest_; }
  /// Position of the document's customer or entity; kNoKey where it has none.
  [[nodiscard]] std::uint32_t position_of(std::uint32_t document) const noexcept {
    const std::uint32_t node = keys_->from_left(codes_[document]);
    return node == kNoKey ? kNoKey : forest_->position(node);
  }
  /// The keys at these positions as an output column; kNoKey = null.
  [[nodiscard]] Column column(std::string name, std::span<const std::uint32_t> positions) const;

 private:
  void place_customers(const LedgerData& ledger);
  void place_entities(const LedgerData& ledger, std::span<const TableView> parents);

  std::span<const std::uint32_t> codes_;  // of documents
  KeyDictionary named_;                   // keys of the table "parents"
  std::unique_ptr<const MergedKeys> keys_;
  std::unique_ptr<const Forest> forest_;
};

}  // namespace openitem
