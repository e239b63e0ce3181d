// Objects are given up in every order: each goes on saying what it said while another is there or isn't.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iterator>
#include <numeric>
#include <string>
#include <vector>

#include "capi/arrow.hpp"
#include "giaingan.h"

namespace {

const std::string& rubric() {
  static const std::string text = [] {
    std::ifstream file(GIAINGAN_SOURCE_DIR "/bindings/conformance/rubric.json", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
  return text;
}

std::string document_of(const giaingan_result* result) {
  const char* json = "";
  EXPECT_EQ(giaingan_result_json(result, &json, nullptr, nullptr), GIAINGAN_OK);
  return json;
}

std::string classes_of(const giaingan_ratings* ratings) {
  giaingan_column column;
  EXPECT_EQ(giaingan_ratings_column(ratings, "class", &column, nullptr), GIAINGAN_OK);
  const auto* values = static_cast<const int16_t*>(column.data);
  return std::accumulate(values, values + column.length, std::string(),
                         [](const std::string& text, int16_t value) { return text + std::to_string(value); });
}

/// One of everything, made of one another.
class Everything {
 public:
  Everything() {
    const std::string& text = rubric();
    const char* const name = "rubric.json";
    const char* const document = text.c_str();
    EXPECT_EQ(giaingan_session_create(&session_, nullptr), GIAINGAN_OK);
    EXPECT_EQ(giaingan_session_policy(session_, &name, &document, nullptr, 1, 2024, 6, 30, &policy_, nullptr),
              GIAINGAN_OK);
    EXPECT_EQ(giaingan_session_portfolio(session_, GIAINGAN_SOURCE_DIR "/bindings/conformance/columns", 2024,
                                         &portfolio_, nullptr),
              GIAINGAN_OK);
    EXPECT_EQ(giaingan_digests(policy_, portfolio_, &result_, nullptr), GIAINGAN_OK);
    EXPECT_EQ(giaingan_result_to_arrow(result_, "sources", &schema_, &array_, nullptr), GIAINGAN_OK);
    const auto count = static_cast<int64_t>(columns_.size());
    EXPECT_EQ(giaingan_ratings_create(policy_, GIAINGAN_SUBJECT_COLLECTIVE, nullptr, columns_.data(), nullptr,
                                      count, &collectives_, nullptr),
              GIAINGAN_OK);
    EXPECT_EQ(giaingan_ratings_create(policy_, GIAINGAN_SUBJECT_HEAD, collectives_, columns_.data(), nullptr,
                                      count, &heads_, nullptr),
              GIAINGAN_OK);
    objects_ = {
        {[this] { return std::to_string(giaingan_policy_year(policy_)); },
         [this] { giaingan_policy_release(policy_); }},
        {[this] {
           giaingan_result* digests = nullptr;
           EXPECT_EQ(giaingan_digests(nullptr, portfolio_, &digests, nullptr), GIAINGAN_OK);
           std::string names = std::to_string(giaingan_result_table_count(digests));
           giaingan_result_release(digests);
           return names;
         },
         [this] { giaingan_portfolio_release(portfolio_); }},
        {[this] {
           int64_t done = 0;
           EXPECT_EQ(giaingan_session_progress(session_, &done, nullptr), GIAINGAN_OK);
           return std::to_string(done);
         },
         [this] { giaingan_session_release(session_); }},
        {[this] { return document_of(result_) + giaingan_result_table_name(result_, 0); },
         [this] { giaingan_result_release(result_); }},
        {[this] {
           const auto* offsets = static_cast<const int64_t*>(array_.children[0]->buffers[1]);
           const auto* bytes = static_cast<const char*>(array_.children[0]->buffers[2]);
           return std::string(bytes, static_cast<std::size_t>(offsets[array_.length]));
         },
         [this] {
           array_.release(&array_);
           schema_.release(&schema_);
         }},
        {[this] { return classes_of(collectives_); }, [this] { giaingan_ratings_release(collectives_); }},
        {[this] { return classes_of(heads_); }, [this] { giaingan_ratings_release(heads_); }},
    };
  }
  Everything(const Everything&) = delete;
  Everything& operator=(const Everything&) = delete;

  [[nodiscard]] std::size_t size() const { return objects_.size(); }
  [[nodiscard]] std::string said_by(std::size_t object) const { return objects_[object].say(); }
  void release(std::size_t object) const { objects_[object].release(); }

 private:
  struct Object {
    std::function<std::string()> say;
    std::function<void()> release;
  };

  std::array<int64_t, 3> ones_{1, 1, 1};
  std::array<giaingan_column, 4> columns_{column("final_ratio"), column("late_reports"), column("breaches"),
                                          column("led")};
  giaingan_session* session_ = nullptr;
  giaingan_policy* policy_ = nullptr;
  giaingan_portfolio* portfolio_ = nullptr;
  giaingan_result* result_ = nullptr;
  giaingan_ratings* collectives_ = nullptr;
  giaingan_ratings* heads_ = nullptr;
  ArrowSchema schema_{};
  ArrowArray array_{};
  std::vector<Object> objects_;

  [[nodiscard]] giaingan_column column(const char* name) const {
    return {name, ones_.data(), nullptr, nullptr, 3, 0, GIAINGAN_INT64};
  }
};

TEST(CApi, ObjectsAreReleasedInEveryOrder) {
  const Everything first;
  std::vector<std::string> said;
  std::vector<std::size_t> order(first.size());
  std::iota(order.begin(), order.end(), 0U);
  for (const std::size_t object : order) {
    said.push_back(first.said_by(object));
  }
  for (const std::size_t object : order)
    first.release(object);
  do {
    const Everything all;
    for (auto object = order.begin(); object != order.end(); ++object) {
      all.release(*object);
      for (auto left = object + 1; left != order.end(); ++left)
        ASSERT_EQ(all.said_by(*left), said[*left]) << "after " << *object << " was released";
    }
  } while (std::ranges::next_permutation(order).found);
}

}  // namespace
