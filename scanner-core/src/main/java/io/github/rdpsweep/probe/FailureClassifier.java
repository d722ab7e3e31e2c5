package io.github.rdpsweep.probe;

import io.netty.channel.unix.Errors.NativeIoException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The only place where an error of a socket becomes an outcome.
 *
 * <p>An error that connect returns at once was found on this machine, before a packet left; the
 * same error later came from the network. So ENETUNREACH is {@code no-route} in the first case and
 * {@code unreachable} in the second.
 */
public final class FailureClassifier {

  /** Netty's native transports keep the number only in the message of a ConnectException. */
  private static final Pattern NATIVE_ERRNO = Pattern.compile("failed with error\\(-(\\d+)\\)");

  /* The JDK keeps the reason only in the message: strerror's words on Linux and macOS, the JDK's own
   * on Windows. The first that a message contains decides. */
  private static final List<Map.Entry<String, SocketError>> MESSAGES =
      List.of(
          Map.entry("Connection refused", SocketError.ECONNREFUSED),
          Map.entry("Connection reset", SocketError.ECONNRESET),
          Map.entry("forcibly closed", SocketError.ECONNRESET),
          Map.entry("connection was aborted", SocketError.ECONNRESET),
          Map.entry("caused connection abort", SocketError.ECONNRESET),
          Map.entry("Broken pipe", SocketError.EPIPE),
          // What macOS says of a write while the connection is torn down.
          Map.entry("Protocol wrong type for socket", SocketError.EPIPE),
          Map.entry("No route to host", SocketError.EHOSTUNREACH),
          Map.entry("Host is unreachable", SocketError.EHOSTUNREACH),
          Map.entry("Host is down", SocketError.EHOSTDOWN),
          Map.entry("Network is unreachable", SocketError.ENETUNREACH),
          Map.entry("Network is down", SocketError.ENETDOWN),
          Map.entry("Machine is not on the network", SocketError.ENONET),
          Map.entry("Protocol not available", SocketError.ENOPROTOOPT),
          Map.entry("Protocol family unavailable", SocketError.EAFNOSUPPORT),
          Map.entry("Address family not supported", SocketError.EAFNOSUPPORT),
          Map.entry("onnection timed out", SocketError.ETIMEDOUT),
          Map.entry("Operation timed out", SocketError.ETIMEDOUT),
          Map.entry("Too many open files in system", SocketError.ENFILE),
          Map.entry("Too many open files", SocketError.EMFILE),
          Map.entry("assign requested address", SocketError.EADDRNOTAVAIL),
          Map.entry("Address already in use", SocketError.EADDRINUSE),
          Map.entry("No buffer space", SocketError.ENOBUFS),
          Map.entry("Cannot allocate memory", SocketError.ENOMEM),
          Map.entry("Operation not permitted", SocketError.EPERM),
          Map.entry("Permission denied", SocketError.EACCES),
          Map.entry("Invalid argument", SocketError.EINVAL));

  /** An attempt to connect that failed while the platform kept the reason to itself. */
  public static final SocketFailure UNNAMED =
      SocketFailure.of(Outcome.UNREACHABLE, "an error that this transport did not name");

  private static final SocketFailure REFUSED =
      SocketFailure.of(Outcome.REFUSED, "ECONNREFUSED: reset or ICMP port unreachable");
  private static final SocketFailure HOST_UNREACHABLE =
      SocketFailure.of(
          Outcome.UNREACHABLE, "EHOSTUNREACH: ICMP unreachable or prohibited or no such neighbour");
  private static final SocketFailure NET_UNREACHABLE =
      SocketFailure.of(Outcome.UNREACHABLE, "ENETUNREACH: a router has no route");

  private FailureClassifier() {}

  /** An error that connect, or making the socket for it, returned at once. */
  public static SocketFailure immediate(Throwable cause) {
    SocketError error = errorOf(cause);
    String detail = detail(error, cause);
    return switch (error) {
      case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, ENONET, EINVAL, EAFNOSUPPORT ->
          SocketFailure.of(Outcome.NO_ROUTE, detail);
      // A route of the kind "prohibit"; a local firewall says EPERM.
      case EACCES -> SocketFailure.of(Outcome.NO_ROUTE, detail);
      case ECONNREFUSED -> REFUSED;
      case EPERM, ENOMEM, ENFILE, EMFILE, EADDRINUSE, EADDRNOTAVAIL, ENOBUFS ->
          SocketFailure.own(troubleOf(error), detail);
      case EPIPE, ENOPROTOOPT, ECONNRESET, ETIMEDOUT, OTHER ->
          SocketFailure.own(troubleOf(error), detail);
    };
  }

