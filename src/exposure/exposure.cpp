// compute_exposure: what is asked, the book, the judgement of every account, tables (docs/methods/exposure.md).

#include "openitem/exposure.hpp"

#include <array>
#include <utility>

#include "aging/group_keys.hpp"
#include "core/message.hpp"
#include "exposure/credit_decisions.hpp"
#include "exposure/exposure_options.hpp"
#include "exposure/exposure_tables.hpp"
#include "exposure/exposure_tables_in.hpp"

namespace openitem {
namespace {

using namespace exposure;

// Nothing where no sub-limits are asked for.
std::vector<GroupKey> scope_key(const LedgerData& ledger, const std::string& scope) {
  if (scope.empty()) return {};
  if (scope == "customer" || scope == "kind") {
    throw Error(Status::invalid_argument,
                Message().append("scope is ").append_quoted(scope).append("; name an entity or a dimension"));
  }
  const std::array<std::string, 1> names = {scope};
  return resolve_group_keys(names, group_keys_of(ledger));
}

void refuse_useless_trials(const CreditBook& book, const CreditParts& parts) {
  if (book.trials.empty() || parts.orders) return;
  throw Error(Status::invalid_argument,
              "there is a table what_if, and orders do not count; add orders to parts, or leave what_if out")
      .at(-1, "what_if");
}

}  // namespace

Result compute_exposure(const Ledger& ledger, Date as_of, std::span<const TableView> tables,
                        const ExposureOptions& options) {
  const CreditParts parts = check_exposure_options(options);
  const LedgerData& data = ledger.data();
  const std::vector<GroupKey> scope = scope_key(data, options.scope);
  const ExposureCurrency currency(data, options.currency, tables);
  const ExposureQuery query{data,    as_of.days(), options, parts, scope.empty() ? nullptr : scope.data(),
                            currency};
  const ExposureTables given(data, query.scope, currency, tables, options);
  const CreditBook book = read_credit_book(query, given);
  refuse_useless_trials(book, parts);
  const CreditJudge judge(query, book);
  std::vector<JudgedAccount> judged;
  judged.reserve(book.accounts.size());
  for (const auto& [key, account] : book.accounts) judged.push_back(judge.judge(key));
  std::vector<std::int32_t> last_reviews = given.last_reviews(query.as_of);
  if (!given.has("reviews")) last_reviews.clear();
  const ExposureView view{query, book, judged};
  std::vector<Table> result;
  result.push_back(rows_table(view));
  result.push_back(reasons_table(view));
  result.push_back(groups_table(view));
  result.push_back(sub_limits_table(view));
  result.push_back(trials_table(view, judge));
  result.push_back(review_table(view, last_reviews));
  result.push_back(proof_table(view));
  result.push_back(about_exposure(
      as_of, options, {given.has("limits") ? "table" : "ledger", given.has("covers") ? "table" : "ledger"}));
  return Result(std::move(result));
}

}  // namespace openitem
