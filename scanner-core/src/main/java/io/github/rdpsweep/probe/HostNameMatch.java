package io.github.rdpsweep.probe;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The comparison of a host name with a certificate's names, [RFC 6125] 6.4. */
final class HostNameMatch {

  private HostNameMatch() {}

  static boolean matches(String hostName, CertificateFacts certificate) {
    String host = plain(hostName);
    List<String> names =
        certificate.alternativeNames().stream().filter(name -> !isAddress(name)).toList();
    if (names.isEmpty()) {
      names = commonName(certificate.subject()).map(List::of).orElse(List.of());
    }
    return names.stream().anyMatch(name -> matches(host, plain(name)));
  }

  /** A wildcard stands for one whole label, the first one, above at least two others. */
  private static boolean matches(String host, String pattern) {
    if (!pattern.startsWith("*.")) {
      return !host.isEmpty() && host.equals(pattern);
    }
    String parent = pattern.substring(1);
    int firstDot = host.indexOf('.');
    return firstDot > 0 && parent.indexOf('.', 1) > 0 && host.substring(firstDot).equals(parent);
  }

  /** No top-level domain ends in a digit. */
  private static boolean isAddress(String name) {
    return name.indexOf(':') >= 0
        || (!name.isEmpty() && Character.isDigit(name.charAt(name.length() - 1)));
  }

  private static String plain(String name) {
    String ascii = name;
    try {
      ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      // No name that can be looked up: compared as it stands.
    }
    String lower = ascii.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** The most specific one, [RFC 6125] 6.4.4; a subject that we cut off has none. */
  private static Optional<String> commonName(String subject) {
    try {
      List<Rdn> parts = new LdapName(subject).getRdns();
      for (int i = parts.size() - 1; i >= 0; i--) {
        Object value = parts.get(i).getValue();
        if (parts.get(i).getType().equalsIgnoreCase("CN") && value instanceof String text) {
          return Optional.of(text);
        }
      }
      return Optional.empty();
    } catch (InvalidNameException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
