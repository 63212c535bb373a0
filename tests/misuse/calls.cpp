#include "calls.hpp"

#include <cmath>
#include <cstring>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>

#include "c/small_ledger.h"
#include "c/table_stream.h"
#include "openitem/additive.h"
#include "openitem/aging.h"
#include "openitem/altman.h"
#include "openitem/behaviour.h"
#include "openitem/binning.h"
#include "openitem/bridge.h"
#include "openitem/calendar.h"
#include "openitem/cash_plan.h"
#include "openitem/cashflow.h"
#include "openitem/collection_curves.h"
#include "openitem/datasets.h"
#include "openitem/day_count.h"
#include "openitem/discount.h"
#include "openitem/discount_history.h"
#include "openitem/discount_portfolio.h"
#include "openitem/distributions.h"
#include "openitem/exposure.h"
#include "openitem/interest.h"
#include "openitem/kpi.h"
#include "openitem/kpis.h"
#include "openitem/ledger.h"
#include "openitem/money.h"
#include "openitem/outcome.h"
#include "openitem/plan.h"
#include "openitem/plan_life.h"
#include "openitem/points.h"
#include "openitem/provision.h"
#include "openitem/revaluation.h"
#include "openitem/roll_rates.h"
#include "openitem/scorecard.h"
#include "openitem/scorecard_fit.h"
#include "openitem/stats.h"
#include "openitem/survival.h"
#include "openitem/terms.h"
#include "openitem/time.h"

namespace openitem::misuse {
namespace {

constexpr oi_day some_day = 19904;
constexpr unsigned char pattern = 0x5A;

/// Everything a call may write to, filled with a pattern before each call.
struct Outputs {
  char text[64];
  char numeric[8];
  std::int64_t integers[8];
  std::int32_t small[8];
  oi_column view;
  oi_result* result;
  oi_ledger* ledger;
  oi_calendar* calendar;
  oi_schedule_options schedule_options;
  oi_day_count_options day_count_options;
  ArrowArrayStream stream;
  oi_ledger_options ledger_options;
  oi_aging_options aging_options;
  oi_aging_series_options aging_series_options;
  oi_hierarchy_options hierarchy_options;
  oi_roll_forward_options roll_forward_options;
  oi_statement_options statement_options;
  oi_item_options item_options;
  oi_sample_options sample_options;
  oi_revaluation_options revaluation_options;
  oi_exposure_options exposure_options;
  oi_kpi_options kpi_options;
  oi_figure figures[2];
  oi_collection_curves_options curve_options;
  oi_behaviour_options behaviour_options;
  oi_outcome_options outcome_options;
  oi_roll_rate_options roll_rate_options;
  oi_bridge_options bridge_options;
  double rates[2];
  oi_interest_options interest_options;
  oi_provision_matrix_options provision_matrix_options;
  oi_provision_options provision_options;
  oi_provision_movement_options provision_movement_options;
  oi_loss_rate_options loss_rate_options;
  oi_yield_options yield_options;
  oi_yield yields[2];
  oi_annual_rate annual_rate;
  double numbers[2];
  oi_terms* terms;
  oi_terms_options terms_options;
  oi_cash_discount cash_discount;
  oi_discount_check discount_check;
  oi_offer_value offer_value;
  oi_offer_options offer_options;
  oi_sliding_scale_options sliding_scale_options;
  oi_item_discount_options item_discount_options;
  oi_plan_options plan_options;
  oi_plan_alternative_options plan_alternative_options;
  oi_cash_plan_options cash_plan_options;
  oi_annuity_row annuity_row;
  oi_plan_life_options plan_life_options;
  oi_discount_portfolio_options portfolio_options;
  oi_discount_history_options discount_history_options;
  oi_additive_options additive_options;
  oi_additive* additive;
  oi_binning_options binning_options;
  oi_binning* binning;
  oi_score_options score_options;
  oi_scorecard* scorecard;
  oi_rating_class_options rating_class_options;
  oi_scorecard_fit_options scorecard_fit_options;
  oi_scorecard_validation_options validation_options;
  oi_logistic_options logistic_options;
  oi_logistic_fit logistic_fit;
  double figures_of_fit[3][4];
  oi_discrimination discrimination;
  oi_calibration calibration;
  oi_calibration_error calibration_error;
  oi_calibration_bin calibration_bins[4];
  oi_survival_options survival_options;
  oi_log_rank_options log_rank_options;
  oi_log_rank log_rank;
  oi_concordance concordance;
  oi_stability_band stability_band;
  oi_points_scale points_scale;
  oi_altman_scale altman_scale;
  oi_altman_zone altman_zones[2];
};

/// What every call may read; made once.
struct Inputs {
  Inputs() {
    fill_small_ledger(&source);
    static const char* const customers[] = {"Adler", "Birke"};
    static const char* const dates[] = {"2024-06-14", "2024-05-01"};
    static const char* const amounts[] = {"500.00", "80.00"};
    static const char* const currencies[] = {"EUR", "EUR"};
    static const char* const ids[] = {"A-1", "A-2"};
    items[0] = text_column(&cells[0], "customer", customers, 2);
    items[1] = text_column(&cells[1], "due_date", dates, 2);
    items[2] = text_column(&cells[2], "amount", amounts, 2);
    items[3] = text_column(&cells[3], "currency", currencies, 2);
    balances[0] = items[0];
    balances[1] = items[2];
    balances[1].name = "balance";
    control[0] = items[2];
    control[0].name = "closing";
    lines[0] = text_column(&cells[4], "id", ids, 2);
    lines[1] = items[2];
    static const char* const rate_texts[] = {"1"};
    rates[0] = text_column(&cells[5], "currency", currencies, 1);
    rates[1] = text_column(&cells[6], "rate", rate_texts, 1);
    static const char* const buckets[] = {"not_due", "d1_30", "d31_60", "d61_90", "over_90"};
    static const char* const loss_rates[] = {"0.003", "0.016", "0.036", "0.066", "0.106"};
    provision_columns[0] = text_column(&cells[7], "bucket", buckets, 5);
    provision_columns[1] = text_column(&cells[8], "rate", loss_rates, 5);
    provision_tables[0] = table_of("rates", provision_columns, 2, 5);
    late_items[0] = items[1];
    late_items[1] = items[2];
    late_items[2] = items[3];
    late_tables[0] = table_of("items", late_items, 3, 2);
    static const char* const rate_days[] = {"2024-01-01"};
    static const char* const rate_fractions[] = {"0.0425"};
    reference[0] = text_column(&cells[11], "from", rate_days, 1);
    reference[1] = text_column(&cells[12], "rate", rate_fractions, 1);
    late_tables[1] = table_of("reference", reference, 2, 1);
    static const char* const allowances[] = {"75.00"};
    movement_columns[0] = text_column(&cells[9], "currency", currencies, 1);
    movement_columns[1] = text_column(&cells[10], "allowance", allowances, 1);
    movement_tables[0] = table_of("opening", movement_columns, 2, 1);
    movement_tables[1] = table_of("closing", movement_columns, 2, 1);
    static const char* const written[] = {"2/10 net 30", "50% advance, balance net 60"};
    terms_columns[0] = text_column(&cells[13], "terms", written, 2);
    terms_columns[1] = items[1];
    terms_columns[1].name = "issue_date";
    terms_columns[2] = items[2];
    terms_columns[3] = items[3];
    terms_tables[0] = table_of("documents", terms_columns, 4, 2);
    static const char* const pay_dates[] = {"2024-06-01", "2024-05-01"};
    static const char* const aprs[] = {"0.18", "0.12"};
    discount_columns[0] = items[1];
    discount_columns[1] = items[2];
    discount_columns[2] = items[3];
    discount_columns[3] = text_column(&cells[14], "pay_date", pay_dates, 2);
    discount_columns[4] = text_column(&cells[15], "apr", aprs, 2);
    discount_tables[0] = table_of("items", discount_columns, 5, 2);
    plan_columns[0] = items[2];
    plan_columns[0].name = "principal";
    plan_columns[1] = items[1];
    plan_columns[1].name = "start_date";
    plan_columns[2] = items[3];
    plan_tables[0] = table_of("plans", plan_columns, 3, 2);
    plan_items[0] = lines[0];
    plan_items[0].name = "item";
    plan_items[1] = items[0];
    plan_items[1].name = "plan";
    plan_items[2] = items[1];
    plan_items[3] = items[2];
    plan_items[4] = items[3];
    plan_item_tables[0] = table_of("items", plan_items, 5, 2);
    static const char* const cash_plans[] = {"A", "B"};
    static const char* const cash_starts[] = {"2024-01-01", "2024-01-01"};
    cash_plan_columns[0] = text_column(&cells[27], "plan", cash_plans, 2);
    cash_plan_columns[1] = plan_columns[0];
    cash_plan_columns[2] = text_column(&cells[28], "start_date", cash_starts, 2);
    cash_plan_columns[3] = items[3];
    cash_columns[0] = cash_plan_columns[0];
    cash_columns[1] = items[1];
    cash_columns[1].name = "date";
    cash_columns[2] = items[2];
    cash_plan_tables[0] = table_of("plans", cash_plan_columns, 4, 2);
    cash_plan_tables[1] = table_of("cash", cash_columns, 3, 2);
    static const char* const numbers[] = {"1", "2"};
    plan_rows[0] = text_column(&cells[16], "instalment", numbers, 2);
    plan_rows[1] = items[1];
    plan_rows[2] = plan_columns[0];
    plan_rows[3] = items[2];
    plan_rows[3].name = "payment";
    plan_rows[4] = items[3];
    plan_row_tables[0] = table_of("instalments", plan_rows, 5, 2);
    static const char* const plan_names[] = {"P", "P"};
    static const char* const life_numbers[] = {"1", "2"};
    static const char* const plan_dates[] = {"2024-05-01", "2024-06-14"};
    life_columns[0] = text_column(&cells[17], "plan", plan_names, 2);
    life_columns[1] = text_column(&cells[18], "instalment", life_numbers, 2);
    life_columns[2] = text_column(&cells[19], "due_date", plan_dates, 2);
    life_columns[3] = items[2];
    life_columns[3].name = "principal";
    life_columns[4] = items[3];
    life_tables[0] = table_of("instalments", life_columns, 5, 2);
    static const char* const keys[] = {"a", "b"};
    static const char* const shares[] = {"0.5", "1"};
    portfolio_items[0] = items[1];
    portfolio_items[1] = items[2];
    portfolio_items[2] = items[3];
    portfolio_items[3] = text_column(&cells[20], "item", keys, 2);
    portfolio_items[4] = text_column(&cells[21], "take_up", shares, 2);
    portfolio_items[5] = text_column(&cells[22], "cost_of_capital", aprs, 2);
    static const char* const horizons[] = {"0"};
    static const char* const tiers[] = {"0.001"};
    portfolio_offers[0] = text_column(&cells[23], "discount_rate", tiers, 1);
    portfolio_offers[1] = text_column(&cells[24], "days", horizons, 1);
    portfolio_tables[0] = table_of("offers", portfolio_offers, 2, 1);
    portfolio_tables[1] = table_of("items", portfolio_items, 6, 2);
    // What a ledger does not say of its customers, so that options may be missing.
    static const char* const debtors[] = {"Adler", "Birke"};
    portfolio_customers[0] = text_column(&portfolio_cells, "customer", debtors, 2);
    portfolio_customers[1] = portfolio_items[4];
    portfolio_customers[2] = portfolio_items[5];
    ledger_portfolio_tables[0] = portfolio_tables[0];
    ledger_portfolio_tables[1] = table_of("customers", portfolio_customers, 3, 2);
    exposure_columns[0] = portfolio_customers[0];
    exposure_columns[1] = text_column(&exposure_cells, "limit", amounts, 2);
    exposure_columns[2] = items[3];
    exposure_tables[0] = table_of("limits", exposure_columns, 3, 2);
    static const char* const offered[] = {"2/10 net 30", "net 30"};
    offered_columns[0] = text_column(&cells[25], "customer", keys, 2);
    offered_columns[1] = terms_columns[1];
    offered_columns[2] = items[2];
    offered_columns[3] = items[3];
    offered_columns[4] = text_column(&cells[26], "terms", offered, 2);
    offered_documents = table_of("documents", offered_columns, 5, 2);
    static const char* const regions[] = {"north", "south", "north", "south"};
    static const char* const outcomes[] = {"0", "1", "0", "0"};
    static const char* const bin_features[] = {"region", "region"};
    static const char* const bin_numbers[] = {"0", "1"};
    static const char* const bin_kinds[] = {"categories", "missing"};
    static const char* const north[] = {"north"};
    static const double bin_woe[] = {0.5, -0.5};
    binning_features[0] = text_column(&binning_cells[0], "region", regions, 4);
    binning_outcomes[0] = text_column(&binning_cells[1], "outcome", outcomes, 4);
    binning_tables[0] = table_of("features", binning_features, 1, 4);
    binning_tables[1] = table_of("outcomes", binning_outcomes, 1, 4);
    typed_bins[0] = text_column(&binning_cells[2], "feature", bin_features, 2);
    typed_bins[1] = text_column(&binning_cells[3], "bin", bin_numbers, 2);
    typed_bins[2] = text_column(&binning_cells[4], "kind", bin_kinds, 2);
    typed_bins[3] = plain_column("woe", OI_COLUMN_FLOAT64, &bin_woe[0]);
    typed_categories[0] = typed_bins[0];
    typed_categories[1] = typed_bins[1];
    typed_categories[2] = text_column(&binning_cells[5], "category", north, 1);
    typed_tables[0] = table_of("bins", typed_bins, 4, 2);
    typed_tables[1] = table_of("categories", typed_categories, 3, 1);
    card_columns[0] = typed_bins[0];
    card_columns[1] = typed_bins[1];
    card_columns[2] = typed_bins[2];
    card_columns[3] = plain_column("points", OI_COLUMN_FLOAT64, &bin_woe[0]);
    card_tables[0] = table_of("card", card_columns, 4, 2);
    card_tables[1] = typed_tables[1];
    card_rows = table_of("features", binning_features, 1, 1);  // the region that has a bin
    static const char* const class_names[] = {"low", "high"};
    static const double class_bounds[] = {NAN, 0.25};
    static const char* const periods[] = {"a", "a", "b", "b"};
    // Neither region tells the outcomes apart without error, so that defaults do.
    static const char* const fit_regions[] = {"n", "n", "n", "n", "s", "s", "s", "s"};
    static const char* const fit_outcomes[] = {"0", "0", "0", "1", "1", "1", "1", "0"};
    fit_columns[0] = text_column(&card_cells[3], "region", fit_regions, 8);
    fit_columns[1] = text_column(&card_cells[4], "outcome", fit_outcomes, 8);
    fit_tables[0] = table_of("features", &fit_columns[0], 1, 8);
    fit_tables[1] = table_of("outcomes", &fit_columns[1], 1, 8);
    class_columns[0] = text_column(&card_cells[0], "class", class_names, 2);
    class_columns[1] = plain_column("lower", OI_COLUMN_FLOAT64, &class_bounds[0]);
    class_tables[0] = table_of("classes", class_columns, 2, 2);
    validated_columns[0] = binning_outcomes[0];
    validated_columns[1] = text_column(&card_cells[1], "period", periods, 4);
    validated_tables[0] = card_rows;  // one row, of the period of development
    validated_tables[1] = table_of("outcomes", validated_columns, 2, 1);
    decision_columns[0] = text_column(&card_cells[2], "from_class", class_names, 2);
    decision_columns[1] = text_column(&card_cells[2], "to_class", class_names, 2);
    decision_tables[0] = table_of("decisions", decision_columns, 2, 2);
    oi_error error;
    if (oi_scorecard_read(card_tables, 2, &scorecard, &error) != OI_OK)
      throw std::runtime_error(error.message);
    oi_result* json = nullptr;
    oi_column text;
    std::int64_t rows = 0;
    if (oi_scorecard_to_json(scorecard, &json, &error) != OI_OK ||
        oi_result_column(json, "json", "json", &text, &rows, &error) != OI_OK)
      throw std::runtime_error(error.message);
    card_json.assign(static_cast<const char*>(text.values),
                     static_cast<std::size_t>(static_cast<const std::int64_t*>(text.offsets)[1]));
    oi_result_release(json);
    if (oi_binning_fit(binning_tables, 2, OI_WOE_ZEROS_OVER_ONES, nullptr, &binning, nullptr, &error) !=
        OI_OK)
      throw std::runtime_error(error.message);
    additive_options.validation_share = &no_share;
    additive_options.bags = 1;
    additive_options.max_rounds = 2;
    if (oi_additive_fit(binning_tables, 2, &additive_options, &additive, nullptr, &error) != OI_OK)
      throw std::runtime_error(error.message);
    if (oi_ledger_build(&offered_documents, 1, nullptr, &offered_ledger, &error) != OI_OK)
      throw std::runtime_error(error.message);
    ledger = build_small_ledger(&error);
    if (ledger == nullptr) throw std::runtime_error(error.message);
    if (oi_calendar_named("TARGET", &calendar, &error) != OI_OK) throw std::runtime_error(error.message);
    if (oi_terms_parse("2/10 net 30", OI_TERMS_READING_NOT_SET, &terms, &error) != OI_OK)
      throw std::runtime_error(error.message);
    if (oi_aging_compute(ledger, some_day, nullptr, &aging, &error) != OI_OK)
      throw std::runtime_error(error.message);
    if (oi_aging_roll_forward(ledger, some_day, some_day, nullptr, &roll_forward, &error) != OI_OK)
      throw std::runtime_error(error.message);
  }
  ~Inputs() {
    oi_result_release(roll_forward);
    oi_result_release(aging);
    oi_calendar_release(calendar);
    oi_terms_release(terms);
    oi_scorecard_release(scorecard);
    oi_additive_release(additive);
    oi_binning_release(binning);
    oi_ledger_release(offered_ledger);
    oi_ledger_release(ledger);
  }
  Inputs(const Inputs&) = delete;
  Inputs& operator=(const Inputs&) = delete;

