package io.github.rdpsweep.probe;

import java.util.Arrays;

/** The errors of connect, send and receive that tell a scanner something, by their POSIX names. */
enum SocketError {
  EPERM(1),
  EACCES(13),
  ENOMEM(12),
  EINVAL(22),
  ENFILE(23),
  EMFILE(24),
  EPIPE(32),
  ENONET(64),
  ENOPROTOOPT(92),
  EAFNOSUPPORT(97),
  EADDRINUSE(98),
  EADDRNOTAVAIL(99),
  ENETDOWN(100),
  ENETUNREACH(101),
  ECONNRESET(104),
  ENOBUFS(105),
  ETIMEDOUT(110),
  ECONNREFUSED(111),
  EHOSTDOWN(112),
  EHOSTUNREACH(113),
  /** Anything else. */
  OTHER(-1);

  private static final SocketError[] BY_LINUX_ERRNO = byLinuxErrno();

  private final int linuxErrno;

  SocketError(int linuxErrno) {
    this.linuxErrno = linuxErrno;
  }

  /** By its number on Linux, which is the same on x86-64 and aarch64 (asm-generic/errno.h). */
  static SocketError ofLinuxErrno(int errno) {
    return errno >= 0 && errno < BY_LINUX_ERRNO.length ? BY_LINUX_ERRNO[errno] : OTHER;
  }

  private static SocketError[] byLinuxErrno() {
    SocketError[] table = new SocketError[EHOSTUNREACH.linuxErrno + 1];
    Arrays.fill(table, OTHER);
    for (SocketError error : values()) {
      if (error != OTHER) {
        table[error.linuxErrno] = error;
      }
    }
    return table;
  }
}
