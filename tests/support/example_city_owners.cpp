#include "support/example_city_owners.hpp"

#include <string>

namespace giaingan::example {
namespace {

const std::vector<SourceShare> mixed = {
    {"nstp-can-doi", 5}, {"nst-tap-trung", 3}, {"thu-sdd", 4}, {"nstw-muc-tieu", 3}, {"xskt", 1}};
const std::vector<SourceShare> own_budget = {{"nstp-can-doi", 6}, {"thu-sdd", 3}, {"nst-tap-trung", 1}};
const std::vector<SourceShare> schooling = {{"xskt", 5}, {"nstp-can-doi", 4}, {"nst-tap-trung", 2}};
const std::vector<SourceShare> ward = {{"nstp-can-doi", 6}, {"thu-sdd", 4}, {"ctmtqg-gnbv", 1}};
const std::vector<SourceShare> village = {
    {"ctmtqg-ntm", 5}, {"ctmtqg-dtts", 3}, {"ctmtqg-gnbv", 2}, {"nstp-can-doi", 3}};
const std::vector<SourceShare> land_fees = {{"thu-sdd", 6}, {"nstp-can-doi", 3}};
const std::vector<SourceShare> poverty = {{"ctmtqg-gnbv", 5}, {"ctmtqg-dtts", 2}, {"nstp-can-doi", 2}};
const std::vector<SourceShare> rural = {{"ctmtqg-ntm", 4}, {"ctmtqg-dtts", 4}, {"nstp-can-doi", 3}};

constexpr std::array<std::string_view, 30> streets = {
    "Bà Triệu",       "Trần Đăng Ninh", "Hùng Vương",      "Lê Lợi",          "Ngô Quyền",
    "Phai Vệ",        "Nhị Thanh",      "Trần Phú",        "Lê Hồng Phong",   "Minh Khai",
    "Bắc Sơn",        "Quang Trung",    "Nguyễn Du",       "Chu Văn An",      "Trần Hưng Đạo",
    "Lý Thường Kiệt", "Lê Đại Hành",    "Phan Đình Phùng", "Văn Miếu",        "Trần Quang Khải",
    "Lương Văn Tri",  "Cao Thắng",      "Yết Kiêu",        "Nguyễn Thái Học", "Nguyễn Tri Phương",
    "Tô Thị",         "Ba Sơn",         "Thác Mạ",         "Lê Quý Đôn",      "Hoàng Diệu"};

/// `{}` stands for a street or a number, `@` for the locality.
std::span<const std::string_view> templates(Sector sector) {
  static constexpr std::array<std::string_view, 6> roads = {
      "Cải tạo, nâng cấp đường {}, @",   "Đường nối {} với quốc lộ 1, @",
      "Hệ thống thoát nước đường {}, @", "Kè chống sạt lở bờ sông Kỳ Cùng, đoạn {}, @",
      "Cầu dân sinh {} và đường dẫn, @", "Hạ tầng kỹ thuật khu dân cư {}, @"};
  static constexpr std::array<std::string_view, 5> urban = {
      "Chỉnh trang vỉa hè đường {}, @", "Điện chiếu sáng đường {}, @", "Cây xanh, công viên {}, @",
      "Bãi đỗ xe công cộng {}, @", "Tín hiệu giao thông nút {}, @"};
  static constexpr std::array<std::string_view, 3> offices = {"Sửa chữa trụ sở làm việc số {}, @",
                                                              "Nhà làm việc và công trình phụ trợ số {}, @",
                                                              "Trang thiết bị trụ sở số {}, @"};
  static constexpr std::array<std::string_view, 3> land = {"Khu tái định cư {}, @",
                                                           "Giải phóng mặt bằng khu đô thị {}, @",
                                                           "Đo đạc, chỉnh lý bản đồ địa chính khu {}, @"};
  static constexpr std::array<std::string_view, 3> trade = {
      "Cải tạo chợ khu {}, @", "Phòng cháy, chữa cháy chợ khu {}, @", "Bến bãi, điểm tập kết hàng hóa {}, @"};
  static constexpr std::array<std::string_view, 4> farming = {
      "Kênh mương nội đồng tuyến {}, @", "Sửa chữa hồ chứa nước số {}, @", "Trạm bơm điện số {}, @",
      "Mô hình sản xuất hoa, rau an toàn số {}, @"};
  static constexpr std::array<std::string_view, 5> schools = {
      "Nhà lớp học 2 tầng 8 phòng, điểm trường số {}, @", "Bếp ăn bán trú, điểm trường số {}, @",
      "Nhà đa năng, điểm trường số {}, @", "Sửa chữa, cải tạo phòng học, điểm trường số {}, @",
      "Thiết bị dạy học tối thiểu, đợt {}, @"};
  static constexpr std::array<std::string_view, 4> culture = {
      "Tu bổ, tôn tạo di tích số {}, @", "Nhà văn hóa khối {}, @", "Sân thể thao khu {}, @",
      "Hệ thống truyền thanh thông minh cụm {}, @"};
  static constexpr std::array<std::string_view, 3> social = {"Hỗ trợ nhà ở hộ nghèo, đợt {}, @",
                                                             "Tu bổ nghĩa trang, đài tưởng niệm số {}, @",
                                                             "Thiết bị đào tạo nghề, gói {}, @"};
  static constexpr std::array<std::string_view, 3> health = {"Sửa chữa trạm y tế số {}, @",
                                                             "Trang thiết bị y tế, gói {}, @",
                                                             "Hệ thống xử lý nước thải y tế số {}, @"};
  static constexpr std::array<std::string_view, 6> communal = {
      "Bê tông hóa đường ngõ tuyến {}, @", "Nhà văn hóa thôn, khối {}, @",
      "Rãnh thoát nước khu {}, @",         "Cấp nước sinh hoạt tập trung cụm {}, @",
      "Mương thủy lợi tuyến {}, @",        "Sân chơi cộng đồng khu {}, @"};
  switch (sector) {
    case Sector::roads:
      return roads;
    case Sector::urban:
      return urban;
    case Sector::offices:
      return offices;
    case Sector::land:
      return land;
    case Sector::trade:
      return trade;
    case Sector::farming:
      return farming;
    case Sector::schools:
      return schools;
    case Sector::culture:
      return culture;
    case Sector::social:
      return social;
    case Sector::health:
      return health;
    case Sector::commune:
      return communal;
  }
  return communal;
}

}  // namespace

const std::array<int, months>& per_mille(Pace pace) {
  static constexpr std::array<int, months> steady = {22,  48,  118, 222, 352, 425, 490,
                                                     598, 690, 815, 880, 950, 1000};
  static constexpr std::array<int, months> early = {45,  95,  190, 310, 445, 540, 610,
                                                    700, 775, 860, 910, 965, 1000};
  static constexpr std::array<int, months> late = {4,   10,  35,  80,  150, 215, 280,
                                                   365, 450, 570, 690, 880, 1000};
  static constexpr std::array<int, months> stalled = {18,  40,  95,  160, 225, 260, 290,
                                                      330, 380, 460, 580, 820, 1000};
  switch (pace) {
    case Pace::steady:
      return steady;
    case Pace::early:
      return early;
    case Pace::late:
      return late;
    case Pace::stalled:
      return stalled;
  }
  return steady;
}

const std::vector<Owner>& owners() {
  using enum Sector;
  using enum Pace;
  static const std::vector<Owner> all = {
      {"bqlda", "Ban Quản lý dự án đầu tư xây dựng thành phố", "tp-lang-son", roads, steady, 9550, 69, 4300,
       mixed, ""},
      {"vp-hdnd-ubnd", "Văn phòng HĐND - UBND thành phố", "tp-lang-son", offices, early, 9700, 4, 1300,
       own_budget, ""},
      {"vp-thanh-uy", "Văn phòng Thành ủy", "tp-lang-son", offices, steady, 9500, 3, 1500, own_budget, ""},
      {"ban-chqs", "Ban Chỉ huy Quân sự thành phố", "tp-lang-son", offices, steady, 9300, 4, 1700, own_budget,
       ""},
      {"cong-an", "Công an thành phố", "tp-lang-son", offices, stalled, 7400, 4, 1900, own_budget, ""},
      {"thanh-tra", "Thanh tra thành phố", "tp-lang-son", offices, late, 0, 1, 0, own_budget, ""},
      {"cdt-qldt", "Phòng Quản lý đô thị (chủ đầu tư)", "phong-qldt", urban, steady, 9400, 14, 2700, mixed,
       ""},
      {"doi-qltt", "Đội Quản lý trật tự đô thị", "phong-qldt", urban, early, 9600, 5, 900, own_budget, ""},
      {"tt-ptqd", "Trung tâm Phát triển quỹ đất thành phố", "phong-tnmt", land, stalled, 6300, 9, 4100,
       land_fees, ""},
      {"cdt-tnmt", "Phòng Tài nguyên và Môi trường (chủ đầu tư)", "phong-tnmt", land, steady, 8800, 4, 1600,
       land_fees, ""},
      {"cdt-kt", "Phòng Kinh tế (chủ đầu tư)", "phong-kt", farming, late, 7900, 8, 1800, rural, ""},
      {"bql-cho", "Ban Quản lý chợ thành phố", "phong-kt", trade, late, 4300, 3, 2600, own_budget, ""},
      {"tt-dvnn", "Trung tâm Dịch vụ nông nghiệp", "phong-kt", farming, steady, 9500, 5, 1400, rural, ""},
      {"cdt-gddt", "Phòng Giáo dục và Đào tạo (chủ đầu tư)", "phong-gddt", schools, steady, 9600, 16, 2300,
       schooling, ""},
      {"thcs-vinh-trai", "Trường THCS Vĩnh Trại", "phong-gddt", schools, early, 9900, 3, 1200, schooling,
       "phuong-vinh-trai"},
      {"th-chi-lang", "Trường Tiểu học Chi Lăng", "phong-gddt", schools, steady, 9400, 3, 1500, schooling,
       "phuong-chi-lang"},
      {"mn-hoa-sen", "Trường Mầm non Hoa Sen", "phong-gddt", schools, steady, 9400, 3, 1000, schooling,
       "phuong-hoang-van-thu"},
      {"tt-gdnn", "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên", "phong-gddt", schools, late, 5600,
       3, 1700, poverty, ""},
      {"cdt-vhtt", "Phòng Văn hóa và Thông tin (chủ đầu tư)", "phong-vhtt", culture, steady, 9100, 6, 1500,
       mixed, ""},
      {"tt-vhtt", "Trung tâm Văn hóa, Thể thao và Truyền thông", "phong-vhtt", culture, early, 9400, 5, 1200,
       own_budget, ""},
      {"cdt-ldtbxh", "Phòng Lao động - Thương binh và Xã hội (chủ đầu tư)", "phong-ldtbxh", social, late,
       6700, 4, 1500, poverty, ""},
      {"tt-y-te", "Trung tâm Y tế thành phố", "phong-yt", health, steady, 9300, 5, 1600, schooling, ""},
      {"ubnd-chi-lang", "UBND phường Chi Lăng", "tp-lang-son", commune, early, 9600, 7, 900, ward,
       "phuong-chi-lang"},
      {"ubnd-dong-kinh", "UBND phường Đông Kinh", "tp-lang-son", commune, steady, 9500, 8, 1000, ward,
       "phuong-dong-kinh"},
      {"ubnd-hoang-van-thu", "UBND phường Hoàng Văn Thụ", "tp-lang-son", commune, steady, 9500, 6, 900, ward,
       "phuong-hoang-van-thu"},
      {"ubnd-tam-thanh", "UBND phường Tam Thanh", "tp-lang-son", commune, early, 9800, 8, 1000, ward,
       "phuong-tam-thanh"},
      {"ubnd-vinh-trai", "UBND phường Vĩnh Trại", "tp-lang-son", commune, steady, 9200, 7, 900, ward,
       "phuong-vinh-trai"},
      {"ubnd-hoang-dong", "UBND xã Hoàng Đồng", "tp-lang-son", commune, steady, 9000, 10, 1200, village,
       "xa-hoang-dong"},
      {"ubnd-mai-pha", "UBND xã Mai Pha", "tp-lang-son", commune, early, 9500, 11, 1200, village,
       "xa-mai-pha"},
      {"ubnd-quang-lac", "UBND xã Quảng Lạc", "tp-lang-son", commune, late, 8100, 12, 1300, village,
       "xa-quang-lac"},
  };
  return all;
}

const std::vector<Unit>& departments_and_localities() {
  static const std::vector<Unit> all = {
      {"tp-lang-son", "Thành phố Lạng Sơn", "city", ""},
      {"phong-tckh", "Phòng Tài chính - Kế hoạch", "department", "tp-lang-son"},
      {"phong-qldt", "Phòng Quản lý đô thị", "department", "tp-lang-son"},
      {"phong-tnmt", "Phòng Tài nguyên và Môi trường", "department", "tp-lang-son"},
      {"phong-kt", "Phòng Kinh tế", "department", "tp-lang-son"},
      {"phong-gddt", "Phòng Giáo dục và Đào tạo", "department", "tp-lang-son"},
      {"phong-vhtt", "Phòng Văn hóa và Thông tin", "department", "tp-lang-son"},
      {"phong-ldtbxh", "Phòng Lao động - Thương binh và Xã hội", "department", "tp-lang-son"},
      {"phong-yt", "Phòng Y tế", "department", "tp-lang-son"},
      {"phuong-chi-lang", "Phường Chi Lăng", "locality", "tp-lang-son"},
      {"phuong-dong-kinh", "Phường Đông Kinh", "locality", "tp-lang-son"},
      {"phuong-hoang-van-thu", "Phường Hoàng Văn Thụ", "locality", "tp-lang-son"},
      {"phuong-tam-thanh", "Phường Tam Thanh", "locality", "tp-lang-son"},
      {"phuong-vinh-trai", "Phường Vĩnh Trại", "locality", "tp-lang-son"},
      {"xa-hoang-dong", "Xã Hoàng Đồng", "locality", "tp-lang-son"},
      {"xa-mai-pha", "Xã Mai Pha", "locality", "tp-lang-son"},
      {"xa-quang-lac", "Xã Quảng Lạc", "locality", "tp-lang-son"},
  };
  return all;
}

std::string_view programme_of(std::string_view source) {
  if (source == "ctmtqg-ntm") return "NTM";
  if (source == "ctmtqg-gnbv") return "GNBV";
  if (source == "ctmtqg-dtts") return "DTTS-MN";
  return {};
}

std::string project_name(Sector sector, std::size_t number, std::string_view place) {
  const auto choices = templates(sector);
  std::string name{choices[number % choices.size()]};
  const bool by_street = sector == Sector::roads || sector == Sector::urban;
  const std::string which = by_street ? std::string{streets[number * 7 % streets.size()]}
                                      : std::to_string(number / choices.size() + 1);
  name.replace(name.find("{}"), 2, which);
  name.replace(name.find('@'), 1, place);
  if (by_street && number >= streets.size())
    name += " (giai đoạn " + std::to_string(number / streets.size() + 1) + ")";
  return name;
}

}  // namespace giaingan::example
