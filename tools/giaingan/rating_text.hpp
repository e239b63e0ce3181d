/// @file
/// How points and classes came about, in words.
#pragma once

#include "giaingan/rules/evaluation.hpp"

#include <span>
#include <string>

#include "inputs.hpp"

namespace giaingan::tool {

/// `tập thể`, `người đứng đầu`.
[[nodiscard]] std::string subject_name(Subject subject, Language language);
/// `Theo điểm`, `Mức trần`: what kind of step it is.
[[nodiscard]] std::string step_kind_name(ClassStepKind kind, Language language);
/// What a step after the bands is called: the title of the veto, cap or quota. @pre it is of this rubric
[[nodiscard]] std::string step_name(const EvaluationPolicy& rubric, const ClassStep& step, Language language);

/// For each subject: every criterion with its figure, band, points and weight, what dropped out and what was
/// rescaled, the total, and each step to the class with its clause; empty without a rubric or subjects.
/// @param ratings of one evaluation, a unit's collective before its head
[[nodiscard]] std::string ratings_text(const Inputs& inputs, std::span<const SubjectRating> ratings,
                                       Language language);

}  // namespace giaingan::tool