  /** An error that ended an attempt to connect some time after its start. */
  public static SocketFailure connecting(Throwable cause) {
    SocketError error = errorOf(cause);
    return connecting(error, detail(error, cause));
  }

  /** The same, known by its number on Linux. */
  public static SocketFailure connecting(int linuxErrno) {
    SocketError error = SocketError.ofLinuxErrno(linuxErrno);
    return connecting(error, error == SocketError.OTHER ? "errno " + linuxErrno : error.name());
  }

  private static SocketFailure connecting(SocketError error, String detail) {
    return switch (error) {
      case ECONNREFUSED -> REFUSED;
      case EHOSTUNREACH -> HOST_UNREACHABLE;
      case ENETUNREACH -> NET_UNREACHABLE;
      case EHOSTDOWN, ENETDOWN, ENONET, ENOPROTOOPT, EACCES, OTHER ->
          SocketFailure.of(Outcome.UNREACHABLE, detail);
      // The handshake was over, and the reset came before we were told.
      case ECONNRESET, EPIPE -> SocketFailure.of(Outcome.RESET, detail);
      case ETIMEDOUT -> SocketFailure.of(Outcome.SILENT, detail);
      case EPERM,
          ENOMEM,
          EINVAL,
          ENFILE,
          EMFILE,
          EAFNOSUPPORT,
          EADDRINUSE,
          EADDRNOTAVAIL,
          ENOBUFS ->
          SocketFailure.own(troubleOf(error), detail);
    };
  }

  /** An error on an established connection. */
  public static SocketFailure established(Throwable cause) {
    SocketError error = errorOf(cause);
    String detail = detail(error, cause);
    return switch (error) {
      case ECONNRESET, EPIPE, ECONNREFUSED -> SocketFailure.of(Outcome.RESET, detail);
      case ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, ENONET, ENOPROTOOPT ->
          SocketFailure.of(Outcome.UNACKNOWLEDGED, detail);
      case EPERM, EACCES, ENOMEM, EINVAL, ENFILE, EMFILE, EAFNOSUPPORT, EADDRINUSE ->
          SocketFailure.own(troubleOf(error), detail);
      case EADDRNOTAVAIL, ENOBUFS, OTHER -> SocketFailure.own(troubleOf(error), detail);
    };
  }

  private static OwnTrouble troubleOf(SocketError error) {
    return switch (error) {
      case EMFILE, ENFILE -> OwnTrouble.DESCRIPTORS;
      case EADDRINUSE, EADDRNOTAVAIL -> OwnTrouble.PORTS;
      case ENOBUFS, ENOMEM -> OwnTrouble.BUFFERS;
      case EPERM, EACCES -> OwnTrouble.DENIED;
      case EPIPE, ENOPROTOOPT, ECONNRESET, ETIMEDOUT, ECONNREFUSED, EINVAL, EAFNOSUPPORT ->
          OwnTrouble.OTHER;
      case ENONET, ENETDOWN, ENETUNREACH, EHOSTDOWN, EHOSTUNREACH, OTHER -> OwnTrouble.OTHER;
    };
  }

  private static String detail(SocketError error, Throwable cause) {
    return error == SocketError.OTHER ? rootOf(cause).toString() : error.name();
  }

  private static SocketError errorOf(Throwable cause) {
    Throwable root = rootOf(cause);
    String message = String.valueOf(root.getMessage());
    if (root instanceof NativeIoException nativeException) {
      return SocketError.ofLinuxErrno(-nativeException.expectedErr());
    }
    if (root instanceof ConnectException) {
      Matcher matcher = NATIVE_ERRNO.matcher(message);
      if (matcher.find()) {
        return SocketError.ofLinuxErrno(Integer.parseInt(matcher.group(1)));
      }
    }
    for (Map.Entry<String, SocketError> entry : MESSAGES) {
      if (message.contains(entry.getKey())) {
        return entry.getValue();
      }
    }
    if (root instanceof UnsupportedAddressTypeException) {
      return SocketError.EAFNOSUPPORT; // IPv6, and the JDK found none on this machine
    }
    // Netty's native transports throw this one without a message, for both errors.
    return root instanceof NoRouteToHostException ? SocketError.EHOSTUNREACH : SocketError.OTHER;
  }

  /** Netty wraps the error of a socket that could not be made, and annotates others. */
  private static Throwable rootOf(Throwable cause) {
    Throwable root = cause;
    while (!(root instanceof IOException) && root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
