#include "giaingan/input/digest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "input/sha256.hpp"

namespace giaingan {
namespace {

// The examples of NIST for FIPS 180-4 ("SHA-256" and "SHA2 additional"), and of its validation system.
TEST(Digest, IsWhatNistPublishes) {
  EXPECT_EQ(sha256("").text(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc").text(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").text(),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256("\xbd").text(), "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
  EXPECT_EQ(sha256("\xc9\x8c\x8e\x55").text(),
            "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504");
  EXPECT_EQ(sha256(std::string(55, '\0')).text(),
            "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7");
  EXPECT_EQ(sha256(std::string(56, '\0')).text(),
            "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb");
  EXPECT_EQ(sha256(std::string(57, '\0')).text(),
            "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785");
  EXPECT_EQ(sha256(std::string(64, '\0')).text(),
            "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b");
  EXPECT_EQ(sha256(std::string(1'000'000, 'a')).text(),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digest, DoesNotDependOnThePieces) {
  std::string text;
  for (int i = 0; i < 300; ++i)
    text += static_cast<char>(i * 7);
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    Sha256 all;
    for (std::size_t at = 0; at < text.size(); at += piece)
      all.add(std::string_view(text).substr(at, piece));
    EXPECT_EQ(all.take(), sha256(text)) << piece;
    EXPECT_EQ(all.take(), sha256("")) << "it begins anew";
  }
}

TEST(Digest, IsReadBackFromItsText) {
  const std::string text = sha256("abc").text();
  EXPECT_EQ(Digest::parse(text), sha256("abc"));
  EXPECT_FALSE(Digest::parse(text.substr(1)));
  EXPECT_FALSE(Digest::parse(text + "0"));
  EXPECT_FALSE(Digest::parse("B" + text.substr(1)));
  EXPECT_FALSE(Digest::parse("g" + text.substr(1)));
}

TEST(Digest, OfAllIsThatOfTheListThatSha256sumPrints) {
  const std::vector<NamedDigest> files{{"a.csv", sha256("abc")}, {"b.csv", sha256("")}};
  EXPECT_EQ(digest_of_all(files),
            sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.csv\n"
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b.csv\n"));
  EXPECT_EQ(digest_of_all({}), sha256(""));
}

}  // namespace
}  // namespace giaingan
