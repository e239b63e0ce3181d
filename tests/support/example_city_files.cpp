// The dataset folder as text: CSV files (RFC 4180) and the README.
#include <fstream>
#include <initializer_list>
#include <stdexcept>
#include <string_view>

#include "support/example_city.hpp"

namespace giaingan::example {
namespace {

std::string field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string{text};
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

/// An amount or year of which zero means that there is none.
std::string or_empty(std::int64_t number) {
  return number == 0 ? std::string{} : std::to_string(number);
}

class Csv {
 public:
  explicit Csv(std::string_view header) : text_(header) { text_ += '\n'; }
  void row(std::initializer_list<std::string_view> fields) {
    std::string_view separator;
    for (const std::string_view one : fields) {
      text_.append(separator).append(field(one));
      separator = ",";
    }
    text_ += '\n';
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string units_csv(const City& city) {
  Csv csv{"unit,name,kind,parent"};
  for (const Unit& unit : city.units)
    csv.row({unit.id, unit.name, unit.kind, unit.parent});
  return csv.text();
}

std::string projects_csv(const City& city) {
  Csv csv{
      "project,name,group,phase,total_investment,funded_before,first_funded_year,medium_term_plan,medium_"
      "term_used,"
      "priority,approved_on,started_on,completed_on,settlement_submitted_on,settled_on"};
  for (const Project& one : city.projects) {
    csv.row({one.id, one.name, one.group, one.phase, or_empty(one.total_investment),
             std::to_string(one.funded_before), or_empty(one.first_funded_year),
             or_empty(one.medium_term_plan),
             one.medium_term_plan == 0 ? std::string{} : std::to_string(one.medium_term_used),
             std::to_string(one.priority), one.approved_on, one.started_on, one.completed_on,
             one.settlement_submitted_on, one.settled_on});
  }
  return csv.text();
}

std::string allocations_csv(const City& city) {
  Csv csv{"allocation,project,owner,locality,source,programme,carried_from,plan"};
  for (const Allocation& one : city.allocations) {
    const Project& project = city.projects[one.project];
    csv.row({one.id, project.id, project.owner, project.locality, one.source, one.programme,
             or_empty(one.carried_from), std::to_string(one.plan)});
  }
  return csv.text();
}

std::string plan_changes_csv(const City& city) {
  Csv csv{"allocation,date,change,decision"};
  for (const Allocation& one : city.allocations) {
    for (const PlanChange& change : one.changes) {
      csv.row({one.id, change.date, std::to_string(change.change), change.decision});
    }
  }
  return csv.text();
}

std::string disbursements_csv(const City& city) {
  Csv csv{"allocation,month,disbursed,kind"};
  for (const Allocation& one : city.allocations) {
    for (int month = 0; month < months; ++month) {
      const auto at = static_cast<std::size_t>(month);
      if (one.reported[at]) csv.row({one.id, month_name(month), std::to_string(one.disbursed[at]), "actual"});
      for (const Estimate& estimate : city.estimates) {
        if (estimate.allocation != one.id || estimate.month != month) continue;
        csv.row({one.id, month_name(month), std::to_string(estimate.disbursed), "estimate"});
      }
    }
  }
  return csv.text();
}

/// The owners' own plans: what the year's pace would be if all went well, whole triệu, all of it by December.
std::string schedule_csv(const City& city) {
  static constexpr std::array<int, months> per_cent = {2, 5, 13, 23, 34, 45, 54, 63, 72, 82, 91, 100, 100};
  Csv csv{"allocation,month,scheduled"};
  for (const Allocation& one : city.allocations) {
    bool sent = one.plan > 0;
    for (const std::string& owner : city.without_schedule)
      sent = sent && city.projects[one.project].owner != owner;
    if (!sent) continue;
    for (int month = 0; month < months; ++month) {
      const int percent = per_cent[static_cast<std::size_t>(month)];
      const std::int64_t scheduled =
          percent == 100 ? one.plan : one.plan / 100 * percent / 1'000'000 * 1'000'000;
      csv.row({one.id, month_name(month), std::to_string(scheduled)});
    }
  }
  return csv.text();
}

std::string commitments_csv(const City& city) {
  Csv csv{"allocation,month,committed"};
  for (const Allocation& one : city.allocations) {
    std::int64_t last = 0;
    for (int month = 0; month < months; ++month) {  // a month without news has no row
      const std::int64_t committed = one.committed[static_cast<std::size_t>(month)];
      if (committed == last) continue;
      csv.row({one.id, month_name(month), std::to_string(committed)});
      last = committed;
    }
  }
  return csv.text();
}

std::string requests_csv(const City& city) {
  Csv csv{"allocation,round,requested,absorbable"};
  for (const Request& one : city.requests) {
    csv.row({one.allocation, one.round, std::to_string(one.requested), std::to_string(one.absorbable)});
  }
  return csv.text();
}

std::string references_csv(const City& city) {
  Csv csv{"reference,month,basis,plan,disbursed,percent"};
  for (const Reference& one : city.references) {
    csv.row({"province", month_name(one.month), "current", or_empty(one.plan), or_empty(one.disbursed),
             one.percent});
  }
  return csv.text();
}

std::string ledgers_csv(const City& city) {
  Csv csv{"allocation,month,system,plan,disbursed"};
  for (const LedgerRow& one : city.ledgers) {
    csv.row({one.allocation, month_name(one.month), one.system, std::to_string(one.plan),
             std::to_string(one.disbursed)});
  }
  return csv.text();
}

std::string events_csv(const City& city) {
  Csv csv{"unit,type,period,date,amount,cause"};
  for (const Event& one : city.events) {
    csv.row({one.unit, one.type, one.period, one.date, or_empty(one.amount), one.cause});
  }
  return csv.text();
}

std::string revenues_csv(const City& city) {
  Csv csv{"source,month,estimated,collected"};
  for (const Revenue& one : city.revenues) {
    csv.row(
        {one.source, month_name(one.month), std::to_string(one.estimated), std::to_string(one.collected)});
  }
  return csv.text();
}

std::string metrics_csv(const City& city) {
  Csv csv{"unit,metric,value"};
  for (const Metric& one : city.metrics)
    csv.row({one.unit, one.metric, one.value});
  return csv.text();
}

std::string codes(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text.append(text.empty() ? "`" : ", `").append(name).append("`");
  return text;
}

std::string readme(const City& city) {
  std::string text = R"(# Lạng Sơn city, 2024: a SYNTHETIC dataset · Bộ dữ liệu GIẢ LẬP

**Tiếng Việt.** Mọi số liệu trong thư mục này là **giả lập**, do chương trình sinh ra từ một hạt giống cố định; không có
con số nào nói lên điều gì về cơ quan, dự án hay địa phương nào. Tên gọi chỉ để người đọc dễ hình dung một thành phố
thật có dữ liệu ra sao. Không sửa tay các tệp: sửa chương trình sinh rồi chạy lại.

**English.** Every figure in this folder is **synthetic**, drawn by a program from a fixed seed; none says anything about
any body, project or place. Names are there only to show what a real city's data look like. Don't edit the files by
hand: change the generator (`tests/support/example_city*.cpp`) and run

    cmake --build build/dev --target make_example_city
    build/dev/tests/support/make_example_city docs/examples/lang-son-city-2024

A test writes the folder anew and compares every byte; another finds each case below in the CSV files themselves.

Amounts are whole đồng, cumulative within 2024. `2025-01` is the thirteenth month: payments for 2024 close on 31 January
2025. People's Committees of wards and communes own projects as units of kind `owner` (`ubnd-…`); the wards and communes
themselves are of kind `locality`. A department that owns projects does so as `cdt-…` (chủ đầu tư) beneath it.

| nguồn vốn · source | |
|---|---|
| `nstw-muc-tieu` | ngân sách trung ương bổ sung có mục tiêu · targeted support of the central budget |
| `nst-tap-trung` | ngân sách tỉnh tập trung · province's concentrated budget |
| `nstp-can-doi` | cân đối ngân sách thành phố · city's own budget |
| `thu-sdd` | thu tiền sử dụng đất · land-use fees |
| `xskt` | xổ số kiến thiết · lottery revenue |
| `ctmtqg-ntm`, programme `NTM` | CTMTQG xây dựng nông thôn mới · new rural development |
| `ctmtqg-gnbv`, programme `GNBV` | CTMTQG giảm nghèo bền vững · sustainable poverty reduction |
| `ctmtqg-dtts`, programme `DTTS-MN` | CTMTQG vùng đồng bào dân tộc thiểu số và miền núi · ethnic minority and mountainous areas |

The letter gives no required ratios. The generator assumes 30 % at 31/5, 55 % at 31/8 and 70 % at 31/10 to decide which
owners are short in the rounds `2024-06`, `2024-09` and `2024-11`; averages below are weighted, over all capital
(carried-over included) unless said. Văn bản không nêu tỷ lệ yêu cầu; các mức trên là giả định.

## Trường hợp khó · Awkward cases, each placed on purpose

| case | units | allocations | months / round | |
|---|---|---|---|---|
)";
  for (const Case& one : city.cases) {
    text += "| " + one.id + " | " + codes(one.units) + " | " + codes(one.allocations) + " | " +
            codes(one.months) + " | " + one.vietnamese + " · " + one.english + " |\n";
  }
  return text;
}

}  // namespace

std::vector<File> files_of(const City& city) {
  return {{"units.csv", units_csv(city)},
          {"allocations.csv", allocations_csv(city)},
          {"projects.csv", projects_csv(city)},
          {"plan_changes.csv", plan_changes_csv(city)},
          {"disbursements.csv", disbursements_csv(city)},
          {"schedule.csv", schedule_csv(city)},
          {"commitments.csv", commitments_csv(city)},
          {"requests.csv", requests_csv(city)},
          {"references.csv", references_csv(city)},
          {"ledgers.csv", ledgers_csv(city)},
          {"events.csv", events_csv(city)},
          {"revenues.csv", revenues_csv(city)},
          {"metrics.csv", metrics_csv(city)},
          {"README.md", readme(city)}};
}

void write_example_city(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  for (const File& file : files_of(make_example_city())) {
    std::ofstream stream{folder / file.name, std::ios::binary};
    stream << file.text;
    if (!stream.flush()) throw std::runtime_error("cannot write " + (folder / file.name).string());
  }
}

}  // namespace giaingan::example
