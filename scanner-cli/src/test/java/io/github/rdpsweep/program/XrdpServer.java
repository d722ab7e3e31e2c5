package io.github.rdpsweep.program;

import java.util.List;

/**
 * One of the servers that {@code xrdp-servers.sh} starts.
 *
 * @param accepts the truth: standard RDP security with its level, TLS with its versions
 */
record XrdpServer(String name, String address, String port, String accepts) {

  static XrdpServer of(List<String> words) {
    return new XrdpServer(words.get(0), words.get(1), words.get(2), words.get(3));
  }

  /** What it selects of the program's offer of TLS and CredSSP: it knows no CredSSP. */
  String selects() {
    return accepts.contains("tls") ? "SSL" : "RDP";
  }

  String endpoint() {
    return address + ":" + port;
  }

  @Override
  public String toString() {
    return name;
  }
}
