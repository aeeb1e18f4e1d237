// The readable guide, made from a policy alone: one HTML file for the screen and for paper, with
// the chart inside. The PDF is made from the same file, so paper and machine never differ.
//
//   std::string html = handbook_html(policy, sites, files);
//
// Pure. No script, no outside file, no clock: the same policy gives the same bytes. Logos are put
// in as data; one over 1 MiB is only named.
#pragma once

#include <span>
#include <string>

#include "policy/file.h"
#include "policy/policy.h"
#include "policy/sites.h"

namespace decorum::render {

inline constexpr std::size_t logo_bytes_shown_max = 1u << 20;

// `files` are the policy's own, for its logos.
std::string handbook_html(const policy::Policy& policy, const policy::Sites& sites,
                          std::span<const policy::PolicyFile> files);

}  // namespace decorum::render
