package io.github.rdpsweep.probe;

import io.github.rdpsweep.rdp.ConnectionRequest;
import java.util.Objects;

/**
 * What a probe does at its target.
 *
 * @param depth the last stage to go through, {@link Stage#CONNECT} to {@link Stage#IDENTITY}
 * @param request what to offer at stage negotiate
 * @param trafficClass what the packets carry in the IPv4 TOS or IPv6 traffic class byte, 0 to 255:
 *     a DSCP in its upper six bits
 * @param encryption whether to ask how standard RDP security encrypts, where the server selects it
 */
public record ProbeSettings(
    Stage depth, ConnectionRequest request, int trafficClass, boolean encryption) {

  /** Negotiates, with the widest offer that every known server understands. */
  public static final ProbeSettings NEGOTIATE =
      new ProbeSettings(Stage.NEGOTIATE, ConnectionRequest.DEFAULT);

  /** Goes on to TLS where the server selects it. */
  public static final ProbeSettings TLS = new ProbeSettings(Stage.TLS, ConnectionRequest.DEFAULT);

  /** Goes on to the NTLM challenge where the server selects CredSSP. */
  public static final ProbeSettings IDENTITY =
      new ProbeSettings(Stage.IDENTITY, ConnectionRequest.DEFAULT);

  /** Connects and leaves again. */
  public static final ProbeSettings CONNECT =
      new ProbeSettings(Stage.CONNECT, ConnectionRequest.DEFAULT);

  public ProbeSettings {
    Objects.requireNonNull(request);
    if (depth == Stage.BEFORE || depth == Stage.DONE) {
      throw new IllegalArgumentException("depth " + depth.label() + ": connect to identity");
    }
    if (trafficClass < 0 || trafficClass > 255) {
      throw new IllegalArgumentException("traffic class " + trafficClass + ": 0 to 255");
    }
  }

  /** Leaves packets unmarked. */
  public ProbeSettings(Stage depth, ConnectionRequest request) {
    this(depth, request, 0);
  }

  /** The same with marked packets. */
  public ProbeSettings marked(Dscp mark) {
    return new ProbeSettings(depth, request, mark.trafficClass(), encryption);
  }

  /** Goes no further in standard RDP security than to see it selected. */
  public ProbeSettings(Stage depth, ConnectionRequest request, int trafficClass) {
    this(depth, request, trafficClass, false);
  }

  /** Whether something is sent once the connection is established. */
  public boolean sendsRequest() {
    return depth != Stage.CONNECT;
  }
}
