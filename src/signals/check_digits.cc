#include "signals/check_digits.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace decorum::signals {
namespace {

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int value(char digit) { return digit - '0'; }

struct IbanLength {
  std::string_view country;
  std::size_t length;
};

constexpr std::array iban_lengths = {
    IbanLength{"AD", 24}, IbanLength{"AE", 23}, IbanLength{"AL", 28}, IbanLength{"AT", 20},
    IbanLength{"AZ", 28}, IbanLength{"BA", 20}, IbanLength{"BE", 16}, IbanLength{"BG", 22},
    IbanLength{"BH", 22}, IbanLength{"BI", 27}, IbanLength{"BR", 29}, IbanLength{"BY", 28},
    IbanLength{"CH", 21}, IbanLength{"CR", 22}, IbanLength{"CY", 28}, IbanLength{"CZ", 24},
    IbanLength{"DE", 22}, IbanLength{"DJ", 27}, IbanLength{"DK", 18}, IbanLength{"DO", 28},
    IbanLength{"EE", 20}, IbanLength{"EG", 29}, IbanLength{"ES", 24}, IbanLength{"FI", 18},
    IbanLength{"FO", 18}, IbanLength{"FR", 27}, IbanLength{"GB", 22}, IbanLength{"GE", 22},
    IbanLength{"GI", 23}, IbanLength{"GL", 18}, IbanLength{"GR", 27}, IbanLength{"GT", 28},
    IbanLength{"HR", 21}, IbanLength{"HU", 28}, IbanLength{"IE", 22}, IbanLength{"IL", 23},
    IbanLength{"IQ", 23}, IbanLength{"IS", 26}, IbanLength{"IT", 27}, IbanLength{"JO", 30},
    IbanLength{"KW", 30}, IbanLength{"KZ", 20}, IbanLength{"LB", 28}, IbanLength{"LC", 32},
    IbanLength{"LI", 21}, IbanLength{"LT", 20}, IbanLength{"LU", 20}, IbanLength{"LV", 21},
    IbanLength{"LY", 25}, IbanLength{"MC", 27}, IbanLength{"MD", 24}, IbanLength{"ME", 22},
    IbanLength{"MK", 19}, IbanLength{"MR", 27}, IbanLength{"MT", 31}, IbanLength{"MU", 30},
    IbanLength{"NL", 18}, IbanLength{"NO", 15}, IbanLength{"PK", 24}, IbanLength{"PL", 28},
    IbanLength{"PS", 29}, IbanLength{"PT", 25}, IbanLength{"QA", 29}, IbanLength{"RO", 24},
    IbanLength{"RS", 22}, IbanLength{"SA", 24}, IbanLength{"SC", 31}, IbanLength{"SD", 18},
    IbanLength{"SE", 24}, IbanLength{"SI", 19}, IbanLength{"SK", 24}, IbanLength{"SM", 27},
    IbanLength{"ST", 25}, IbanLength{"SV", 28}, IbanLength{"TL", 23}, IbanLength{"TN", 24},
    IbanLength{"TR", 26}, IbanLength{"UA", 29}, IbanLength{"VA", 22}, IbanLength{"VG", 24},
    IbanLength{"XK", 20},
};

// The first six digits as a number; shorter numbers count as if zeros followed.
int issuer(std::string_view digits) {
  int number = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    number = number * 10 + (i < digits.size() ? value(digits[i]) : 0);
  }
  return number;
}

struct IssuerRange {
  int first;
  int last;
  std::size_t shortest;
  std::size_t longest;
};

// ISO/IEC 7812 prefixes of the networks in use in the United Kingdom and of those a visitor
// carries, by the networks' own published ranges.
constexpr std::array issuer_ranges = {
    IssuerRange{400000, 499999, 13, 19},  // Visa; 14, 15, 17, 18 are not issued
    IssuerRange{510000, 559999, 16, 16},  // Mastercard
    IssuerRange{222100, 272099, 16, 16},  // Mastercard
    IssuerRange{340000, 349999, 15, 15},  // American Express
    IssuerRange{370000, 379999, 15, 15},  // American Express
    IssuerRange{300000, 305999, 14, 14},  // Diners Club
    IssuerRange{360000, 369999, 14, 14},  // Diners Club
    IssuerRange{380000, 399999, 14, 14},  // Diners Club
    IssuerRange{601100, 601199, 16, 19},  // Discover
    IssuerRange{644000, 659999, 16, 19},  // Discover
    IssuerRange{352800, 358999, 16, 19},  // JCB
    IssuerRange{620000, 629999, 16, 19},  // UnionPay
    IssuerRange{500000, 509999, 16, 19},  // Maestro
    IssuerRange{560000, 589999, 16, 19},  // Maestro
    IssuerRange{670000, 679999, 16, 19},  // Maestro
};

}  // namespace

bool luhn(std::string_view digits) {
  if (digits.size() < 2 || !all_digits(digits)) return false;
  int sum = 0;
  bool twice = false;
  for (std::size_t i = digits.size(); i > 0; --i, twice = !twice) {
    const int digit = value(digits[i - 1]) * (twice ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 == 0;
}

bool is_nhs_number(std::string_view digits) {
  if (digits.size() != 10 || !all_digits(digits)) return false;
  if (std::all_of(digits.begin(), digits.end(), [&](char c) { return c == digits[0]; })) {
    return false;  // 0000000000 and the like pass the sum but are never issued
  }
  int sum = 0;
  for (std::size_t i = 0; i < 9; ++i) sum += value(digits[i]) * static_cast<int>(10 - i);
  const int check = 11 - sum % 11;
  return check != 10 && check % 11 == value(digits[9]);
}

bool is_iban(std::string_view text) {
  if (text.size() < 15) return false;
  const auto country = std::find_if(iban_lengths.begin(), iban_lengths.end(), [&](const auto& row) {
    return row.country == text.substr(0, 2);
  });
  if (country == iban_lengths.end() || country->length != text.size()) return false;
  if (!all_digits(text.substr(2, 2))) return false;
  int remainder = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[(i + 4) % text.size()];
    if (c >= '0' && c <= '9') {
      remainder = (remainder * 10 + value(c)) % 97;
    } else if (c >= 'A' && c <= 'Z') {
      remainder = (remainder * 100 + (c - 'A' + 10)) % 97;
    } else {
      return false;
    }
  }
  return remainder == 1;
}

bool is_card_number(std::string_view digits) {
  if (digits.size() < 13 || digits.size() > 19 || !luhn(digits)) return false;
  const int prefix = issuer(digits);
  const bool visa = digits[0] == '4';
  if (visa && digits.size() != 13 && digits.size() != 16 && digits.size() != 19) return false;
  return std::any_of(issuer_ranges.begin(), issuer_ranges.end(), [&](const IssuerRange& range) {
    return prefix >= range.first && prefix <= range.last && digits.size() >= range.shortest &&
           digits.size() <= range.longest;
  });
}

}  // namespace decorum::signals
