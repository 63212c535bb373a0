#include "datasets/sample_world.hpp"

#include <algorithm>
#include <numeric>

#include "datasets/counter_random.hpp"

namespace openitem {
namespace {

enum Stream : std::uint64_t {
  kCustomerStream = 1,
  kChoiceStream = 2,
  kStoryStream = 3,
  kFlatStream = 4,
  kFaultStream = 5
};

// Ids of an invoice's documents are consecutive from its own.
constexpr std::int64_t kIdsOfInvoice = 16;
// Ids that no document has.
constexpr std::int64_t kUnknownId = -1;

std::int64_t share_of(std::int64_t amount, std::int32_t percent) noexcept { return amount * percent / 100; }

}  // namespace

SampleWorld::SampleWorld(std::uint64_t seed, std::int64_t invoices, std::int32_t customers,
                         std::int32_t first_day, std::int32_t last_day, std::int32_t faults)
    : seed_(seed),
      invoices_(invoices),
      customers_(customers),
      stride_(std::max(1, customers * 5 / 8)),
      first_day_(first_day),
      last_day_(last_day),
      faults_(faults) {
  while (std::gcd(stride_, customers_) != 1) ++stride_;
}

SampleCustomer SampleWorld::customer(std::int32_t number) const noexcept {
  CounterRandom random(seed_, kCustomerStream, static_cast<std::uint64_t>(number));
  SampleCustomer customer{};
  const std::int32_t currency = random.below(100);
  customer.currency = currency < 70   ? SampleCurrency::eur
                      : currency < 92 ? SampleCurrency::usd
                                      : SampleCurrency::jpy;
  constexpr std::int32_t terms[] = {14, 30, 30, 30, 60};
  customer.terms = terms[random.below(5)];
  struct Habit {
    std::int32_t from, to;
  };
  // Half pay about on time, most of the others late, a few very late.
  constexpr Habit habits[] = {{-8, 2}, {-3, 3}, {-1, 6},  {-1, 6},  {0, 12},
                              {3, 20}, {5, 35}, {10, 60}, {20, 95}, {45, 200}};
  const Habit habit = habits[random.below(10)];
  customer.late_from = habit.from;
  customer.late_to = habit.to;
  customer.region = random.chance(200) ? kNoRegion : random.below(4);
  return customer;
}

std::int32_t SampleWorld::customer_of(std::int64_t invoice) const noexcept {
  CounterRandom random(seed_, kChoiceStream, static_cast<std::uint64_t>(invoice));
  // The cube of an even draw: a tenth of the customers have almost half of the invoices.
  const std::uint64_t draw = random.bits();
  const std::uint64_t cube = (((draw * draw) >> 32) * draw) >> 32;
  const std::uint64_t rank = (cube * static_cast<std::uint64_t>(customers_)) >> 32;
  return static_cast<std::int32_t>(rank * static_cast<std::uint64_t>(stride_) %
                                   static_cast<std::uint64_t>(customers_));
}

// Writes one story from first to last page.
class StoryTeller {
 public:
  StoryTeller(const SampleWorld& world, std::int64_t invoice, Stream stream) noexcept
      : world_(world),
        invoice_(invoice),
        random_(world.seed_, stream, static_cast<std::uint64_t>(invoice)),
        faults_(world.seed_, kFaultStream, static_cast<std::uint64_t>(invoice)) {
    story_.customer = world.customer_of(invoice);
    customer_ = world.customer(story_.customer);
    story_.currency =
        random_.chance(150) ? static_cast<SampleCurrency>(random_.below(3)) : customer_.currency;
    story_.region = customer_.region;
    story_.paid_date = kNoDay;
    story_.paid_amount = kNoAmount;
  }

  SampleStory tell() noexcept {
    write_invoice();
    write_instalments();
    std::int64_t open = story_.documents.members[0].amount;
    open -= write_credit_note(open);
    write_payments(open);
    write_payment_on_account();
    write_dispute();
    write_fault();
    return story_;
  }

  SampleStory tell_flat() noexcept {
    write_invoice();
    write_settlement();
    write_flat_fault();
    return story_;
  }

 private:
  SampleDocument& invoice() noexcept { return story_.documents.members[0]; }

  std::int64_t next_id() noexcept { return 1 + invoice_ * kIdsOfInvoice + story_.documents.count; }

  std::int64_t draw_amount() noexcept {
    const std::int32_t size = random_.between(9, 21);  // powers of two: many small invoices, few big ones
    return 200 + (std::int64_t{1} << size) + random_.below(1 << size);
  }

  void write_invoice() noexcept {
    const std::int64_t days = world_.last_day_ - world_.first_day_ + 1;
    const auto issue = static_cast<std::int32_t>(world_.first_day_ + invoice_ * days / world_.invoices_);
    const std::int32_t posting = issue + (random_.chance(900) ? random_.between(1, 20) : 0);
    story_.documents.add(
        {SampleKind::invoice, next_id(), issue, posting, issue + customer_.terms, draw_amount()});
  }

  void write_instalments() noexcept {
    if (!random_.chance(500)) return;
    const std::int32_t parts = random_.between(2, 3);
    const std::int64_t amount = invoice().amount;
    std::int64_t given = 0;
    for (std::int32_t part = 0; part < parts; ++part) {
      const std::int64_t share = part + 1 == parts ? amount - given : amount / parts;
      story_.instalments.add({invoice().due + 30 * part, share});
      given += share;
    }
  }