  small_ledger source = {};
  text_cells cells[29] = {};
  oi_column items[4] = {};
  oi_column balances[2] = {};
  oi_column control[1] = {};
  oi_column lines[2] = {};
  oi_column rates[2] = {};
  oi_column late_items[3] = {};
  oi_column reference[2] = {};
  oi_table late_tables[2] = {};
  oi_column provision_columns[2] = {};
  oi_table provision_tables[1] = {};
  oi_column movement_columns[2] = {};
  oi_table movement_tables[2] = {};
  oi_column terms_columns[4] = {};
  oi_table terms_tables[1] = {};
  oi_column discount_columns[5] = {};
  oi_table discount_tables[1] = {};
  oi_column plan_columns[3] = {};
  oi_table plan_tables[1] = {};
  oi_column cash_plan_columns[4] = {};
  oi_column cash_columns[3] = {};
  oi_table cash_plan_tables[2] = {};
  oi_column plan_items[5] = {};
  oi_table plan_item_tables[1] = {};
  oi_column plan_rows[5] = {};
  oi_table plan_row_tables[1] = {};
  oi_column life_columns[5] = {};
  oi_table life_tables[1] = {};
  oi_column portfolio_items[6] = {};
  oi_column portfolio_offers[2] = {};
  oi_table portfolio_tables[2] = {};
  text_cells portfolio_cells = {};
  oi_column portfolio_customers[3] = {};
  oi_table ledger_portfolio_tables[2] = {};
  text_cells exposure_cells = {};
  oi_column exposure_columns[3] = {};
  oi_table exposure_tables[1] = {};
  oi_column offered_columns[5] = {};
  oi_table offered_documents = {};
  oi_ledger* offered_ledger = nullptr;
  text_cells binning_cells[6] = {};
  text_cells card_cells[5] = {};
  oi_column fit_columns[2] = {};
  oi_table fit_tables[2] = {};
  oi_column class_columns[2] = {};
  oi_table class_tables[1] = {};
  oi_column validated_columns[2] = {};
  oi_table validated_tables[2] = {};
  oi_column decision_columns[2] = {};
  oi_table decision_tables[1] = {};
  oi_column binning_features[1] = {};
  oi_column binning_outcomes[1] = {};
  oi_table binning_tables[2] = {};
  oi_column typed_bins[4] = {};
  oi_column typed_categories[3] = {};
  oi_table typed_tables[2] = {};
  oi_binning* binning = nullptr;
  oi_column card_columns[4] = {};
  oi_table card_tables[2] = {};
  oi_table card_rows = {};
  oi_scorecard* scorecard = nullptr;
  std::string card_json;
  double no_share = 0;
  oi_additive_options additive_options = OI_ADDITIVE_OPTIONS_INIT;
  oi_additive* additive = nullptr;
  oi_terms* terms = nullptr;
  oi_ledger* ledger = nullptr;
  oi_calendar* calendar = nullptr;
  oi_result* aging = nullptr;
  oi_result* roll_forward = nullptr;
};

const Inputs& inputs() {
  static const Inputs made;
  return made;
}

/// The memory of one call.
struct World {
  World() {
    std::memset(&outputs, pattern, sizeof outputs);
    std::memset(&error, pattern, sizeof error);
  }

  ArrowArrayStream* const* open_streams() {
    const small_ledger& source = inputs().source;
    open_table_stream(&behind[0], source.documents, SMALL_DOCUMENT_COLUMNS, SMALL_DOCUMENTS, &streams[0]);
    open_table_stream(&behind[1], source.applications, SMALL_APPLICATION_COLUMNS, SMALL_APPLICATIONS,
                      &streams[1]);
    return stream_list;
  }

  [[nodiscard]] bool streams_consumed() const {
    return behind[0].streams_alive == 0 && behind[1].streams_alive == 0;
  }

  void release_streams() {
    for (ArrowArrayStream& stream : streams) {
      if (stream.release != nullptr) stream.release(&stream);
    }
  }

  /// Handles made for a release function that was given NULL instead.
  void release_made() {
    oi_result_release(made_result);
    oi_ledger_release(made_ledger);
    oi_calendar_release(made_calendar);
    oi_terms_release(made_terms);
    oi_additive_release(made_additive);
    oi_binning_release(made_binning);
    oi_scorecard_release(made_scorecard);
  }

