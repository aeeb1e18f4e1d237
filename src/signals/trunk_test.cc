#include "signals/trunk.h"

#include <cstring>

#include <gtest/gtest.h>

#include "signals/container.h"
#include "signals/trunk_for_test.h"

namespace decorum::signals {
namespace {

TEST(Trunk, SurvivesAFile) {
  const Trunk trunk = small_trunk(small_features());
  const auto read = read_trunk(write_trunk(trunk));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->words, trunk.words);
  EXPECT_EQ(read->vectors, trunk.vectors);
  EXPECT_EQ(read->unit_scale, trunk.unit_scale);
  EXPECT_EQ(read->unit_bias, trunk.unit_bias);
  EXPECT_EQ(read->number_weights, trunk.number_weights);
  EXPECT_EQ(read->filter_scale, trunk.filter_scale);
  EXPECT_EQ(read->filter_bias, trunk.filter_bias);
  EXPECT_EQ(read->features, trunk.features);
  EXPECT_EQ(read->about, trunk.about);
  EXPECT_EQ(read->checksum, trunk.checksum);
}

TEST(Trunk, RefusesHeadersAndPayloadsThatDoNotFit) {
  const std::string bytes = write_trunk(small_trunk(small_features()));
  const auto box = open_container(bytes);
  ASSERT_TRUE(box);
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string header(box->header);
    const std::size_t at = header.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    header.replace(at, from.size(), to);
    return read_trunk(seal_container(header, box->payload));
  };
  EXPECT_FALSE(with("\"kind\":\"trunk\"", "\"kind\":\"linear\""));
  EXPECT_FALSE(with("\"units\":64", "\"units\":32"));
  EXPECT_FALSE(with("\"filters\":64", "\"filters\":65"));
  EXPECT_FALSE(with("\"reach\":3", "\"reach\":5"));
  EXPECT_FALSE(with("\"numbers\":", "\"numbers\":1"));
  EXPECT_FALSE(with("\"words\":", "\"words\":1"));
  EXPECT_FALSE(with("\"words\":", "\"words\":-"));
  EXPECT_FALSE(with("\"features\":", "\"feature\":"));
  EXPECT_FALSE(with("\"about\":", "\"abouts\":"));
  EXPECT_FALSE(read_trunk(seal_container("{", box->payload)));
  EXPECT_FALSE(read_trunk(seal_container(box->header, box->payload.substr(1))));
  EXPECT_FALSE(read_trunk(""));
  EXPECT_TRUE(read_trunk(seal_container(box->header, box->payload)));
}

TEST(Trunk, RefusesWhatIsNoNumber) {
  const std::string bytes = write_trunk(small_trunk(small_features()));
  const auto box = open_container(bytes);
  std::string payload(box->payload);
  const float nan = std::numeric_limits<float>::quiet_NaN();
  std::memcpy(payload.data() + payload.size() - sizeof nan, &nan, sizeof nan);
  EXPECT_FALSE(read_trunk(seal_container(box->header, payload)));
}

}  // namespace
}  // namespace decorum::signals
