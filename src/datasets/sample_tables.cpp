#include "datasets/sample_tables.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/parallel.hpp"
#include "datasets/counter_random.hpp"
#include "datasets/text_filler.hpp"

namespace openitem {
namespace {

// Stories are told twice: once to know where each one's rows begin, once to write them.

struct RowCounts {
  std::int64_t documents = 0, applications = 0, instalments = 0, disputes = 0;
  std::int64_t kind_bytes = 0, region_bytes = 0, reason_bytes = 0;

  void add(const SampleStory& story) noexcept {
    documents += story.documents.count;
    applications += story.applications.count;
    instalments += story.instalments.count;
    disputes += story.disputes.count;
    for (const SampleDocument& document : story.documents) {
      kind_bytes += static_cast<std::int64_t>(kSampleKinds[static_cast<std::size_t>(document.kind)].size());
    }
    if (story.region != kNoRegion) {
      region_bytes +=
          story.documents.count *
          static_cast<std::int64_t>(kSampleRegions[static_cast<std::size_t>(story.region)].size());
    }
    for (const SampleDispute& dispute : story.disputes) {
      reason_bytes +=
          static_cast<std::int64_t>(kSampleReasons[static_cast<std::size_t>(dispute.reason)].size());
    }
  }
  void add(const RowCounts& other) noexcept {
    documents += other.documents;
    applications += other.applications;
    instalments += other.instalments;
    disputes += other.disputes;
    kind_bytes += other.kind_bytes;
    region_bytes += other.region_bytes;
    reason_bytes += other.reason_bytes;
  }
};

// "C000123", as wide as the largest number needs.
class CustomerNames {
 public:
  explicit CustomerNames(std::int32_t customers) {
    for (std::int32_t limit = 1'000'000; limit < customers; limit *= 10) ++digits_;
  }
  [[nodiscard]] std::int64_t bytes() const noexcept { return digits_ + 1; }
  [[nodiscard]] std::string_view print(std::int32_t number, std::array<char, 16>& buffer) const noexcept {
    buffer[0] = 'C';
    for (std::int32_t at = digits_; at >= 1; --at, number /= 10) {
      buffer[static_cast<std::size_t>(at)] = static_cast<char>('0' + number % 10);
    }
    return {buffer.data(), static_cast<std::size_t>(bytes())};
  }

 private:
  std::int32_t digits_ = 6;
};

// Values with some missing ones.
template <typename Value>
struct OptionalValues {
  explicit OptionalValues(std::int64_t rows)
      : values(static_cast<std::size_t>(rows), 0), valid(static_cast<std::size_t>(rows), 1) {}
  void write(std::int64_t row, Value value, Value missing) noexcept {
    const auto at = static_cast<std::size_t>(row);
    values[at] = value == missing ? 0 : value;
    valid[at] = value == missing ? 0 : 1;
  }
  std::vector<Value> values;
  std::vector<std::uint8_t> valid;
};

Column optional_dates(const char* name, OptionalValues<std::int32_t> dates) {
  return Column::date(name, std::move(dates.values)).with_validity(dates.valid);
}
Column optional_amounts(const char* name, OptionalValues<std::int64_t> amounts) {
  return Column::int64(name, std::move(amounts.values), ColumnRole::money).with_validity(amounts.valid);
}

template <typename Value>
std::vector<Value> filled(std::int64_t rows) {
  return std::vector<Value>(static_cast<std::size_t>(rows));
}

// The documents table; in the flat form with what was paid.
class DocumentFiller {
 public:
  DocumentFiller(const RowCounts& total, const CustomerNames& names, bool flat)
      : names_(names),
        flat_(flat),
        customer_(total.documents, total.documents * names.bytes()),
        kind_(flat ? 0 : total.documents, flat ? 0 : total.kind_bytes),
        currency_(total.documents, total.documents * 3),
        region_(total.documents, total.region_bytes),
        region_valid_(static_cast<std::size_t>(total.documents), 1),
        id_(filled<std::int64_t>(total.documents)),
        amount_(filled<std::int64_t>(total.documents)),
        issue_(filled<std::int32_t>(total.documents)),
        posting_(filled<std::int32_t>(flat ? 0 : total.documents)),
        due_(total.documents),
        paid_date_(flat ? total.documents : 0),
        paid_amount_(flat ? total.documents : 0) {}

