// Owners of what GLib hands out, so that nothing is forgotten on an early return. Only for the
// sources of this folder: no type of GLib stands in the headers others include.
#pragma once

#include <memory>

#include <glib-object.h>

namespace decorum::media {

struct GUnref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using GOwned = std::unique_ptr<T, GUnref>;

// For the GError** of a call: `GFailure failure; call(..., failure.out());`
class GFailure {
 public:
  GFailure() = default;
  GFailure(const GFailure&) = delete;
  GFailure& operator=(const GFailure&) = delete;
  ~GFailure() { g_clear_error(&error_); }
  GError** out() {
    g_clear_error(&error_);
    return &error_;
  }
  const GError* get() const { return error_; }

 private:
  GError* error_ = nullptr;
};

}  // namespace decorum::media
