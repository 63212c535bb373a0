#pragma once
// Which rows are one document, and which document a tuple of id columns names.

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ledger/document_rows.hpp"
#include "ledger/findings.hpp"
#include "ledger/ledger_data.hpp"

namespace openitem {

// Position of each flat settlement and of the document it belongs to.
struct FlatLink {
  std::uint32_t document, settlement;
};

// Sorts the kept rows into ledger.documents, with their flat settlements. The result links the two. Takes the
// dictionaries out of `rows`.
[[nodiscard]] std::vector<FlatLink> assemble_documents(DocumentRows& rows, const TableRows& kept,
                                                       std::int32_t threads, LedgerData& ledger);

// Tells documents apart by id: identities, versions, duplicates (reported), and the current row of each.
void identify_documents(const std::vector<FlatLink>& links, TableRows& rows, LedgerData& ledger);
// Reports rows without id that agree in all that counts.
void report_repeated_rows(const DocumentRows& source, TableRows& rows, const LedgerData& ledger);

enum class ReferenceState : std::uint8_t { found, missing, incomplete, unknown };

// The documents that the rows of another table name.
struct References {
  std::vector<std::uint32_t> identity;  // kNoRow unless found
  std::vector<ReferenceState> state;
  std::vector<KeyCodes> members;
};

// What applications ask of a document: of its current row, in one place, because they come in no order of ours.
struct DocumentFacts {
  std::int32_t posting;
  std::uint32_t customer;
  std::uint16_t currency;
  bool is_debit;
};
// By identity.
[[nodiscard]] std::vector<DocumentFacts> facts_of(const LedgerData& ledger);

// Finds documents by their id tuple. Refers to the ledger, which must stay where it is.
class DocumentIndex {
 public:
  explicit DocumentIndex(const LedgerData& ledger);
  [[nodiscard]] References find(std::span<const ChunkedColumn* const> tuple, std::int32_t threads) const;

 private:
  [[nodiscard]] std::uint32_t find_tuple(const std::vector<KeyCodes>& members, std::size_t row) const;

  const LedgerData* ledger_;
  std::deque<KeyIndex> members_;                 // a KeyIndex stays where it is
  std::vector<std::uint32_t> identity_of_code_;  // ids of one member
  std::vector<std::uint32_t> slots_;             // ids of several: identities by hash of their codes
};

// Excludes the rows that name no document, or name one that is not there. Where the tuple is not required, a row
// without any of it stays.
void check_references(TableRows& rows, std::span<const ChunkedColumn* const> tuple,
                      const References& references, bool is_required);
// "2024/17" of the cells of a tuple, or of a document.
[[nodiscard]] std::string show_tuple(std::span<const ChunkedColumn* const> tuple, std::size_t row);
[[nodiscard]] std::string show_document(const LedgerData& ledger, std::uint32_t document);

}  // namespace openitem