  class Cursor {
   public:
    Cursor(DocumentFiller& to, const RowCounts& before)
        : to_(to),
          row_(before.documents),
          customer_{row_, row_ * to.names_.bytes()},
          kind_{row_, before.kind_bytes},
          currency_{row_, row_ * 3},
          region_{row_, before.region_bytes} {}

    void write(const SampleStory& story) noexcept {
      for (const SampleDocument& document : story.documents) write(story, document);
    }

   private:
    void write(const SampleStory& story, const SampleDocument& document) noexcept {
      std::array<char, 16> name{};
      to_.customer_.write(customer_, to_.names_.print(story.customer, name));
      to_.currency_.write(currency_, kSampleCurrencies[static_cast<std::size_t>(story.currency)]);
      const bool has_region = story.region != kNoRegion;
      to_.region_.write(region_, has_region ? kSampleRegions[static_cast<std::size_t>(story.region)] : "");
      const auto at = static_cast<std::size_t>(row_);
      to_.region_valid_[at] = has_region ? 1 : 0;
      to_.id_[at] = document.id;
      to_.amount_[at] = document.amount;
      to_.issue_[at] = document.issue;
      to_.due_.write(row_, document.due, kNoDay);
      if (to_.flat_) {
        to_.paid_date_.write(row_, story.paid_date, kNoDay);
        to_.paid_amount_.write(row_, story.paid_amount, kNoAmount);
      } else {
        to_.kind_.write(kind_, kSampleKinds[static_cast<std::size_t>(document.kind)]);
        to_.posting_[at] = document.posting;
      }
      ++row_;
    }

    DocumentFiller& to_;
    std::int64_t row_;
    TextFiller::Place customer_, kind_, currency_, region_;
  };

  Table table() && {
    Table table("documents");
    table.add(std::move(customer_).column("customer"));
    table.add(Column::int64("id", std::move(id_)));
    if (!flat_) table.add(std::move(kind_).column("kind"));
    table.add(Column::date("issue_date", std::move(issue_)));
    if (!flat_) table.add(Column::date("posting_date", std::move(posting_)));
    table.add(optional_dates("due_date", std::move(due_)));
    table.add(Column::int64("amount", std::move(amount_), ColumnRole::money));
    table.add(std::move(currency_).column("currency"));
    if (flat_) {
      table.add(optional_dates("paid_date", std::move(paid_date_)));
      table.add(optional_amounts("paid_amount", std::move(paid_amount_)));
    }
    table.add(std::move(region_).column("region").with_validity(region_valid_));
    return table;
  }

 private:
  const CustomerNames& names_;
  bool flat_;
  TextFiller customer_, kind_, currency_, region_;
  std::vector<std::uint8_t> region_valid_;
  std::vector<std::int64_t> id_, amount_;
  std::vector<std::int32_t> issue_, posting_;
  OptionalValues<std::int32_t> due_, paid_date_;
  OptionalValues<std::int64_t> paid_amount_;
};

class ApplicationFiller {
 public:
  explicit ApplicationFiller(std::int64_t rows)
      : credit_(filled<std::int64_t>(rows)),
        debit_(filled<std::int64_t>(rows)),
        amount_(filled<std::int64_t>(rows)),
        applied_on_(filled<std::int32_t>(rows)),
        currency_(rows, rows * 3) {}
  void write(std::int64_t row, const SampleStory& story) noexcept {
    TextFiller::Place currency{row, row * 3};
    for (const SampleApplication& application : story.applications) {
      const auto at = static_cast<std::size_t>(row++);
      credit_[at] = application.credit_id;
      debit_[at] = application.debit_id;
      amount_[at] = application.amount;
      applied_on_[at] = application.applied_on;
      currency_.write(currency, kSampleCurrencies[static_cast<std::size_t>(story.currency)]);
    }
  }
  Table table() && {
    Table table("applications");
    table.add(Column::int64("credit_id", std::move(credit_)));
    table.add(Column::int64("debit_id", std::move(debit_)));
    table.add(Column::int64("amount", std::move(amount_), ColumnRole::money));
    table.add(Column::date("applied_on", std::move(applied_on_)));
    table.add(std::move(currency_).column("currency"));
    return table;
  }

