// Listening sockets, as plain file descriptors.
//
// A restart that loses no request needs a socket that outlives the process: whoever starts the
// server (systemd's socket unit, or a script) opens it and hands it on, and connections that come
// between two processes wait in its queue. `inherited_listeners` finds such sockets. A socket that
// the server opens itself is closed with it, and the connections in its queue are refused; a second
// socket on the same port (SO_REUSEPORT) would not change that, so it is not offered.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace decorum::http {

inline constexpr int listen_queue_max = 1024;
inline constexpr int inherited_max = 16;

// "127.0.0.1", "::1" or "0.0.0.0" with a port (0: the system chooses), or "unix:/path" of a Unix
// domain socket, whose file is made anew with rights 0660. The socket is non-blocking and
// closed on exec.
base::Result<int> open_listener(const std::string& address, int port);

// The descriptors that systemd's protocol hands on: from 3 on, as many as LISTEN_FDS says, when
// LISTEN_PID is this process. Both variables are then removed, so that children do not take them
// for theirs. Empty when there are none. Call before there are threads.
std::vector<int> inherited_listeners();

// The port that a socket listens on; 0 for a Unix domain socket.
int port_of(int listener);

}  // namespace decorum::http
