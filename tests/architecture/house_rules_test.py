#!/usr/bin/env python3
"""Plants one breach of each house rule in an otherwise sound tree and sees it reported."""

import tempfile
import unittest
from pathlib import Path

from house_rules import House, main

SOUND = {
    "include/giaingan/exact/ratio.hpp": "#pragma once\n#include <cstdint>\nstruct Ratio {};  // no double here\n",
    "src/exact/ratio.cpp": '#include "giaingan/exact/ratio.hpp"\n\n#include <boost/x.hpp>\n'
                           "const long million = 1'000'000;\nconst char* text = \"0.5 double\";\n"
                           "const char point = '.';\nconst unsigned hex = 0x1e5;\n",
    "include/giaingan/rules/ranking.hpp": '#pragma once\n#include "giaingan/exact/ratio.hpp"\n',
    "include/giaingan/rules/rounds.hpp": "#pragma once\n",
    "src/rules/ranking.cpp": '#include "giaingan/rules/ranking.hpp"\n',
    "src/rules/rounds_flow.hpp": '#include "giaingan/rules/rounds.hpp"\n',
    "src/rules/rounds.cpp": '#include "giaingan/rules/rounds.hpp"\n\n#include "rules/rounds_flow.hpp"\n',
    "src/rules/rounds/parts.cpp": '#include "giaingan/rules/rounds.hpp"\n',
    "capi/src/guard.cpp": '#include "guard.hpp"\n#include "giaingan/rules/rounds.hpp"\n',
    "capi/src/guard.hpp": '#include "giaingan.h"\n',
    "capi/include/giaingan.h": "#include <stdint.h>\ndouble fine_outside_the_core;\n",
    "tools/main.cpp": '#include "giaingan/rules/rounds.hpp"\n#include <CLI/CLI.hpp>\n',
    "tests/oracle/rounds.cpp": '#include "oracle/rounds.hpp"\n',
    "tests/oracle/rounds_test.cpp": '#include "giaingan/rules/rounds.hpp"\n',
}


def breaches(**planted):
    return breaches_of(planted)


def breaches_of(planted):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**SOUND, **planted}.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return House(folder).check()