 private:
  std::vector<std::int64_t> credit_, debit_, amount_;
  std::vector<std::int32_t> applied_on_;
  TextFiller currency_;
};

class InstalmentFiller {
 public:
  explicit InstalmentFiller(std::int64_t rows)
      : document_(filled<std::int64_t>(rows)),
        amount_(filled<std::int64_t>(rows)),
        number_(filled<std::int32_t>(rows)),
        due_(filled<std::int32_t>(rows)),
        currency_(rows, rows * 3) {}
  void write(std::int64_t row, const SampleStory& story) noexcept {
    std::int32_t number = 0;
    TextFiller::Place currency{row, row * 3};
    for (const SampleInstalment& instalment : story.instalments) {
      const auto at = static_cast<std::size_t>(row++);
      document_[at] = story.documents.members[0].id;
      number_[at] = ++number;
      due_[at] = instalment.due;
      amount_[at] = instalment.amount;
      currency_.write(currency, kSampleCurrencies[static_cast<std::size_t>(story.currency)]);
    }
  }
  Table table() && {
    Table table("instalments");
    table.add(Column::int64("document_id", std::move(document_)));
    table.add(Column::int32("number", std::move(number_)));
    table.add(Column::date("due_date", std::move(due_)));
    table.add(Column::int64("amount", std::move(amount_), ColumnRole::money));
    table.add(std::move(currency_).column("currency"));
    return table;
  }

 private:
  std::vector<std::int64_t> document_, amount_;
  std::vector<std::int32_t> number_, due_;
  TextFiller currency_;
};

class DisputeFiller {
 public:
  explicit DisputeFiller(const RowCounts& total)
      : document_(filled<std::int64_t>(total.disputes)),
        amount_(total.disputes),
        reason_(total.disputes, total.reason_bytes),
        opened_(filled<std::int32_t>(total.disputes)),
        closed_(total.disputes),
        currency_(total.disputes, total.disputes * 3) {}
  void write(const RowCounts& before, TextFiller::Place& reason, const SampleStory& story) noexcept {
    std::int64_t row = before.disputes;
    TextFiller::Place currency{row, row * 3};
    for (const SampleDispute& dispute : story.disputes) {
      document_[static_cast<std::size_t>(row)] = story.documents.members[0].id;
      amount_.write(row, dispute.amount, kNoAmount);
      reason_.write(reason, kSampleReasons[static_cast<std::size_t>(dispute.reason)]);
      opened_[static_cast<std::size_t>(row)] = dispute.opened;
      closed_.write(row, dispute.closed, kNoDay);
      currency_.write(currency, kSampleCurrencies[static_cast<std::size_t>(story.currency)]);
      ++row;
    }
  }
  Table table() && {
    Table table("disputes");
    table.add(Column::int64("document_id", std::move(document_)));
    table.add(optional_amounts("amount", std::move(amount_)));
    table.add(std::move(reason_).column("reason"));
    table.add(Column::date("opened", std::move(opened_)));
    table.add(optional_dates("closed", std::move(closed_)));
    table.add(std::move(currency_).column("currency"));
    return table;
  }

