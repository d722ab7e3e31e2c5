package io.github.rdpsweep.policy;

import io.github.rdpsweep.diagnosis.OsSupport;
import io.github.rdpsweep.probe.CertificateFacts;
import io.github.rdpsweep.probe.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads checks as users write them. */
final class PolicyParser {

  private static final Pattern CHECK = Pattern.compile("([a-z-]+)(?:(>=|<)(.+))?");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,5})([smhd])");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private PolicyParser() {}

  static List<PolicyCheck> parse(String list) {
    List<PolicyCheck> checks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String item : list.split(",", -1)) {
      String text = BLANKS.matcher(item).replaceAll("").toLowerCase(Locale.ROOT);
      Matcher matcher = CHECK.matcher(text);
      if (!matcher.matches()) {
        throw unknown(text);
      }
      checks.add(check(text, matcher.group(1), matcher.group(2), matcher.group(3)));
      if (!names.add(matcher.group(1))) {
        throw new IllegalArgumentException("\"" + matcher.group(1) + "\" is there twice");
      }
    }
    return checks;
  }

  private static PolicyCheck check(String text, String name, String operator, String limit) {
    return switch (name) {
      case "nla-required" -> {
        requireBare(text, name, operator);
        yield new PolicyCheck(
            text, Stage.NEGOTIATE, true, facts -> is(facts.nlaRequired(), Answer.YES));
      }
      case "no-legacy-rdp" -> {
        requireBare(text, name, operator);
        yield new PolicyCheck(
            text, Stage.NEGOTIATE, true, facts -> is(facts.legacyAllowed(), Answer.NO));
      }
      case "os-supported" -> {
        requireBare(text, name, operator);
        yield new PolicyCheck(text, Stage.IDENTITY, false, facts -> supported(facts.osSupport()));
      }
      case "tls" -> {
        requireOperator(text, name, operator, ">=", "1.2");
        TlsVersion least = tlsVersion(text, limit);
        yield new PolicyCheck(text, Stage.TLS, false, facts -> tls(facts.tlsVersion(), least));
      }
      case "cert-valid" -> {
        requireOperator(text, name, operator, ">=", "30d");
        Duration least = duration(text, limit);
        yield new PolicyCheck(
            text, Stage.TLS, false, facts -> valid(facts.certificate(), facts.at(), least));
      }
      case "clock-skew" -> {
        requireOperator(text, name, operator, "<", "5m");
        Duration most = duration(text, limit);
        yield new PolicyCheck(text, Stage.IDENTITY, false, facts -> skew(facts.clockSkew(), most));
      }
      default -> throw unknown(text);
    };
  }

  private static Judgement is(Answer answer, Answer demanded) {
    return answer == Answer.UNKNOWN ? Judgement.NOT_KNOWN : Judgement.of(answer == demanded);
  }

  private static Judgement supported(OsSupport support) {
    return switch (support) {
      case SUPPORTED -> Judgement.SATISFIED;
      case ENDED -> Judgement.VIOLATED;
      case DEPENDS, UNKNOWN -> Judgement.NOT_KNOWN;
    };
  }

  private static Judgement tls(Optional<TlsVersion> chosen, TlsVersion least) {
    return chosen
        .map(version -> Judgement.of(version.compareTo(least) >= 0))
        .orElse(Judgement.NOT_KNOWN);
  }

  private static Judgement valid(CertificateFacts certificate, Instant at, Duration least) {
    if (certificate.notBefore().isEmpty() || certificate.notAfter().isEmpty()) {
      return Judgement.NOT_KNOWN;
    }
    return Judgement.of(
        !certificate.notBefore().get().isAfter(at)
            && !certificate.notAfter().get().isBefore(at.plus(least)));
  }

  private static Judgement skew(Optional<Duration> skew, Duration most) {
    return skew.map(found -> Judgement.of(found.abs().compareTo(most) < 0))
        .orElse(Judgement.NOT_KNOWN);
  }

  private static void requireBare(String text, String name, String operator) {
    if (operator != null) {
      throw new IllegalArgumentException("\"" + text + "\": \"" + name + "\" takes no limit");
    }
  }

  private static void requireOperator(
      String text, String name, String operator, String wanted, String example) {
    if (operator == null) {
      throw new IllegalArgumentException(
          "\"%s\" lacks its limit, as in '%s%s%s' (in quotes, or the shell takes the %s)"
              .formatted(text, name, wanted, example, wanted.charAt(0)));
    }
    if (!operator.equals(wanted)) {
      throw new IllegalArgumentException(
          "\"%s\": write it as in '%s%s%s'".formatted(text, name, wanted, example));
    }
  }

  private static TlsVersion tlsVersion(String text, String limit) {
    return TlsVersion.named("TLS " + limit)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + text + "\": TLS has versions 1.0, 1.1, 1.2 and 1.3"));
  }

  private static Duration duration(String text, String limit) {
    Matcher matcher = DURATION.matcher(limit);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\": \"" + limit + "\" is no duration such as 30d, 12h, 5m or 30s");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "\""
            + text
            + "\" is no check: nla-required, no-legacy-rdp, tls>=1.2, cert-valid>=30d, os-supported"
            + " and clock-skew<5m are");
  }
}
