package io.github.rdpsweep.engine;

import io.github.rdpsweep.probe.FailureClassifier;
import io.github.rdpsweep.probe.SocketFailure;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * A port that is known to answer, be it by a refusal; only connected to, and left by a reset.
 *
 * @param endpoint where it is
 * @param timeout how long to wait for an answer
 */
public record TcpControl(InetSocketAddress endpoint, Duration timeout) implements ControlProbe {

  @Override
  public Optional<String> ask() {
    try (Socket socket = new Socket()) {
      socket.setSoLinger(true, 0);
      socket.connect(endpoint, Math.toIntExact(timeout.toMillis()));
      return Optional.empty();
    } catch (SocketTimeoutException e) {
      return Optional.of("silent");
    } catch (IOException e) {
      SocketFailure failure = FailureClassifier.connecting(e);
      return failure.outcome().isFromHost() ? Optional.empty() : Optional.of(failure.detail());
    }
  }

  @Override
  public String name() {
    String host = endpoint.getAddress().getHostAddress();
    boolean ipv6 = endpoint.getAddress() instanceof Inet6Address;
    return "control " + (ipv6 ? "[" + host + "]" : host) + ":" + endpoint.getPort();
  }

  @Override
  public Optional<InetAddress> address() {
    return Optional.of(endpoint.getAddress());
  }
}