  [[nodiscard]] bool is_over(std::int32_t day) const noexcept { return day > world_.last_day_; }

  std::int64_t add_document(SampleKind kind, std::int32_t day, std::int64_t amount) noexcept {
    const std::int64_t id = next_id();
    story_.documents.add({kind, id, day, day, kNoDay, amount});
    return id;
  }

  // Returns what it settles of the invoice.
  std::int64_t write_credit_note(std::int64_t open) noexcept {
    if (!random_.chance(600)) return 0;
    const std::int32_t day = invoice().posting + random_.between(5, 40);
    const std::int64_t amount = share_of(open, random_.between(5, 30));
    const bool is_applied = random_.chance(7000);
    if (is_over(day) || amount == 0) return 0;
    const std::int64_t id = add_document(SampleKind::credit_note, day, -amount);
    if (!is_applied) return 0;
    story_.applications.add({id, invoice().id, amount, day});
    return amount;
  }

  std::int32_t draw_payment_day() noexcept {
    return std::max(invoice().posting,
                    invoice().due + random_.between(customer_.late_from, customer_.late_to));
  }

  void write_payments(std::int64_t open) noexcept {
    if (random_.chance(250)) return;  // never paid
    const std::int32_t parts = random_.chance(1500) ? random_.between(2, 3) : 1;
    const bool is_short = random_.chance(400);
    std::int64_t to_pay = is_short ? share_of(open, random_.between(50, 98)) : open;
    std::int32_t day = draw_payment_day();
    for (std::int32_t part = parts; part >= 1; --part) {
      if (is_over(day)) return;
      const std::int64_t amount = to_pay / part;
      if (amount > 0) pay(day, amount);
      to_pay -= amount;
      day += random_.between(7, 35);
    }
  }

  void pay(std::int32_t day, std::int64_t amount) noexcept {
    const std::int64_t id = add_document(SampleKind::payment, day, -amount);
    const std::int32_t applied_on = day + (random_.chance(1000) ? random_.between(1, 6) : 0);
    story_.applications.add({id, invoice().id, amount, applied_on});
    if (random_.chance(120)) write_return(id, applied_on + random_.between(3, 10), amount);
  }

  // The bank takes the payment back: the invoice is open again, the payment settles its own return.
  void write_return(std::int64_t payment, std::int32_t day, std::int64_t amount) noexcept {
    if (is_over(day)) return;
    const std::int64_t id = add_document(SampleKind::payment_return, day, amount);
    story_.applications.add({payment, invoice().id, -amount, day});
    story_.applications.add({payment, id, amount, day});
  }

  void write_payment_on_account() noexcept {
    if (!random_.chance(100)) return;
    const std::int32_t day = invoice().posting + random_.between(0, 60);
    if (!is_over(day)) add_document(SampleKind::payment, day, -draw_amount());
  }

  void write_dispute() noexcept {
    if (!random_.chance(200)) return;
    const std::int32_t opened = invoice().posting + random_.between(5, 60);
    const std::int64_t amount =
        random_.chance(5000) ? kNoAmount : share_of(invoice().amount, random_.between(10, 90));
    const std::int32_t reason = random_.below(4);
    const std::int32_t closed = random_.chance(6000) ? opened + random_.between(10, 60) : kNoDay;
    if (is_over(opened)) return;
    story_.disputes.add({amount, reason, opened, closed == kNoDay || is_over(closed) ? kNoDay : closed});
  }

  void write_fault() noexcept {
    if (!faults_.chance(world_.faults_)) return;
    SampleDocument copy = invoice();
    switch (faults_.below(4)) {
      case 0: story_.documents.add(copy); break;  // the same id again
      case 1: invoice().due = kNoDay; break;
      case 2: story_.applications.add({kUnknownId, invoice().id, 100, invoice().posting}); break;
      default:
        copy.kind = SampleKind::misspelt;
        copy.id = next_id();
        story_.documents.add(copy);
    }
  }

  void write_settlement() noexcept {
    if (random_.chance(250)) return;
    const std::int32_t day = draw_payment_day();
    if (is_over(day)) return;
    story_.paid_date = day;
    const std::int64_t amount = invoice().amount;
    if (random_.chance(700)) story_.paid_amount = share_of(amount, random_.between(40, 98));
    if (random_.chance(30)) story_.paid_amount = amount + random_.between(1, 500);
  }

  void write_flat_fault() noexcept {
    if (!faults_.chance(world_.faults_)) return;
    switch (faults_.below(3)) {
      case 0: story_.documents.add(invoice()); break;
      case 1: invoice().due = kNoDay; break;
      default:  // an amount that was paid on no day
        story_.paid_date = kNoDay;
        story_.paid_amount = share_of(invoice().amount, 50);
    }
  }

  const SampleWorld& world_;
  const std::int64_t invoice_;
  CounterRandom random_;
  CounterRandom faults_;
  SampleCustomer customer_{};
  SampleStory story_;
};

SampleStory SampleWorld::story(std::int64_t invoice) const noexcept {
  return StoryTeller(*this, invoice, kStoryStream).tell();
}

SampleStory SampleWorld::flat_story(std::int64_t invoice) const noexcept {
  return StoryTeller(*this, invoice, kFlatStream).tell_flat();
}

}  // namespace openitem