  Outputs outputs;
  oi_error error;
  oi_result* made_result = nullptr;
  oi_ledger* made_ledger = nullptr;
  oi_calendar* made_calendar = nullptr;
  oi_terms* made_terms = nullptr;
  oi_additive* made_additive = nullptr;
  oi_binning* made_binning = nullptr;
  oi_scorecard* made_scorecard = nullptr;
  table_stream behind[2] = {};
  ArrowArrayStream streams[2] = {};
  ArrowArrayStream* stream_list[2] = {&streams[0], &streams[1]};
};

template <class Value>
bool is_pattern(const Value& value) {
  Value untouched;
  std::memset(static_cast<void*>(&untouched), pattern, sizeof untouched);
  return std::memcmp(&value, &untouched, sizeof untouched) == 0;
}

void release_outputs(Outputs& outputs) {
  if (!is_pattern(outputs.result)) oi_result_release(outputs.result);
  if (!is_pattern(outputs.ledger)) oi_ledger_release(outputs.ledger);
  if (!is_pattern(outputs.calendar)) oi_calendar_release(outputs.calendar);
  if (!is_pattern(outputs.terms)) oi_terms_release(outputs.terms);
  if (!is_pattern(outputs.additive)) oi_additive_release(outputs.additive);
  if (!is_pattern(outputs.binning)) oi_binning_release(outputs.binning);
  if (!is_pattern(outputs.scorecard)) oi_scorecard_release(outputs.scorecard);
  if (!is_pattern(outputs.stream)) outputs.stream.release(&outputs.stream);
}

template <class Argument>
void spoil(Argument& argument, std::size_t index, const Spoiled& how) {
  if constexpr (std::is_pointer_v<Argument>) {
    if (how.nulls.contains(index)) argument = nullptr;
    if constexpr (std::is_const_v<std::remove_pointer_t<Argument>>) {
      const auto found = how.pointers.find(index);
      if (found != how.pointers.end()) argument = static_cast<Argument>(found->second);
    }
  } else {
    const auto found = how.numbers.find(index);
    if (found != how.numbers.end()) argument = static_cast<Argument>(found->second);
  }
}

template <class Arguments, std::size_t... Index>
void spoil_all(Arguments& arguments, const Spoiled& how, std::index_sequence<Index...> /*indices*/) {
  (spoil(std::get<Index>(arguments), Index, how), ...);
}

template <class Return>
std::int64_t as_number(Return value) {
  if constexpr (std::is_pointer_v<Return>) {
    return value == nullptr ? 0 : 1;
  } else {
    return value;
  }
}

/// `make` gives the valid arguments, pointing into the world of the call.
template <class Return, class... Params, class Make>
Call call(const char* name, Return (*function)(Params...), Make make) {
  const auto run = [function, make](const Spoiled& how) {
    World world;
    std::tuple<Params...> arguments = make(world);
    spoil_all(arguments, how, std::index_sequence_for<Params...>{});
    Outcome outcome;
    if constexpr (std::is_void_v<Return>) {
      std::apply(function, arguments);
      if (how.nulls.contains(0)) world.release_made();
    } else {
      outcome.returned = as_number(std::apply(function, arguments));
    }
    constexpr bool reports = (std::is_same_v<Params, oi_error*> || ...);
    if constexpr (reports) {
      outcome.status = static_cast<oi_status>(outcome.returned);
      outcome.error = world.error;
    }
    outcome.outputs_untouched = is_pattern(world.outputs);
    outcome.streams_consumed = world.streams_consumed();
    if (outcome.status == OI_OK) release_outputs(world.outputs);
    world.release_streams();
    return outcome;
  };
  return {.name = name, .arity = sizeof...(Params), .run = run};
}

template <class... Values>
auto given(Values... values) {
  return std::make_tuple(values...);
}

void add_result_calls(std::vector<Call>& list) {
  list.push_back(call("oi_version", oi_version, [](World&) { return given(); }));
  list.push_back(call("oi_status_name", oi_status_name, [](World&) { return given(OI_INVALID_DATA); }));
  list.push_back(
      call("oi_result_table_count", oi_result_table_count, [](World&) { return given(inputs().aging); }));
  list.push_back(
      call("oi_result_table_name", oi_result_table_name, [](World&) { return given(inputs().aging, 0); }));
  list.push_back(call("oi_result_column_count", oi_result_column_count,
                      [](World&) { return given(inputs().aging, "rows"); }));
  list.push_back(call("oi_result_column_name", oi_result_column_name,
                      [](World&) { return given(inputs().aging, "rows", 0); }));
  list.push_back(call("oi_result_column", oi_result_column, [](World& w) {
    return given(inputs().aging, "rows", "total", &w.outputs.view, &w.outputs.integers[0], &w.error);
  }));
  list.push_back(call("oi_result_to_arrow", oi_result_to_arrow, [](World& w) {
    return given(inputs().aging, "rows", OI_MONEY_AS_DECIMAL, &w.outputs.stream, &w.error);
  }));
  list.push_back(call("oi_result_release", oi_result_release, [](World& w) {
    (void)oi_ledger_check(inputs().ledger, &w.made_result, nullptr);
    return given(w.made_result);
  }));
}

const std::int64_t weights[] = {7, 3};
const char* const decimal_weights[] = {"0.7", "0.3"};

void add_money_calls(std::vector<Call>& list) {
  list.push_back(call("oi_currency_describe", oi_currency_describe, [](World& w) {
    return given("EUR", &w.outputs.small[0], &w.outputs.numeric[0], &w.error);
  }));
  list.push_back(call("oi_money_parse", oi_money_parse,
                      [](World& w) { return given("12.34", "EUR", &w.outputs.integers[0], &w.error); }));
  list.push_back(call("oi_money_format", oi_money_format, [](World& w) {
    return given(1234, "EUR", &w.outputs.text[0], std::int64_t{sizeof w.outputs.text}, &w.error);
  }));
  list.push_back(call("oi_decimal_round", oi_decimal_round, [](World& w) {
    return given("0.125", 2, OI_ROUND_HALF_UP, &w.outputs.text[0], std::int64_t{sizeof w.outputs.text},
                 &w.error);
  }));
  list.push_back(call("oi_money_round_power_of_ten", oi_money_round_power_of_ten, [](World& w) {
    return given(1250, 2, OI_ROUND_HALF_UP, &w.outputs.integers[0], &w.error);
  }));
  list.push_back(call("oi_money_round_cash", oi_money_round_cash, [](World& w) {
    return given("1.025", "0.05", "CHF", OI_ROUND_HALF_UP, &w.outputs.integers[0], &w.error);
  }));
  list.push_back(call("oi_money_multiply_divide", oi_money_multiply_divide, [](World& w) {
    return given(7, 5, 2, OI_ROUND_HALF_UP, &w.outputs.integers[0], &w.error);
  }));
  list.push_back(call("oi_money_allocate", oi_money_allocate, [](World& w) {
    return given(5, &weights[0], 2, OI_ALLOCATE_SYMMETRIC, &w.outputs.integers[0], &w.error);
  }));
  list.push_back(call("oi_money_allocate_decimal", oi_money_allocate_decimal, [](World& w) {
    return given(5, &decimal_weights[0], 2, OI_ALLOCATE_SYMMETRIC, &w.outputs.integers[0], &w.error);
  }));
  list.push_back(call("oi_money_allocate_equal", oi_money_allocate_equal, [](World& w) {
    return given(5, 2, OI_ALLOCATE_SYMMETRIC, &w.outputs.integers[0], &w.error);
  }));
}

void add_time_calls(std::vector<Call>& list) {
  list.push_back(call("oi_day_from_civil", oi_day_from_civil,
                      [](World& w) { return given(2024, 6, 30, &w.outputs.small[0], &w.error); }));
  list.push_back(call("oi_day_to_civil", oi_day_to_civil, [](World& w) {
    return given(some_day, &w.outputs.small[0], &w.outputs.small[1], &w.outputs.small[2], &w.error);
  }));
  list.push_back(call("oi_day_parse", oi_day_parse, [](World& w) {
    return given("2024-06-30", "%Y-%m-%d", &w.outputs.small[0], &w.error);
  }));
  list.push_back(call("oi_day_format", oi_day_format, [](World& w) {
    return given(some_day, "%Y-%m-%d", &w.outputs.text[0], std::int64_t{sizeof w.outputs.text}, &w.error);
  }));
  list.push_back(call("oi_day_add_months", oi_day_add_months,
                      [](World& w) { return given(some_day, 1, &w.outputs.small[0], &w.error); }));
  list.push_back(call("oi_day_month_end", oi_day_month_end,
                      [](World& w) { return given(some_day, &w.outputs.small[0], &w.error); }));
}

const oi_day first_days[] = {some_day, some_day + 1};
const oi_day last_days[] = {some_day + 30, some_day + 366};
const std::int32_t day_steps[] = {1, -3};
const oi_holiday_rule holiday_rules[] = {
    {OI_HOLIDAY_FIXED, 12, 25, 0, 0, 0, OI_HOLIDAY_STAYS, 1900, 9999, 0}};
const oi_schedule_options schedule_options = OI_SCHEDULE_OPTIONS_INIT;
const oi_day_count_options day_count_options = OI_DAY_COUNT_OPTIONS_INIT;

void add_calendar_calls(std::vector<Call>& list) {
  list.push_back(call("oi_calendar_named", oi_calendar_named,
                      [](World& w) { return given("UK", &w.outputs.calendar, &w.error); }));
  list.push_back(call("oi_calendar_from_holidays", oi_calendar_from_holidays, [](World& w) {
    return given(&first_days[0], 2, 96, &first_days[0], &last_days[1], &w.outputs.calendar, &w.error);
  }));
  list.push_back(call("oi_calendar_from_rules", oi_calendar_from_rules, [](World& w) {
    return given(&holiday_rules[0], 1, 96, 2000, 2030, &w.outputs.calendar, &w.error);
  }));
  list.push_back(call("oi_calendar_join", oi_calendar_join, [](World& w) {
    static const oi_calendar* const calendars[] = {inputs().calendar, inputs().calendar};
    return given(&calendars[0], 2, OI_CALENDAR_ALL_OPEN, &w.outputs.calendar, &w.error);
  }));
  list.push_back(call("oi_calendar_release", oi_calendar_release, [](World& w) {
    (void)oi_calendar_from_holidays(&first_days[0], 1, 96, nullptr, nullptr, &w.made_calendar, nullptr);
    return given(w.made_calendar);
  }));
  list.push_back(call("oi_calendar_known", oi_calendar_known, [](World& w) {
    return given(inputs().calendar, &w.outputs.small[0], &w.outputs.small[1], &w.error);
  }));
  list.push_back(call("oi_calendar_is_business_day", oi_calendar_is_business_day, [](World& w) {
    return given(inputs().calendar, some_day, &w.outputs.small[0], &w.error);
  }));
  list.push_back(call("oi_calendar_is_holiday", oi_calendar_is_holiday, [](World& w) {
    return given(inputs().calendar, some_day, &w.outputs.small[0], &w.error);
  }));
  list.push_back(call("oi_calendar_holidays", oi_calendar_holidays, [](World& w) {
    return given(inputs().calendar, 2024, 1, &w.outputs.small[0], std::int64_t{8}, &w.outputs.integers[0],
                 &w.error);
  }));
  list.push_back(call("oi_calendar_adjust", oi_calendar_adjust, [](World& w) {
    return given(inputs().calendar, &first_days[0], std::int64_t{2}, OI_BUSINESS_DAY_FOLLOWING,
                 &w.outputs.small[0], &w.error);
  }));
  list.push_back(call("oi_calendar_add_business_days", oi_calendar_add_business_days, [](World& w) {
    return given(inputs().calendar, &first_days[0], &day_steps[0], std::int64_t{2}, &w.outputs.small[0],
                 &w.error);
  }));
  list.push_back(call("oi_calendar_count_business_days", oi_calendar_count_business_days, [](World& w) {
    return given(inputs().calendar, &first_days[0], &last_days[0], std::int64_t{2}, 1, 0, &w.outputs.small[0],
                 &w.error);
  }));
}

void add_schedule_calls(std::vector<Call>& list) {
  list.push_back(call("oi_schedule_options_init", oi_schedule_options_init,
                      [](World& w) { return given(&w.outputs.schedule_options, &w.error); }));
  list.push_back(call("oi_schedule_compute", oi_schedule_compute, [](World& w) {
    return given(some_day, some_day + 4, 1, OI_PERIOD_DAYS, &schedule_options, &w.outputs.small[0],
                 std::int64_t{8}, &w.outputs.integers[0], &w.error);
  }));
  list.push_back(call("oi_schedule_compute_rows", oi_schedule_compute_rows, [](World& w) {
    return given(&first_days[0], std::int64_t{2}, 1, 1, OI_PERIOD_MONTHS, &schedule_options,
                 &w.outputs.small[0], &w.error);
  }));
  list.push_back(call("oi_day_count_options_init", oi_day_count_options_init,
                      [](World& w) { return given(&w.outputs.day_count_options, &w.error); }));
  list.push_back(call("oi_day_count_days", oi_day_count_days, [](World& w) {
    return given(&first_days[0], &last_days[0], std::int64_t{2}, OI_DAY_COUNT_ACT_360, &day_count_options,
                 &w.outputs.small[0], &w.error);
  }));
  list.push_back(call("oi_day_count_year_fractions", oi_day_count_year_fractions, [](World& w) {
    return given(&first_days[0], &last_days[0], std::int64_t{2}, OI_DAY_COUNT_ACT_ACT_ISDA,
                 &day_count_options, &w.outputs.rates[0], &w.outputs.integers[0], &w.outputs.integers[2],
                 &w.error);
  }));
}

const oi_ledger_options ledger_options = OI_LEDGER_OPTIONS_INIT;
const oi_aging_options aging_options = OI_AGING_OPTIONS_INIT;
const oi_aging_series_options aging_series_options = OI_AGING_SERIES_OPTIONS_INIT;
const oi_hierarchy_options hierarchy_options = OI_HIERARCHY_OPTIONS_INIT;
const oi_roll_forward_options roll_forward_options = OI_ROLL_FORWARD_OPTIONS_INIT;
const oi_statement_options statement_options = OI_STATEMENT_OPTIONS_INIT;
const oi_day series_days[] = {some_day, some_day + 31};
const oi_item_options item_options = OI_ITEM_OPTIONS_INIT;
const oi_sample_options sample_options = OI_SAMPLE_OPTIONS_INIT;
const char* const stream_names[] = {"documents", "applications"};

void add_ledger_calls(std::vector<Call>& list) {
  list.push_back(call("oi_ledger_options_init", oi_ledger_options_init,
                      [](World& w) { return given(&w.outputs.ledger_options, &w.error); }));
  list.push_back(call("oi_ledger_build", oi_ledger_build, [](World& w) {
    return given(&inputs().source.tables[0], 2, &ledger_options, &w.outputs.ledger, &w.error);
  }));
  list.push_back(call("oi_ledger_build_arrow", oi_ledger_build_arrow, [](World& w) {
    return given(w.open_streams(), &stream_names[0], 2, &ledger_options, &w.outputs.ledger, &w.error);
  }));
  list.push_back(call("oi_ledger_count", oi_ledger_count, [](World& w) {
    std::int64_t* out = w.outputs.integers;
    return given(inputs().ledger, out, out + 1, out + 2, out + 3, &w.error);
  }));
  list.push_back(call("oi_ledger_check", oi_ledger_check,
                      [](World& w) { return given(inputs().ledger, &w.outputs.result, &w.error); }));
  list.push_back(call("oi_ledger_release", oi_ledger_release, [](World& w) {
    w.made_ledger = build_small_ledger(&w.error);
    return given(w.made_ledger);
  }));
}

const oi_aging_cell every_cell = {};

void add_aging_calls(std::vector<Call>& list) {
  list.push_back(call("oi_aging_options_init", oi_aging_options_init,
                      [](World& w) { return given(&w.outputs.aging_options, &w.error); }));
  list.push_back(call("oi_item_options_init", oi_item_options_init,
                      [](World& w) { return given(&w.outputs.item_options, &w.error); }));
  list.push_back(call("oi_aging_compute", oi_aging_compute, [](World& w) {
    return given(inputs().ledger, some_day, &aging_options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_aging_series_options_init", oi_aging_series_options_init,
                      [](World& w) { return given(&w.outputs.aging_series_options, &w.error); }));
  list.push_back(call("oi_aging_compute_series", oi_aging_compute_series, [](World& w) {
    return given(inputs().ledger, &series_days[0], 2, &aging_options, &aging_series_options,
                 &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_hierarchy_options_init", oi_hierarchy_options_init,
                      [](World& w) { return given(&w.outputs.hierarchy_options, &w.error); }));
  list.push_back(call("oi_aging_compute_hierarchy", oi_aging_compute_hierarchy, [](World& w) {
    return given(inputs().ledger, some_day, &aging_options, &hierarchy_options, &inputs().items[0], 0, 0,
                 &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_roll_forward_options_init", oi_roll_forward_options_init,
                      [](World& w) { return given(&w.outputs.roll_forward_options, &w.error); }));
  list.push_back(call("oi_aging_roll_forward", oi_aging_roll_forward, [](World& w) {
    return given(inputs().ledger, some_day, some_day, &roll_forward_options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_statement_options_init", oi_statement_options_init,
                      [](World& w) { return given(&w.outputs.statement_options, &w.error); }));
  list.push_back(call("oi_aging_compute_statement", oi_aging_compute_statement, [](World& w) {
    return given(inputs().ledger, some_day, some_day, &aging_options, &statement_options, &w.outputs.result,
                 &w.error);
  }));
  list.push_back(call("oi_aging_compare_control_account", oi_aging_compare_control_account, [](World& w) {
    return given(inputs().roll_forward, &inputs().control[0], 1, 1, OI_MONEY_EXACT, &w.outputs.result,
                 &w.error);
  }));
  list.push_back(call("oi_aging_compute_items", oi_aging_compute_items, [](World& w) {
    return given(&inputs().items[0], 4, 2, some_day, &aging_options, &item_options, &w.outputs.result,
                 &w.error);
  }));
  list.push_back(call("oi_aging_list_items", oi_aging_list_items, [](World& w) {
    return given(inputs().ledger, some_day, &aging_options, &every_cell, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_aging_bucket", oi_aging_bucket, [](World& w) {
    return given(some_day, some_day, &aging_options, &w.outputs.text[0], std::int64_t{sizeof w.outputs.text},
                 &w.error);
  }));
  list.push_back(call("oi_aging_compare_balances", oi_aging_compare_balances, [](World& w) {
    return given(inputs().aging, &inputs().balances[0], 2, 2, OI_MONEY_EXACT, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_aging_compare_general_ledger", oi_aging_compare_general_ledger, [](World& w) {
    return given(inputs().ledger, some_day, &inputs().lines[0], 2, 2, OI_MONEY_EXACT, &some_day,
                 &w.outputs.result, &w.error);
  }));
}

const oi_revaluation_options revaluation_options = {
    std::int64_t{sizeof(oi_revaluation_options)}, 0, 0, nullptr, nullptr, "EUR"};

void add_revaluation_calls(std::vector<Call>& list) {
  list.push_back(call("oi_revaluation_options_init", oi_revaluation_options_init,
                      [](World& w) { return given(&w.outputs.revaluation_options, &w.error); }));
  list.push_back(call("oi_revaluation_compute", oi_revaluation_compute, [](World& w) {
    return given(inputs().ledger, some_day, &inputs().rates[0], 2, 1, &revaluation_options, &w.outputs.result,
                 &w.error);
  }));
}

const oi_exposure_options exposure_options = OI_EXPOSURE_OPTIONS_INIT;

void add_exposure_calls(std::vector<Call>& list) {
  list.push_back(call("oi_exposure_options_init", oi_exposure_options_init,
                      [](World& w) { return given(&w.outputs.exposure_options, &w.error); }));
  list.push_back(call("oi_exposure_compute", oi_exposure_compute, [](World& w) {
    return given(inputs().ledger, some_day, &inputs().exposure_tables[0], 1, &exposure_options,
                 &w.outputs.result, &w.error);
  }));
}

const oi_behaviour_options behaviour_options = OI_BEHAVIOUR_OPTIONS_INIT;

void add_behaviour_calls(std::vector<Call>& list) {
  list.push_back(call("oi_behaviour_options_init", oi_behaviour_options_init,
                      [](World& w) { return given(&w.outputs.behaviour_options, &w.error); }));
  list.push_back(call("oi_behaviour_compute", oi_behaviour_compute, [](World& w) {
    return given(inputs().ledger, &series_days[0], 2, &behaviour_options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_behaviour_compute_invoices", oi_behaviour_compute_invoices, [](World& w) {
    return given(inputs().ledger, &behaviour_options, &w.outputs.result, &w.error);
  }));
}

const oi_outcome_options outcome_options = OI_OUTCOME_OPTIONS_INIT;

void add_outcome_calls(std::vector<Call>& list) {
  list.push_back(call("oi_outcome_options_init", oi_outcome_options_init,
                      [](World& w) { return given(&w.outputs.outcome_options, &w.error); }));
  list.push_back(call("oi_outcome_compute", oi_outcome_compute, [](World& w) {
    return given(inputs().ledger, &series_days[0], 2, &outcome_options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_outcome_compute_invoices", oi_outcome_compute_invoices, [](World& w) {
    return given(inputs().ledger, &outcome_options, &w.outputs.result, &w.error);
  }));
}

const oi_collection_curves_options curve_options = OI_COLLECTION_CURVES_OPTIONS_INIT;

void add_collection_curve_calls(std::vector<Call>& list) {
  list.push_back(call("oi_collection_curves_options_init", oi_collection_curves_options_init,
                      [](World& w) { return given(&w.outputs.curve_options, &w.error); }));
  list.push_back(call("oi_collection_curves_compute", oi_collection_curves_compute, [](World& w) {
    return given(inputs().ledger, some_day, &curve_options, &w.outputs.result, &w.error);
  }));
}

const oi_kpi_options kpi_options = OI_KPI_OPTIONS_INIT;

void add_ledger_kpi_calls(std::vector<Call>& list) {
  list.push_back(call("oi_kpi_options_init", oi_kpi_options_init,
                      [](World& w) { return given(&w.outputs.kpi_options, &w.error); }));
  list.push_back(call("oi_kpi_calendar_periods", oi_kpi_calendar_periods, [](World& w) {
    return given(some_day, some_day, OI_KPI_MONTH, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_kpi_compute", oi_kpi_compute, [](World& w) {
    return given(inputs().ledger, &some_day, &some_day, 1, &kpi_options, &w.outputs.result, &w.error);
  }));
}

const std::int64_t some_amounts[] = {1000, 2000};
const std::int64_t shares[] = {600'000'000, 400'000'000};
const std::int32_t some_days[] = {30, 31};

void add_kpi_calls(std::vector<Call>& list) {
  list.push_back(call("oi_kpi_definitions", oi_kpi_definitions,
                      [](World& w) { return given(&w.outputs.result, &w.error); }));
  list.push_back(call("oi_kpi_dso", oi_kpi_dso, [](World& w) {
    return given(&some_amounts[0], 2, std::int64_t{1000}, 30, OI_KPI_RECEIVABLES_AVERAGE,
                 &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_best_possible_dso", oi_kpi_best_possible_dso, [](World& w) {
    return given(&some_amounts[0], 2, std::int64_t{1000}, 30, OI_KPI_RECEIVABLES_AVERAGE,
                 &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_delinquent_dso", oi_kpi_delinquent_dso, [](World& w) {
    return given(&some_amounts[0], 2, std::int64_t{1000}, 30, OI_KPI_RECEIVABLES_AVERAGE,
                 &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_countback_dso", oi_kpi_countback_dso, [](World& w) {
    return given(std::int64_t{1000}, &some_amounts[0], &some_days[0], 2, OI_KPI_EMPTY_MONTHS_SKIPPED,
                 OI_KPI_HISTORY_MISSING, &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_sales_weighted_dso", oi_kpi_sales_weighted_dso, [](World& w) {
    return given(&some_amounts[0], &some_amounts[0], &some_days[0], 2, &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_true_dso", oi_kpi_true_dso, [](World& w) {
    return given(&some_amounts[0], &some_days[0], std::int64_t{2}, OI_KPI_CREDITS_NETTED,
                 &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_average_days_delinquent", oi_kpi_average_days_delinquent,
                      [](World& w) { return given(5.0, 3.0, &w.outputs.figures[0], &w.error); }));
  list.push_back(call("oi_kpi_weighted_average_days", oi_kpi_weighted_average_days, [](World& w) {
    return given(&some_amounts[0], &some_days[0], std::int64_t{2}, OI_KPI_DAYS_TO_PAY, &w.outputs.figures[0],
                 &w.error);
  }));
  list.push_back(call("oi_kpi_weighted_days_past_due", oi_kpi_weighted_days_past_due, [](World& w) {
    return given(&some_amounts[0], &some_days[0], std::int64_t{2}, OI_KPI_WEIGHTS_ALL_ITEMS,
                 &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_cei", oi_kpi_cei, [](World& w) {
    return given(std::int64_t{1000}, std::int64_t{1000}, std::int64_t{1000}, std::int64_t{1000}, 3,
                 OI_KPI_CEI_PERIOD_AVERAGE, &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_turnover", oi_kpi_turnover, [](World& w) {
    return given(std::int64_t{1000}, &some_amounts[0], 2, OI_KPI_RECEIVABLES_AVERAGE, &w.outputs.figures[0],
                 &w.error);
  }));
  list.push_back(call("oi_kpi_average_collection_period", oi_kpi_average_collection_period, [](World& w) {
    return given(std::int64_t{1000}, &some_amounts[0], 2, 30, OI_KPI_RECEIVABLES_AVERAGE,
                 &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_promise_kept_rate", oi_kpi_promise_kept_rate, [](World& w) {
    return given(&some_amounts[0], &some_amounts[0], &some_days[0], std::int64_t{2}, OI_KPI_PROMISES_BY_COUNT,
                 1, OI_KPI_PARTIAL_BROKEN, &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_operating_cost_to_sales", oi_kpi_operating_cost_to_sales, [](World& w) {
    return given(std::int64_t{1000}, std::int64_t{1000}, &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_cost_to_collect", oi_kpi_cost_to_collect, [](World& w) {
    return given(std::int64_t{1000}, std::int64_t{1000}, &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_bad_debt_ratio", oi_kpi_bad_debt_ratio, [](World& w) {
    return given(std::int64_t{1000}, std::int64_t{1000}, std::int64_t{1000}, OI_KPI_RECOVERIES_NET,
                 &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_write_off_ratio", oi_kpi_write_off_ratio, [](World& w) {
    return given(std::int64_t{1000}, std::int64_t{1000}, std::int64_t{1000}, OI_KPI_RECOVERIES_NET,
                 OI_KPI_WRITE_OFFS_TO_CREDIT_SALES, &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_recovery_rate", oi_kpi_recovery_rate, [](World& w) {
    return given(std::int64_t{1000}, std::int64_t{1000}, &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_deductions_outstanding", oi_kpi_deductions_outstanding, [](World& w) {
    return given(std::int64_t{1000}, std::int64_t{1000}, 30, OI_KPI_DEDUCTIONS_VALUE, &w.outputs.figures[0],
                 &w.error);
  }));
  list.push_back(call("oi_kpi_dispute_share", oi_kpi_dispute_share, [](World& w) {
    return given(std::int64_t{1000}, std::int64_t{1000}, &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_past_due_share", oi_kpi_past_due_share, [](World& w) {
    return given(std::int64_t{1000}, std::int64_t{1000}, &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_aging_percentages", oi_kpi_aging_percentages, [](World& w) {
    return given(&some_amounts[0], std::int64_t{2}, &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_hhi", oi_kpi_hhi, [](World& w) {
    return given(&some_amounts[0], std::int64_t{2}, OI_KPI_NEGATIVE_EXCLUDED, OI_KPI_HHI_FRACTION,
                 &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_hhi_from_shares", oi_kpi_hhi_from_shares, [](World& w) {
    return given(&shares[0], std::int64_t{2}, OI_KPI_HHI_FRACTION, &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_top_n_share", oi_kpi_top_n_share, [](World& w) {
    return given(&some_amounts[0], std::int64_t{2}, std::int64_t{1}, OI_KPI_NEGATIVE_EXCLUDED,
                 &w.outputs.figures[0], &w.error);
  }));
  list.push_back(call("oi_kpi_gini", oi_kpi_gini, [](World& w) {
    return given(&some_amounts[0], std::int64_t{2}, OI_KPI_NEGATIVE_EXCLUDED, &w.outputs.figures[0],
                 &w.error);
  }));
}

const oi_roll_rate_options roll_rate_options = OI_ROLL_RATE_OPTIONS_INIT;
const double roll_rates[] = {0.5, 0.25};

void add_roll_rate_calls(std::vector<Call>& list) {
  list.push_back(call("oi_roll_rate_options_init", oi_roll_rate_options_init,
                      [](World& w) { return given(&w.outputs.roll_rate_options, &w.error); }));
  list.push_back(call("oi_roll_rates_compute", oi_roll_rates_compute, [](World& w) {
    return given(inputs().ledger, &series_days[0], 2, &aging_options, &roll_rate_options, &w.outputs.result,
                 &w.error);
  }));
  list.push_back(call("oi_roll_rate", oi_roll_rate, [](World& w) {
    return given(std::int64_t{100}, std::int64_t{20}, &w.outputs.rates[0], &w.outputs.small[0], &w.error);
  }));
  list.push_back(call("oi_loss_rate_chain", oi_loss_rate_chain,
                      [](World& w) { return given(&roll_rates[0], 2, 1.0, &w.outputs.rates[0], &w.error); }));
}

const oi_bridge_options bridge_options = OI_BRIDGE_OPTIONS_INIT;

void add_bridge_calls(std::vector<Call>& list) {
  list.push_back(call("oi_bridge_options_init", oi_bridge_options_init,
                      [](World& w) { return given(&w.outputs.bridge_options, &w.error); }));
  list.push_back(call("oi_bridge_compute", oi_bridge_compute, [](World& w) {
    return given(inputs().ledger, some_day - 30, some_day, &bridge_options, &w.outputs.result, &w.error);
  }));
}

void add_provision_calls(std::vector<Call>& list) {
  static const std::int64_t balances[] = {10000, 5000};
  static const std::int64_t rates[] = {3000000, 500000000};
  static const oi_provision_matrix_options matrix_options = OI_PROVISION_MATRIX_OPTIONS_INIT;
  list.push_back(call("oi_provision_matrix_options_init", oi_provision_matrix_options_init,
                      [](World& w) { return given(&w.outputs.provision_matrix_options, &w.error); }));
  list.push_back(call("oi_provision_compute_matrix", oi_provision_compute_matrix, [](World& w) {
    return given(&balances[0], &rates[0], 2, &matrix_options, &w.outputs.integers[0], &w.outputs.integers[2],
                 &w.outputs.integers[4], &w.outputs.integers[5], &w.error);
  }));
  static const oi_provision_options provision_options = OI_PROVISION_OPTIONS_INIT;
  list.push_back(call("oi_provision_options_init", oi_provision_options_init,
                      [](World& w) { return given(&w.outputs.provision_options, &w.error); }));
  list.push_back(call("oi_provision_compute", oi_provision_compute, [](World& w) {
    return given(inputs().ledger, some_day, &inputs().provision_tables[0], 1, &aging_options,
                 &provision_options, &w.outputs.result, &w.error);
  }));
  static const oi_provision_movement_options movement_options = OI_PROVISION_MOVEMENT_OPTIONS_INIT;
  list.push_back(call("oi_provision_movement_options_init", oi_provision_movement_options_init,
                      [](World& w) { return given(&w.outputs.provision_movement_options, &w.error); }));
  list.push_back(call("oi_provision_compute_movement", oi_provision_compute_movement, [](World& w) {
    return given(&inputs().movement_tables[0], 2, &movement_options, &w.outputs.result, &w.error);
  }));
  list.push_back(
      call("oi_provision_compute_ledger_movement", oi_provision_compute_ledger_movement, [](World& w) {
        return given(inputs().ledger, some_day, some_day, &inputs().movement_tables[0], 2, &movement_options,
                     &w.outputs.result, &w.error);
      }));
  static const oi_loss_rate_options loss_rate_options = OI_LOSS_RATE_OPTIONS_INIT;
  static const oi_aging_options no_aging_options = OI_AGING_OPTIONS_INIT;
  list.push_back(call("oi_loss_rate_options_init", oi_loss_rate_options_init,
                      [](World& w) { return given(&w.outputs.loss_rate_options, &w.error); }));
  list.push_back(call("oi_provision_compute_loss_rates", oi_provision_compute_loss_rates, [](World& w) {
    return given(inputs().ledger, some_day, some_day, some_day, &no_aging_options, &loss_rate_options,
                 &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_provision_compute_charge", oi_provision_compute_charge, [](World& w) {
    return given(std::int64_t{7500}, std::int64_t{8500}, std::int64_t{100}, std::int64_t{0},
                 std::int64_t{7310}, OI_RECOVERY_PROFIT_OR_LOSS, &w.outputs.integers[0],
                 &w.outputs.integers[1], &w.outputs.integers[2], &w.error);
  }));
}

const oi_day flow_days[] = {19723, 20088};
const double flow_amounts[] = {-100.0, 110.0};
const double credit_amounts[] = {100.0, 110.0};
const double credit_years[] = {0.0, 1.0};
const double discount_rates[] = {0.05};
const std::int64_t flow_offsets[] = {0, 2};
const oi_cashflow_flows flows = {flow_days, flow_amounts, nullptr, flow_offsets, 1, 2};
const double annuity_numbers[] = {0.01, 12.0, 1000.0};
const oi_annuity_columns annuity_columns = {{&annuity_numbers[0], 1},
                                            {&annuity_numbers[1], 1},
                                            {nullptr, 0},
                                            {&annuity_numbers[2], 1},
                                            {nullptr, 0},
                                            {nullptr, 0},
                                            {nullptr, 0},
                                            nullptr,
                                            0};
const oi_unit_period_flow credit_advance = {100.0, 0.0, 0, 0};
const oi_unit_period_flow credit_payment = {110.0, 0.0, 1, 0};
const oi_yield_options yield_options = OI_YIELD_OPTIONS_INIT;

void add_yield_calls(std::vector<Call>& list) {
  list.push_back(call("oi_yield_status_name", oi_yield_status_name, [](World&) { return given(1); }));
  list.push_back(call("oi_yield_options_init", oi_yield_options_init,
                      [](World& w) { return given(&w.outputs.yield_options, &w.error); }));
  list.push_back(call("oi_cashflow_npv", oi_cashflow_npv, [](World& w) {
    return given(0.05, &flow_amounts[0], 2, OI_FIRST_PERIOD_NOW, &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_cashflow_xnpv", oi_cashflow_xnpv, [](World& w) {
    return given(0.05, &flow_days[0], &flow_amounts[0], 2, &yield_options, &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_cashflow_irr", oi_cashflow_irr, [](World& w) {
    return given(&flow_amounts[0], 2, &yield_options, &w.outputs.yields[0], &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_cashflow_xirr", oi_cashflow_xirr, [](World& w) {
    return given(&flow_days[0], &flow_amounts[0], 2, &yield_options, &w.outputs.yields[0],
                 &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_cashflow_compute_yields", oi_cashflow_compute_yields, [](World& w) {
    return given(&flows, &yield_options, &w.outputs.yields[0], &w.error);
  }));
  list.push_back(call("oi_cashflow_compute_present_values", oi_cashflow_compute_present_values, [](World& w) {
    return given(&flows, &discount_rates[0], 1, &yield_options, &w.outputs.numbers[0], &w.error);
  }));
}

void add_annuity_calls(std::vector<Call>& list) {
  list.push_back(call("oi_cashflow_pv", oi_cashflow_pv, [](World& w) {
    return given(0.01, 12.0, -100.0, 0.0, OI_PAYMENT_END, &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_cashflow_fv", oi_cashflow_fv, [](World& w) {
    return given(0.01, 12.0, -100.0, 0.0, OI_PAYMENT_END, &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_cashflow_pmt", oi_cashflow_pmt, [](World& w) {
    return given(0.01, 12.0, 1000.0, 0.0, OI_PAYMENT_END, &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_cashflow_nper", oi_cashflow_nper, [](World& w) {
    return given(0.01, -100.0, 1000.0, 0.0, OI_PAYMENT_END, &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_cashflow_rate", oi_cashflow_rate, [](World& w) {
    return given(std::int64_t{12}, -100.0, 1000.0, 0.0, OI_PAYMENT_END, &yield_options, &w.outputs.yields[0],
                 &w.error);
  }));
  list.push_back(call("oi_cashflow_ipmt", oi_cashflow_ipmt, [](World& w) {
    return given(0.01, std::int64_t{1}, std::int64_t{12}, 1000.0, 0.0, OI_PAYMENT_END, &w.outputs.numbers[0],
                 &w.error);
  }));
  list.push_back(call("oi_cashflow_ppmt", oi_cashflow_ppmt, [](World& w) {
    return given(0.01, std::int64_t{1}, std::int64_t{12}, 1000.0, 0.0, OI_PAYMENT_END, &w.outputs.numbers[0],
                 &w.error);
  }));
  list.push_back(call("oi_cashflow_cumipmt", oi_cashflow_cumipmt, [](World& w) {
    return given(0.01, std::int64_t{12}, 1000.0, std::int64_t{1}, std::int64_t{12}, OI_PAYMENT_END,
                 &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_cashflow_cumprinc", oi_cashflow_cumprinc, [](World& w) {
    return given(0.01, std::int64_t{12}, 1000.0, std::int64_t{1}, std::int64_t{12}, OI_PAYMENT_END,
                 &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_cashflow_compute_annuities", oi_cashflow_compute_annuities, [](World& w) {
    return given(OI_ANNUITY_PMT, &annuity_columns, std::int64_t{1}, &yield_options, &w.outputs.numbers[0],
                 &w.outputs.small[0], &w.error);
  }));
}

void add_credit_calls(std::vector<Call>& list) {
  list.push_back(call("oi_cashflow_effective_rate", oi_cashflow_effective_rate,
                      [](World& w) { return given(0.05, 12, &w.outputs.numbers[0], &w.error); }));
  list.push_back(call("oi_cashflow_nominal_rate", oi_cashflow_nominal_rate,
                      [](World& w) { return given(0.05, 12, &w.outputs.numbers[0], &w.error); }));
  list.push_back(call("oi_cashflow_round_percent", oi_cashflow_round_percent,
                      [](World& w) { return given(0.05, 1, &w.outputs.numbers[0], &w.error); }));
  list.push_back(call("oi_cashflow_apr_regulation_z", oi_cashflow_apr_regulation_z, [](World& w) {
    return given(&credit_advance, 1, &credit_payment, 1, 12.0, &w.outputs.annual_rate, &w.error);
  }));
  list.push_back(call("oi_cashflow_apr_regulation_z_dated", oi_cashflow_apr_regulation_z_dated, [](World& w) {
    return given(&flow_days[0], &credit_amounts[0], 1, &flow_days[1], &credit_amounts[1], 1,
                 OI_UNIT_PERIOD_MONTH, 1, &w.outputs.annual_rate, &w.error);
  }));
  list.push_back(call("oi_cashflow_apr_eu", oi_cashflow_apr_eu, [](World& w) {
    return given(&credit_years[0], &credit_amounts[0], 1, &credit_years[1], &credit_amounts[1], 1,
                 &w.outputs.annual_rate, &w.error);
  }));
  list.push_back(call("oi_cashflow_apr_eu_dated", oi_cashflow_apr_eu_dated, [](World& w) {
    return given(&flow_days[0], &credit_amounts[0], 1, &flow_days[1], &credit_amounts[1], 1,
                 OI_EU_TIME_MONTHS, &w.outputs.annual_rate, &w.error);
  }));
}

void add_terms_calls(std::vector<Call>& list) {
  static const oi_terms_options options = OI_TERMS_OPTIONS_INIT;
  static const oi_terms_document document = {10000, 1600, 0, some_day, some_day, some_day, some_day, 0, 0};
  static const oi_day days[] = {some_day, some_day + 1};
  static const std::int32_t codes[] = {0, 0};
  list.push_back(call("oi_terms_parse", oi_terms_parse, [](World& w) {
    return given("net 30", OI_TERMS_READING_NOT_SET, &w.outputs.terms, &w.error);
  }));
  list.push_back(call("oi_terms_print", oi_terms_print, [](World& w) {
    return given(inputs().terms, &w.outputs.text[0], std::int64_t{sizeof w.outputs.text}, &w.error);
  }));
  list.push_back(call("oi_terms_release", oi_terms_release, [](World& w) {
    oi_error error;
    if (oi_terms_parse("net 30", OI_TERMS_READING_NOT_SET, &w.made_terms, &error) != OI_OK)
      throw std::runtime_error(error.message);
    return given(w.made_terms);
  }));
  list.push_back(call("oi_terms_options_init", oi_terms_options_init,
                      [](World& w) { return given(&w.outputs.terms_options, &w.error); }));
  list.push_back(call("oi_terms_schedule", oi_terms_schedule, [](World& w) {
    return given(inputs().terms, &document, "EUR", &options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_terms_due_dates", oi_terms_due_dates, [](World& w) {
    return given(&inputs().terms, 1, &codes[0], &days[0], &days[0], &days[0], &days[0], std::int64_t{2},
                 &options, &w.outputs.small[0], &w.error);
  }));
  list.push_back(call("oi_terms_compute_schedules", oi_terms_compute_schedules, [](World& w) {
    return given(&inputs().terms_tables[0], 1, OI_TERMS_READING_NOT_SET, static_cast<const char*>(nullptr),
                 static_cast<const char*>(nullptr), OI_MONEY_EXACT, &options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_terms_cash_discount", oi_terms_cash_discount, [](World& w) {
    return given(std::int64_t{10000}, std::int64_t{1600}, std::int64_t{20000000}, OI_TERMS_TAX_INCLUDED,
                 OI_ROUND_HALF_UP, &w.outputs.cash_discount, &w.error);
  }));
  list.push_back(call("oi_terms_part_payment", oi_terms_part_payment, [](World& w) {
    return given(std::int64_t{4900}, std::int64_t{10000}, std::int64_t{200}, OI_ROUND_HALF_UP,
                 &w.outputs.integers[0], &w.outputs.integers[1], &w.outputs.integers[2], &w.error);
  }));
  list.push_back(call("oi_terms_check_discount", oi_terms_check_discount, [](World& w) {
    return given(inputs().terms, &document, some_day, std::int64_t{9800}, std::int64_t{200},
                 OI_TERMS_PART_NOTHING, &options, &w.outputs.discount_check, &w.error);
  }));
}

void add_discount_calls(std::vector<Call>& list) {
  static const std::int64_t amounts[] = {10000};
  static const double fractions[] = {0.02};
  static const std::int32_t days[] = {10, 30};
  static const oi_offer_columns columns = {
      &amounts[0], &fractions[0], &days[0], &days[1], &fractions[0], 1, 1, 1, 1, 1};
  static const oi_offer_options offer_options = OI_OFFER_OPTIONS_INIT;
  static const oi_sliding_scale_options scale_options = OI_SLIDING_SCALE_OPTIONS_INIT;
  static const oi_item_discount_options discount_item_options = OI_ITEM_DISCOUNT_OPTIONS_INIT;
  list.push_back(call("oi_discount_cost_of_trade_credit", oi_discount_cost_of_trade_credit, [](World& w) {
    return given(0.02, 10, 30, OI_TRADE_CREDIT_NOMINAL, 365, &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_discount_breakeven", oi_discount_breakeven, [](World& w) {
    return given(0.1, 20, OI_DISCOUNT_SIMPLE, 365, &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_discount_net_benefit", oi_discount_net_benefit,
                      [](World& w) { return given(0.02, 0.05, 35, 365, &w.outputs.numbers[0], &w.error); }));
  list.push_back(call("oi_discount_dso_after", oi_discount_dso_after,
                      [](World& w) { return given(0.6, 10.0, 30.0, &w.outputs.numbers[0], &w.error); }));
  list.push_back(call("oi_discount_npv_of_offer", oi_discount_npv_of_offer, [](World& w) {
    return given(std::int64_t{10000}, 0.02, 10, 30, 0.1, OI_DISCOUNT_SIMPLE, 365, &w.outputs.offer_value,
                 &w.error);
  }));
  list.push_back(call("oi_discount_saving_of_taking", oi_discount_saving_of_taking, [](World& w) {
    return given(std::int64_t{10000}, 0.02, 10, 30, 0.1, OI_DISCOUNT_SIMPLE, 365, &w.outputs.numbers[0],
                 &w.error);
  }));
  list.push_back(call("oi_offer_options_init", oi_offer_options_init,
                      [](World& w) { return given(&w.outputs.offer_options, &w.error); }));
  list.push_back(call("oi_discount_price_offer", oi_discount_price_offer, [](World& w) {
    return given(inputs().terms, &offer_options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_discount_dynamic", oi_discount_dynamic, [](World& w) {
    return given(std::int64_t{10000}, std::int64_t{180'000'000}, 7, 360, OI_ROUND_HALF_UP,
                 &w.outputs.integers[0], &w.outputs.integers[1], &w.error);
  }));
  list.push_back(call("oi_sliding_scale_options_init", oi_sliding_scale_options_init,
                      [](World& w) { return given(&w.outputs.sliding_scale_options, &w.error); }));
  list.push_back(call("oi_discount_price_pay_date", oi_discount_price_pay_date, [](World& w) {
    return given(std::int64_t{10000}, some_day, some_day - 7, std::int64_t{180'000'000}, 360, &scale_options,
                 &w.outputs.integers[0], &w.outputs.integers[1], &w.error);
  }));
  list.push_back(call("oi_discount_schedule", oi_discount_schedule, [](World& w) {
    return given(std::int64_t{10000}, "EUR", some_day, some_day - 7, std::int64_t{180'000'000}, 360,
                 &scale_options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_discount_compute_costs", oi_discount_compute_costs, [](World& w) {
    return given(&columns, std::int64_t{1}, OI_TRADE_CREDIT_NOMINAL, 365, 1, &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_discount_compute_npvs", oi_discount_compute_npvs, [](World& w) {
    return given(&columns, std::int64_t{1}, OI_DISCOUNT_SIMPLE, 365, 1, &w.outputs.offer_value,
                 &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_item_discount_options_init", oi_item_discount_options_init,
                      [](World& w) { return given(&w.outputs.item_discount_options, &w.error); }));
  list.push_back(call("oi_discount_compute_items", oi_discount_compute_items, [](World& w) {
    return given(&inputs().discount_tables[0], 1, 360, &discount_item_options, &w.outputs.result, &w.error);
  }));
}

void add_plan_calls(std::vector<Call>& list) {
  constexpr oi_day plan_start = 19'723;  // 2024-01-01
  static const oi_plan_options options = OI_PLAN_OPTIONS_INIT;
  static const oi_plan_alternative_options alternative_options = OI_PLAN_ALTERNATIVE_OPTIONS_INIT;
  list.push_back(call("oi_plan_options_init", oi_plan_options_init,
                      [](World& w) { return given(&w.outputs.plan_options, &w.error); }));
  list.push_back(call("oi_plan_compute", oi_plan_compute, [](World& w) {
    return given(std::int64_t{10000}, "EUR", plan_start, OI_PLAN_ANNUITY, 3, OI_PERIOD_MONTHS, OI_PLAN_APR_EU,
                 &options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_plan_compute_many", oi_plan_compute_many, [](World& w) {
    return given(&inputs().plan_tables[0], 1, OI_PLAN_ANNUITY, 3, OI_PERIOD_MONTHS, OI_PLAN_APR_EU, &options,
                 &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_plan_find_shortest", oi_plan_find_shortest, [](World& w) {
    return given(std::int64_t{10000}, "EUR", plan_start, OI_PLAN_ANNUITY, 3, OI_PERIOD_MONTHS,
                 std::int64_t{5000}, OI_PLAN_APR_EU, &options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_plan_compute_items", oi_plan_compute_items, [](World& w) {
    return given(&inputs().plan_item_tables[0], 1, plan_start, OI_PLAN_ANNUITY, 3, OI_PERIOD_MONTHS,
                 OI_PLAN_SPLIT_OLDEST_FIRST, OI_PLAN_APR_EU, &options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_plan_alternative_options_init", oi_plan_alternative_options_init,
                      [](World& w) { return given(&w.outputs.plan_alternative_options, &w.error); }));
  list.push_back(call("oi_plan_compare_alternatives", oi_plan_compare_alternatives, [](World& w) {
    return given(&inputs().plan_row_tables[0], 1, plan_start, std::int64_t{100'000'000}, &alternative_options,
                 &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_plan_rule78_earned_fraction", oi_plan_rule78_earned_fraction, [](World& w) {
    return given(12, 2, &w.outputs.integers[0], &w.outputs.integers[1], &w.error);
  }));
  list.push_back(call("oi_plan_rule78_rebate", oi_plan_rule78_rebate, [](World& w) {
    return given(std::int64_t{10000}, 12, 9, OI_ROUND_HALF_UP, &w.outputs.integers[0], &w.error);
  }));
  list.push_back(call("oi_plan_schedule_row", oi_plan_schedule_row, [](World& w) {
    return given(2500.0, 0.0824, 12, 12, 10, &w.outputs.annuity_row, &w.error);
  }));
}

void add_cash_plan_calls(std::vector<Call>& list) {
  static const oi_cash_plan_options options = OI_CASH_PLAN_OPTIONS_INIT;
  list.push_back(call("oi_cash_plan_options_init", oi_cash_plan_options_init,
                      [](World& w) { return given(&w.outputs.cash_plan_options, &w.error); }));
  list.push_back(call("oi_cash_plan_compute", oi_cash_plan_compute, [](World& w) {
    return given(&inputs().cash_plan_tables[0], 2, OI_CASH_USE_SMALLEST_SHARE, OI_PLAN_APR_EU, &options,
                 &w.outputs.result, &w.error);
  }));
}

void add_portfolio_calls(std::vector<Call>& list) {
  static const oi_discount_portfolio_options of_items = OI_DISCOUNT_PORTFOLIO_OPTIONS_INIT;
  static const oi_discount_history_options history_options = OI_DISCOUNT_HISTORY_OPTIONS_INIT;
  list.push_back(call("oi_discount_history_options_init", oi_discount_history_options_init,
                      [](World& w) { return given(&w.outputs.discount_history_options, &w.error); }));
  list.push_back(call("oi_discount_history_compute", oi_discount_history_compute, [](World& w) {
    return given(inputs().offered_ledger, some_day, OI_COUNTERFACTUAL_MEAN, std::int64_t{100'000'000}, 365,
                 &history_options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_discount_portfolio_options_init", oi_discount_portfolio_options_init,
                      [](World& w) { return given(&w.outputs.portfolio_options, &w.error); }));
  list.push_back(call("oi_discount_portfolio_compute", oi_discount_portfolio_compute, [](World& w) {
    return given(&inputs().portfolio_tables[0], 2, some_day, OI_PORTFOLIO_SELLER, OI_BUDGET_EXPECTED,
                 OI_DISCOUNT_SIMPLE, 365, &of_items, &w.outputs.result, &w.error);
  }));
  list.push_back(
      call("oi_discount_portfolio_compute_ledger", oi_discount_portfolio_compute_ledger, [](World& w) {
        return given(inputs().ledger, some_day, &inputs().ledger_portfolio_tables[0], 2, OI_PORTFOLIO_BUYER,
                     OI_BUDGET_WORST_CASE, OI_DISCOUNT_EFFECTIVE, 360, &of_items, &w.outputs.result,
                     &w.error);
      }));
}

void add_interest_calls(std::vector<Call>& list) {
  static const oi_day from[] = {some_day - 100, some_day};
  static const oi_day through[] = {some_day - 1, some_day + 100};
  static const std::int64_t rates[] = {42'500'000, 31'500'000};
  static const std::int64_t debts[] = {0, 100'000};
  static const std::int64_t sums[] = {4'000, 7'000};
  static const std::int64_t margin = 80'000'000;
  static const oi_interest_options interest_options = [] {
    oi_interest_options made = OI_INTEREST_OPTIONS_INIT;
    made.margin = &margin;
    return made;
  }();
  list.push_back(call("oi_interest_late_days", oi_interest_late_days, [](World& w) {
    return given(some_day - 9, some_day, OI_LATE_DAYS_AFTER_DUE_TO_PAID, &w.outputs.small[0], &w.error);
  }));
  list.push_back(call("oi_interest_simple", oi_interest_simple, [](World& w) {
    return given(std::int64_t{100'000}, std::int64_t{85'000'000}, 50, 365, OI_INTEREST_ROUND_LINE,
                 OI_ROUND_HALF_UP, &w.outputs.integers[0], &w.outputs.integers[1], &w.error);
  }));
  list.push_back(call("oi_interest_reference_rate", oi_interest_reference_rate, [](World& w) {
    return given(&from[0], &through[0], &rates[0], 2, some_day, OI_REFERENCE_AS_LISTED,
                 &w.outputs.integers[0], &w.error);
  }));
  list.push_back(call("oi_interest_compensation", oi_interest_compensation, [](World& w) {
    return given(std::int64_t{100'000}, &debts[0], &sums[0], 2, &w.outputs.integers[0], &w.error);
  }));
  list.push_back(call("oi_interest_tables", oi_interest_tables,
                      [](World& w) { return given(&w.outputs.result, &w.error); }));
  list.push_back(call("oi_interest_law", oi_interest_law, [](World& w) {
    return given(OI_LAW_UK_1998, &w.outputs.integers[0], &w.outputs.small[0], &w.error);
  }));
  list.push_back(call("oi_interest_options_init", oi_interest_options_init,
                      [](World& w) { return given(&w.outputs.interest_options, &w.error); }));
  list.push_back(call("oi_interest_compute_items", oi_interest_compute_items, [](World& w) {
    return given(&inputs().late_tables[0], 2, some_day, &interest_options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_interest_compute", oi_interest_compute, [](World& w) {
    return given(inputs().ledger, some_day, &inputs().late_tables[1], 1, &interest_options, &w.outputs.result,
                 &w.error);
  }));
}

void add_plan_life_calls(std::vector<Call>& list) {
  static const oi_plan_life_options plan_life_options = [] {
    oi_plan_life_options options = OI_PLAN_LIFE_OPTIONS_INIT;
    options.order = OI_RECEIPT_COSTS_INTEREST_PRINCIPAL;
    return options;
  }();
  static const oi_day plan_days[] = {some_day, some_day + 1};
  list.push_back(call("oi_plan_life_options_init", oi_plan_life_options_init,
                      [](World& w) { return given(&w.outputs.plan_life_options, &w.error); }));
  list.push_back(call("oi_plan_life_compute", oi_plan_life_compute, [](World& w) {
    return given(&inputs().life_tables[0], 1, &plan_days[0], 2, &plan_life_options, &w.outputs.result,
                 &w.error);
  }));
}

const double feature[] = {1.0, 2.0, 3.0, 4.0};
const double* const feature_list[] = {&feature[0]};
const std::uint8_t zeros_and_ones[] = {0, 1, 0, 1};
const oi_regression_columns regression = {&feature_list[0], &zeros_and_ones[0], nullptr, nullptr, 4, 1, 0};
const double probabilities[] = {0.1, 0.4, 0.35, 0.8};
const oi_scored_outcomes scored = {&probabilities[0], &zeros_and_ones[0], nullptr, 4};

void add_statistics_calls(std::vector<Call>& list) {
  static const oi_logistic_options logistic_options = OI_LOGISTIC_OPTIONS_INIT;
  list.push_back(
      call("oi_fit_status_name", oi_fit_status_name, [](World&) { return given(OI_FIT_CONVERGED); }));
  list.push_back(call("oi_logistic_options_init", oi_logistic_options_init,
                      [](World& w) { return given(&w.outputs.logistic_options, &w.error); }));
  list.push_back(call("oi_stats_fit_logistic", oi_stats_fit_logistic, [](World& w) {
    return given(&regression, &logistic_options, &w.outputs.logistic_fit, &w.outputs.figures_of_fit[0][0],
                 &w.outputs.figures_of_fit[1][0], &w.outputs.figures_of_fit[2][0], &w.error);
  }));
  list.push_back(call("oi_stats_logistic_probabilities", oi_stats_logistic_probabilities, [](World& w) {
    return given(&regression, &feature[0], &logistic_options, &w.outputs.figures_of_fit[0][0], &w.error);
  }));
  list.push_back(call("oi_stats_discriminate", oi_stats_discriminate,
                      [](World& w) { return given(&scored, 0.95, &w.outputs.discrimination, &w.error); }));
  list.push_back(call("oi_stats_calibrate", oi_stats_calibrate,
                      [](World& w) { return given(&scored, 0.95, &w.outputs.calibration, &w.error); }));
  list.push_back(call("oi_stats_calibration_curve", oi_stats_calibration_curve, [](World& w) {
    return given(&scored, 2, 0.95, &w.outputs.calibration_error, &w.outputs.calibration_bins[0], &w.error);
  }));
}

void add_survival_calls(std::vector<Call>& list) {
  static const oi_survival_options survival_options = OI_SURVIVAL_OPTIONS_INIT;
  static const oi_log_rank_options log_rank_options = OI_LOG_RANK_OPTIONS_INIT;
  static const oi_survival_columns followed = {&feature[0], &zeros_and_ones[0], nullptr, 4};
  static const std::int32_t groups[] = {0, 1, 1, 0};
  list.push_back(call("oi_survival_options_init", oi_survival_options_init,
                      [](World& w) { return given(&w.outputs.survival_options, &w.error); }));
  list.push_back(call("oi_survival_kaplan_meier", oi_survival_kaplan_meier, [](World& w) {
    return given(&followed, OI_SURVIVAL_INTERVAL_LOG, &survival_options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_log_rank_options_init", oi_log_rank_options_init,
                      [](World& w) { return given(&w.outputs.log_rank_options, &w.error); }));
  list.push_back(call("oi_survival_log_rank", oi_survival_log_rank, [](World& w) {
    return given(&followed, &groups[0], 2, &log_rank_options, &w.outputs.log_rank,
                 &w.outputs.figures_of_fit[0][0], &w.outputs.figures_of_fit[1][0],
                 &w.outputs.figures_of_fit[2][0], &w.error);
  }));
  list.push_back(call("oi_survival_concordance", oi_survival_concordance, [](World& w) {
    return given(&followed, &probabilities[0], OI_SCORE_HIGHER_IS_LATER, 0.95, &w.outputs.concordance,
                 &w.error);
  }));
}

void add_distribution_calls(std::vector<Call>& list) {
  list.push_back(call("oi_stability_band_name", oi_stability_band_name,
                      [](World&) { return given(OI_STABILITY_MINOR); }));
  list.push_back(call("oi_stability_band_of", oi_stability_band_of,
                      [](World& w) { return given(0.1, &w.outputs.stability_band, &w.error); }));
  list.push_back(call("oi_stats_population_stability", oi_stats_population_stability, [](World& w) {
    return given(&feature[0], &probabilities[0], 4, OI_BIN_COUNTS, 0.5, &w.outputs.numbers[0],
                 &w.outputs.figures_of_fit[0][0], &w.error);
  }));
  list.push_back(call("oi_stats_weight_of_evidence", oi_stats_weight_of_evidence, [](World& w) {
    return given(&feature[0], &probabilities[0], 4, OI_EVIDENCE_GOOD_OVER_BAD, OI_BIN_COUNTS, 0.5,
                 &w.outputs.numbers[0], &w.outputs.figures_of_fit[0][0], &w.outputs.figures_of_fit[1][0],
                 &w.error);
  }));
}

void add_credit_figure_calls(std::vector<Call>& list) {
  static const oi_points_scale scale = {28.85, 487.0, OI_ODDS_GOOD_TO_BAD, 0};
  static const double* const ratios[] = {&feature[0], &feature[0], &feature[0], &feature[0], &feature[0]};
  list.push_back(call("oi_points_scaling", oi_points_scaling, [](World& w) {
    return given(20.0, 600.0, 50.0, OI_ODDS_GOOD_TO_BAD, &w.outputs.points_scale, &w.error);
  }));
  list.push_back(call("oi_points_scores_of_odds", oi_points_scores_of_odds, [](World& w) {
    return given(&scale, &feature[0], std::int64_t{2}, &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_points_odds_of_scores", oi_points_odds_of_scores, [](World& w) {
    return given(&scale, &feature[0], std::int64_t{2}, &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_points_pds_of_odds", oi_points_pds_of_odds, [](World& w) {
    return given(OI_ODDS_GOOD_TO_BAD, &feature[0], std::int64_t{2}, &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(call("oi_points_odds_of_pds", oi_points_odds_of_pds, [](World& w) {
    return given(OI_ODDS_GOOD_TO_BAD, &probabilities[0], std::int64_t{2}, &w.outputs.numbers[0], &w.error);
  }));
  list.push_back(
      call("oi_altman_zone_name", oi_altman_zone_name, [](World&) { return given(OI_ALTMAN_ZONE_GREY); }));
  list.push_back(call("oi_altman_describe", oi_altman_describe, [](World& w) {
    return given(OI_ALTMAN_Z, OI_ALTMAN_SALES_ONE, &w.outputs.altman_scale, &w.error);
  }));
  list.push_back(call("oi_altman_scores", oi_altman_scores, [](World& w) {
    return given(OI_ALTMAN_Z, OI_ALTMAN_SALES_ONE, &ratios[0], 5, std::int64_t{2}, &w.outputs.numbers[0],
                 &w.outputs.altman_zones[0], &w.error);
  }));
}

void add_dataset_calls(std::vector<Call>& list) {
  list.push_back(call("oi_sample_options_init", oi_sample_options_init,
                      [](World& w) { return given(&w.outputs.sample_options, &w.error); }));
  list.push_back(call("oi_datasets_sample_ledger", oi_datasets_sample_ledger, [](World& w) {
    return given(100, std::uint64_t{1}, some_day, &sample_options, &w.outputs.result, &w.error);
  }));
}

void add_binning_calls(std::vector<Call>& list) {
  static const oi_binning_options binning_options = OI_BINNING_OPTIONS_INIT;
  list.push_back(call("oi_binning_options_init", oi_binning_options_init,
                      [](World& w) { return given(&w.outputs.binning_options, &w.error); }));
  list.push_back(call("oi_binning_fit", oi_binning_fit, [](World& w) {
    return given(&inputs().binning_tables[0], 2, OI_WOE_ZEROS_OVER_ONES, &binning_options, &w.outputs.binning,
                 &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_binning_read", oi_binning_read, [](World& w) {
    return given(&inputs().typed_tables[0], 2, OI_UNSEEN_CATEGORY_ERROR, &w.outputs.binning, &w.error);
  }));
  list.push_back(call("oi_binning_describe", oi_binning_describe,
                      [](World& w) { return given(inputs().binning, &w.outputs.result, &w.error); }));
  list.push_back(call("oi_binning_transform", oi_binning_transform, [](World& w) {
    return given(inputs().binning, &inputs().binning_tables[0], 1, OI_BINNING_WOE, 1, &w.outputs.result,
                 &w.error);
  }));
  list.push_back(call("oi_binning_release", oi_binning_release, [](World& w) {
    oi_error error;
    if (oi_binning_read(&inputs().typed_tables[0], 2, OI_UNSEEN_CATEGORY_ERROR, &w.made_binning, &error) !=
        OI_OK)
      throw std::runtime_error(error.message);
    return given(w.made_binning);
  }));
}

void add_scorecard_calls(std::vector<Call>& list) {
  static const oi_score_options score_options = OI_SCORE_OPTIONS_INIT;
  list.push_back(call("oi_score_options_init", oi_score_options_init,
                      [](World& w) { return given(&w.outputs.score_options, &w.error); }));
  list.push_back(call("oi_scorecard_read", oi_scorecard_read, [](World& w) {
    return given(&inputs().card_tables[0], 2, &w.outputs.scorecard, &w.error);
  }));
  list.push_back(call("oi_scorecard_of_json", oi_scorecard_of_json, [](World& w) {
    return given(inputs().card_json.data(), static_cast<std::int64_t>(inputs().card_json.size()),
                 &w.outputs.scorecard, &w.error);
  }));
  list.push_back(call("oi_scorecard_to_json", oi_scorecard_to_json,
                      [](World& w) { return given(inputs().scorecard, &w.outputs.result, &w.error); }));
  list.push_back(call("oi_scorecard_describe", oi_scorecard_describe,
                      [](World& w) { return given(inputs().scorecard, &w.outputs.result, &w.error); }));
  list.push_back(call("oi_scorecard_score", oi_scorecard_score, [](World& w) {
    return given(inputs().scorecard, &inputs().card_rows, 1, &score_options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_scorecard_release", oi_scorecard_release, [](World& w) {
    oi_error error;
    if (oi_scorecard_read(&inputs().card_tables[0], 2, &w.made_scorecard, &error) != OI_OK)
      throw std::runtime_error(error.message);
    return given(w.made_scorecard);
  }));
}

void add_scorecard_fit_calls(std::vector<Call>& list) {
  static const oi_rating_class_options rating_options = OI_RATING_CLASS_OPTIONS_INIT;
  static const double no_iv = 0.0;
  static const oi_scorecard_fit_options fit_options = [] {
    oi_scorecard_fit_options options = OI_SCORECARD_FIT_OPTIONS_INIT;
    options.ridge = 1.0;
    options.min_iv = &no_iv;
    options.classes = &rating_options;
    return options;
  }();
  static const oi_scorecard_validation_options validation_options = [] {
    oi_scorecard_validation_options options = OI_SCORECARD_VALIDATION_OPTIONS_INIT;
    options.development = "a";
    return options;
  }();
  list.push_back(call("oi_rating_class_options_init", oi_rating_class_options_init,
                      [](World& w) { return given(&w.outputs.rating_class_options, &w.error); }));
  list.push_back(call("oi_rating_classes_find", oi_rating_classes_find, [](World& w) {
    return given(&scored, &probabilities[0], &rating_options, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_scorecard_with_classes", oi_scorecard_with_classes, [](World& w) {
    return given(inputs().scorecard, &inputs().class_tables[0], 1, &w.outputs.scorecard, &w.error);
  }));
  list.push_back(call("oi_scorecard_of_additive", oi_scorecard_of_additive, [](World& w) {
    return given(inputs().additive, 20.0, 600.0, 50.0, OI_ODDS_GOOD_TO_BAD, 0, 0, &w.outputs.scorecard,
                 &w.error);
  }));
  list.push_back(call("oi_scorecard_with_means", oi_scorecard_with_means, [](World& w) {
    return given(inputs().scorecard, &inputs().card_rows, 1, 1, &w.outputs.scorecard, &w.error);
  }));
  list.push_back(call("oi_scorecard_fit_options_init", oi_scorecard_fit_options_init,
                      [](World& w) { return given(&w.outputs.scorecard_fit_options, &w.error); }));
  list.push_back(call("oi_scorecard_fit", oi_scorecard_fit, [](World& w) {
    return given(&inputs().fit_tables[0], 2, &fit_options, &w.outputs.scorecard, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_scorecard_validation_options_init", oi_scorecard_validation_options_init,
                      [](World& w) { return given(&w.outputs.validation_options, &w.error); }));
  list.push_back(call("oi_scorecard_validate", oi_scorecard_validate, [](World& w) {
    return given(inputs().scorecard, &inputs().validated_tables[0], 2, &validation_options, &w.outputs.result,
                 &w.error);
  }));
  list.push_back(call("oi_scorecard_override_report", oi_scorecard_override_report, [](World& w) {
    return given(&inputs().decision_tables[0], 1, 0.95, &w.outputs.result, &w.error);
  }));
}

void add_additive_calls(std::vector<Call>& list) {
  list.push_back(call("oi_additive_options_init", oi_additive_options_init,
                      [](World& w) { return given(&w.outputs.additive_options, &w.error); }));
  list.push_back(call("oi_additive_fit", oi_additive_fit, [](World& w) {
    return given(&inputs().binning_tables[0], 2, &inputs().additive_options, &w.outputs.additive,
                 &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_additive_describe", oi_additive_describe,
                      [](World& w) { return given(inputs().additive, &w.outputs.result, &w.error); }));
  list.push_back(call("oi_additive_predict", oi_additive_predict, [](World& w) {
    return given(inputs().additive, &inputs().binning_tables[0], 1, 1, &w.outputs.result, &w.error);
  }));
  list.push_back(call("oi_additive_release", oi_additive_release, [](World& w) {
    oi_error error;
    if (oi_additive_fit(&inputs().binning_tables[0], 2, &inputs().additive_options, &w.made_additive, nullptr,
                        &error) != OI_OK)
      throw std::runtime_error(error.message);
    return given(w.made_additive);
  }));
}

}  // namespace

const std::vector<Call>& calls() {
  static const std::vector<Call> list = [] {
    std::vector<Call> made;
    add_result_calls(made);
    add_money_calls(made);
    add_time_calls(made);
    add_calendar_calls(made);
    add_schedule_calls(made);
    add_ledger_calls(made);
    add_aging_calls(made);
    add_revaluation_calls(made);
    add_exposure_calls(made);
    add_behaviour_calls(made);
    add_outcome_calls(made);
    add_collection_curve_calls(made);
    add_ledger_kpi_calls(made);
    add_kpi_calls(made);
    add_roll_rate_calls(made);
    add_bridge_calls(made);
    add_provision_calls(made);
    add_yield_calls(made);
    add_annuity_calls(made);
    add_credit_calls(made);
    add_terms_calls(made);
    add_interest_calls(made);
    add_discount_calls(made);
    add_plan_calls(made);
    add_cash_plan_calls(made);
    add_plan_life_calls(made);
    add_portfolio_calls(made);
    add_statistics_calls(made);
    add_survival_calls(made);
    add_distribution_calls(made);
    add_credit_figure_calls(made);
    add_dataset_calls(made);
    add_binning_calls(made);
    add_scorecard_calls(made);
    add_scorecard_fit_calls(made);
    add_additive_calls(made);
    return made;
  }();
  return list;
}

}  // namespace openitem::misuse
