/**
 * TLS without sockets: bytes in, bytes out, for the probe that decides and the transport that
 * carries. The protocol itself is Bouncy Castle's; this package and {@code simulator} alone import
 * it. Imports nothing of ours.
 */
package io.github.rdpsweep.tls;
