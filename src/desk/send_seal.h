// The seal on a text that was approved: what goes out is, byte for byte, what was approved, on that
// account, as the answer to that post, with those pictures.
//
//   const std::string seal = seal_of(outgoing, text_row.salt);   // when it is approved, or queued
//   seal_of(outgoing, text_row.salt) == seal                     // just before it is sent
//
// Salted with the salt of the draft's text, which goes with the text, so that a seal in the record
// proves nothing about an erased text.
#pragma once

#include <string>
#include <string_view>

#include "channels/channel.h"

namespace decorum::desk {

// 64 hexadecimal digits. The key of the sending is no part of it.
std::string seal_of(const channels::Outgoing& outgoing, std::string_view site,
                    std::string_view salt);

}  // namespace decorum::desk
