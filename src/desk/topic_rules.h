// What several acts on topics ask alike.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>

#include "desk/topic_act.h"

namespace decorum::desk {

std::optional<Refused> in_topic_state(const TopicSituation& situation,
                                      std::initializer_list<cases::TopicState> states);

bool is_all_blank(std::string_view text);

// The topic's title, for a mail; the letter puts its words in.
std::string title_field(const cases::Topic& topic);

// "Ana, Ben", for mails and refusals.
std::string names_of_people(const TopicSituation& situation,
                            const std::vector<std::string>& people);

}  // namespace decorum::desk