 private:
  std::vector<std::int64_t> document_;
  OptionalValues<std::int64_t> amount_;
  TextFiller reason_;
  std::vector<std::int32_t> opened_;
  OptionalValues<std::int32_t> closed_;
  TextFiller currency_;
};

// Customers that have an invoice, with a credit limit in their own currency.
Table customers_table(const SampleWorld& world, const CustomerNames& names, std::int64_t invoices) {
  std::vector<std::uint8_t> has_invoice(static_cast<std::size_t>(world.customers()), 0);
  for (std::int64_t invoice = 0; invoice < invoices; ++invoice) {
    has_invoice[static_cast<std::size_t>(world.customer_of(invoice))] = 1;
  }
  std::vector<std::int32_t> numbers;
  for (std::int32_t number = 0; number < world.customers(); ++number) {
    if (has_invoice[static_cast<std::size_t>(number)] != 0) numbers.push_back(number);
  }
  const auto rows = static_cast<std::int64_t>(numbers.size());
  TextFiller customer(rows, rows * names.bytes());
  TextFiller currency(rows, rows * 3);
  TextFiller::Place customer_place;
  TextFiller::Place currency_place;
  std::vector<std::int64_t> limits;
  limits.reserve(numbers.size());
  for (const std::int32_t number : numbers) {
    std::array<char, 16> name{};
    const SampleCustomer facts = world.customer(number);
    customer.write(customer_place, names.print(number, name));
    currency.write(currency_place, kSampleCurrencies[static_cast<std::size_t>(facts.currency)]);
    limits.push_back(std::int64_t{1'000'000} *
                     (1 + static_cast<std::int64_t>(mix64(static_cast<std::uint64_t>(number)) % 20)));
  }
  Table table("customers");
  table.add(std::move(customer).column("customer"));
  table.add(Column::int64("credit_limit", std::move(limits), ColumnRole::money));
  table.add(std::move(currency).column("currency"));
  return table;
}

class TableWriter {
 public:
  TableWriter(const SampleWorld& world, std::int64_t invoices, bool flat, std::int32_t threads)
      : world_(world), invoices_(invoices), flat_(flat), threads_(threads), names_(world.customers()) {}

  Result write() {
    count();
    DocumentFiller documents(total_, names_, flat_);
    ApplicationFiller applications(total_.applications);
    InstalmentFiller instalments(total_.instalments);
    DisputeFiller disputes(total_);
    for_each_chunk(invoices_, threads_, [&](std::int64_t chunk, std::int64_t begin, std::int64_t end) {
      RowCounts before = before_[static_cast<std::size_t>(chunk)];
      DocumentFiller::Cursor cursor(documents, before);
      TextFiller::Place reason{before.disputes, before.reason_bytes};
      for (std::int64_t invoice = begin; invoice < end; ++invoice) {
        const SampleStory story = story_of(invoice);
        cursor.write(story);
        applications.write(before.applications, story);
        instalments.write(before.instalments, story);
        disputes.write(before, reason, story);
        before.add(story);
      }
    });
    std::vector<Table> tables;
    tables.push_back(std::move(documents).table());
    if (!flat_) {
      tables.push_back(std::move(applications).table());
      tables.push_back(std::move(instalments).table());
      tables.push_back(std::move(disputes).table());
      tables.push_back(customers_table(world_, names_, invoices_));
    }
    return Result(std::move(tables));
  }

 private:
  [[nodiscard]] SampleStory story_of(std::int64_t invoice) const noexcept {
    return flat_ ? world_.flat_story(invoice) : world_.story(invoice);
  }

  void count() {
    before_.resize(static_cast<std::size_t>(chunk_count(invoices_)));
    for_each_chunk(invoices_, threads_, [&](std::int64_t chunk, std::int64_t begin, std::int64_t end) {
      RowCounts counts;
      for (std::int64_t invoice = begin; invoice < end; ++invoice) counts.add(story_of(invoice));
      before_[static_cast<std::size_t>(chunk)] = counts;
    });
    for (RowCounts& chunk : before_) {
      const RowCounts counts = chunk;
      chunk = total_;
      total_.add(counts);
    }
  }

  const SampleWorld& world_;
  const std::int64_t invoices_;
  const bool flat_;
  const std::int32_t threads_;
  const CustomerNames names_;
  std::vector<RowCounts> before_;  // rows before each chunk of invoices
  RowCounts total_;
};

}  // namespace

Result write_sample_tables(const SampleWorld& world, std::int64_t invoices, bool flat, std::int32_t threads) {
  return TableWriter(world, invoices, flat, threads).write();
}

}  // namespace openitem