class HouseRules(unittest.TestCase):
    def assert_one(self, planted, place, words):
        found = breaches_of(planted)
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(place), found)
        self.assertIn(words, found[0])

    def test_a_sound_tree_has_no_breach(self):
        self.assertEqual(breaches(), [])

    def test_a_floor_above(self):
        self.assert_one({"src/exact/sum.cpp": '#include "giaingan/exact/ratio.hpp"\n#include "giaingan/rules/ranking.hpp"\n'},
                        "src/exact/sum.cpp:2:", "doesn't stand below")

    def test_a_check_that_what_it_checks_stands_on(self):
        header = {"include/giaingan/verify/round.hpp": "#pragma once\n"}
        self.assert_one({**header, "src/rules/rounds/trust.cpp": '#include "giaingan/rules/rounds.hpp"\n#include "giaingan/verify/round.hpp"\n'},
                        "src/rules/rounds/trust.cpp:2:", "share nothing")
        self.assert_one({**header, "src/verify/round.cpp": '#include "giaingan/verify/round.hpp"\n#include "giaingan/rules/rounds.hpp"\n'},
                        "src/verify/round.cpp:2:", "doesn't stand below")
        self.assertEqual(breaches_of({**header, "tools/verify.cpp": '#include "giaingan/verify/round.hpp"\n'}), [])

    def test_a_private_header_of_a_floor_above(self):
        self.assert_one({"src/io/reader.cpp": '#include "io/reader.hpp"\n#include "rules/rounds_flow.hpp"\n'},
                        "src/io/reader.cpp:2:", "doesn't stand below")

    def test_a_floor_above_in_angle_brackets_and_odd_spacing(self):
        self.assert_one({"include/giaingan/calendar/day.hpp": " #  include <giaingan/policy/basis.hpp>\n"},
                        "include/giaingan/calendar/day.hpp:1:", "doesn't stand below")

    def test_a_core_that_knows_the_c_library(self):
        self.assert_one({"src/io/reader.cpp": '#include "io/reader.hpp"\n#include "capi/src/guard.hpp"\n'},
                        "src/io/reader.cpp:2:", "doesn't stand below")

    def test_a_tool_that_knows_the_c_library(self):
        self.assert_one({"tools/main.cpp": '#include "capi/src/guard.hpp"\n'}, "tools/main.cpp:1:", "doesn't stand below")

    def test_the_header_for_tests(self):
        header = {"include/giaingan/testing.hpp": '#pragma once\n#include "giaingan/rules/rounds.hpp"\n#include <gmock/gmock.h>\n'}
        self.assertEqual(breaches_of(header), [])
        self.assert_one({**header, "src/exact/sum.cpp": '#include "giaingan/exact/ratio.hpp"\n#include "giaingan/testing.hpp"\n'},
                        "src/exact/sum.cpp:2:", "for tests alone")

    def test_a_room_next_door(self):
        self.assert_one({"src/rules/ranking.cpp": '#include "giaingan/rules/ranking.hpp"\n#include "giaingan/rules/rounds.hpp"\n'},
                        "src/rules/ranking.cpp:2:", "joins the rooms ranking and rounds")

    def test_a_room_next_door_in_a_public_header(self):
        self.assert_one({"include/giaingan/rules/ranking.hpp": '#include "giaingan/rules/rounds.hpp"\n'},
                        "include/giaingan/rules/ranking.hpp:1:", "joins the rooms")

    def test_a_room_next_door_beside_the_file(self):
        self.assert_one({"src/rules/ranking.cpp": '#include "giaingan/rules/ranking.hpp"\n#include "rounds_flow.hpp"\n'},
                        "src/rules/ranking.cpp:2:", "joins the rooms")

    def test_a_private_header_that_two_rooms_share(self):
        self.assert_one({"src/rules/ranking.cpp": '#include "giaingan/rules/ranking.hpp"\n#include "rules/parts.hpp"\n',
                         "src/rules/rounds.cpp": '#include "giaingan/rules/rounds.hpp"\n#include "rules/parts.hpp"\n',
                         "src/rules/parts.hpp": "#pragma once\n"},
                        "src/rules/rounds.cpp:2:", "joins the rooms")

    def test_a_private_part_of_any_name_is_no_breach(self):
        self.assertEqual(breaches_of({
            "src/rules/ranking.cpp": '#include "giaingan/rules/ranking.hpp"\n#include "rules/parts.hpp"\n',
            "src/rules/parts.hpp": "#pragma once\n",
            "src/rules/parts.cpp": '#include "rules/parts.hpp"\n'}), [])

    def test_a_folder_that_is_no_floor(self):
        self.assert_one({"src/utils/text.hpp": "#pragma once\n"}, "src/utils/text.hpp:1:", "stands on no floor")

    def test_a_public_header_with_a_library_in_it(self):
        self.assert_one({"include/giaingan/io/json.hpp": "#include <nlohmann/json.hpp>\n"},
                        "include/giaingan/io/json.hpp:1:", "neither ours nor the standard library")

    def test_a_tool_with_a_private_header(self):
        self.assert_one({"tools/main.cpp": '#include "rules/rounds_flow.hpp"\n'}, "tools/main.cpp:1:", "private")

    def test_an_oracle_that_asks_the_library(self):
        self.assert_one({"tests/oracle/rounds.cpp": '#include "giaingan/exact/ratio.hpp"\n'},
                        "tests/oracle/rounds.cpp:1:", "that it judges")

    def test_floating_point_in_every_shape(self):
        for code in ("double x;", "auto x = float{};", "auto x = 0.5;", "auto x = 1e9;", "auto x = 1.;",
                     "auto x = 1'000.5;", "auto x = .5;", "auto x = std::stod(text);", "long double x;"):
            with self.subTest(code):
                self.assert_one({"include/giaingan/exact/sum.hpp": f"#pragma once\n// a comment\n{code}\n"},
                                "include/giaingan/exact/sum.hpp:3:", "floating point")

    def test_a_type_of_the_name_of_another(self):
        header = "#pragma once\nnamespace giaingan::inline v1 {\nstruct Stretch {\n};\n}\n"
        one = {"include/giaingan/exact/one.hpp": header}
        self.assert_one({**one, "include/giaingan/exact/other.hpp": header}, "include/giaingan/exact/other.hpp:3:", "one.hpp too")
        elsewhere = header.replace("v1", "v1::verify")
        unnamed = '#include "giaingan/exact/one.hpp"\n' + header[13:].replace("struct", "namespace {\nvoid f() {\n}\nstruct").replace(
            "};\n", "};\n}  // namespace\n")
        for harmless in (elsewhere, header.replace("{\n};", ";"), header.replace("Stretch {", "Stretch<int> {"), unnamed):
            with self.subTest(harmless):
                self.assertEqual(breaches_of({**one, "src/exact/other.cpp": '#include "giaingan/exact/one.hpp"\n' + harmless}), [])

    def test_a_source_without_a_header(self):
        self.assert_one({"src/exact/sum.cpp": "int sum() { return 0; }\n"}, "src/exact/sum.cpp:1:", "no header of exact")

    def test_a_source_of_rules_without_a_room(self):
        self.assert_one({"src/rules/parts.cpp": '#include "rules/parts.hpp"\n', "src/rules/parts.hpp": "#pragma once\n"},
                        "src/rules/parts.cpp:1:", "no room")

    def test_a_long_file(self):
        self.assert_one({"tests/long_test.cpp": "\n" * 601}, "tests/long_test.cpp:601:", "more than 600")
        self.assertEqual(breaches_of({"tests/long_test.cpp": "\n" * 600}), [])

    def test_a_wrong_root_is_wrong_usage(self):
        self.assertEqual(main(["/nowhere"]), 2)


if __name__ == "__main__":
    unittest.main()
