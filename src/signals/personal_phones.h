// Is a window of digits a telephone number? By the form that a country gives it, or because it is
// called one: "fax 72 128 827", "not answering at 60-56-85-91", "78 651 450 (office)".
#pragma once

#include "signals/personal_window.h"

namespace decorum::signals {

bool is_uk_phone(const PersonalText& text, const Window& window);
bool is_foreign_phone(const PersonalText& text, const Window& window);

}  // namespace decorum::signals
