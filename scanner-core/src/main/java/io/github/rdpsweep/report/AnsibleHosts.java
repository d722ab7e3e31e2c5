package io.github.rdpsweep.report;

import io.github.rdpsweep.diagnosis.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts of a sweep that something has to be done about, in groups: what an Ansible inventory is
 * made of. Belongs to one thread.
 */
final class AnsibleHosts {

  /** More are counted only: Ansible itself needs gigabytes for so many. */
  static final int MOST = 100_000;

  /** Columns that become variables, in this order. */
  static final List<ResultColumn> VARIABLES =
      List.of(
          ResultColumn.TARGET,
          ResultColumn.ADDRESS,
          ResultColumn.PORT,
          ResultColumn.VERDICT,
          ResultColumn.CAUSE,
          ResultColumn.OUTCOME,
          ResultColumn.STAGE,
          ResultColumn.DETAIL,
          ResultColumn.ADVICE,
          ResultColumn.SEGMENT,
          ResultColumn.SEGMENT_NAME,
          ResultColumn.COMPUTER_NAME,
          ResultColumn.DNS_NAME,
          ResultColumn.OS_BUILD,
          ResultColumn.OS_NAME,
          ResultColumn.CERT_SUBJECT,
          ResultColumn.CERT_NOT_AFTER,
          ResultColumn.STARTED_AT);

  /** What a user wrote for one host by its name, or by several of which the first is taken. */
  private static final Pattern NAMED =
      Pattern.compile("(?=[^:]*[A-Za-z])([A-Za-z0-9_][A-Za-z0-9_.-]*)(:[0-9,-]+)?( .*)?");

  private static final Pattern NOT_IN_GROUP_NAMES = Pattern.compile("[^A-Za-z0-9_]");

  /** A host, as its worst port shows it. */
  private record Host(String address, Map<ResultColumn, String> variables) {

    boolean isFailing() {
      return variables.get(ResultColumn.VERDICT).equals(Verdict.FAILING.label());
    }
  }

  private final int most;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final Map<String, List<String>> groups = new TreeMap<>();

  /** Texts that many hosts have, once each. */
  private final Map<String, String> common = new HashMap<>();

  private long leftOut;

  /** Takes no more than so many hosts. */
  AnsibleHosts(int most) {
    this.most = most;
  }

  /** Takes a row, if its host needs something to be done. */
  void add(RowTexts row) {
    String verdict = row.text(ResultColumn.VERDICT);
    if (!verdict.equals(Verdict.FAILING.label()) && !verdict.equals(Verdict.DEGRADED.label())) {
      return;
    }
    String address = row.text(ResultColumn.ADDRESS);
    String name = nameOf(row.text(ResultColumn.TARGET), address);
    if (name.isEmpty()) {
      return; // nothing to reach it by
    }
    Host known = hosts.get(name);
    if (known == null && hosts.size() == most) {
      leftOut++;
      return;
    }
    Map<ResultColumn, String> variables = new EnumMap<>(ResultColumn.class);
    for (ResultColumn column : VARIABLES) {
      String text = row.text(column);
      if (!text.isEmpty()) {
        variables.put(column, isCommon(column) ? common.computeIfAbsent(text, same -> same) : text);
      }
    }
    Host host = new Host(address, variables);
    if (known == null || (host.isFailing() && !known.isFailing())) {
      hosts.put(name, host);
    }
    for (ResultColumn column :
        List.of(ResultColumn.VERDICT, ResultColumn.CAUSE, ResultColumn.OUTCOME)) {
      join(column.label() + "_", variables.get(column), name);
    }
    join("segment_", variables.get(ResultColumn.SEGMENT), name);
    join("segment_name_", variables.get(ResultColumn.SEGMENT_NAME), name);
  }

  private void join(String prefix, String text, String host) {
    if (text != null) {
      String group = prefix + NOT_IN_GROUP_NAMES.matcher(text).replaceAll("_");
      groups.computeIfAbsent(group, unused -> new ArrayList<>()).add(host);
    }
  }

  /**
   * The name under which people know a host, where it was given by name; of several addresses that
   * a name has, the others go by themselves.
   */
  private String nameOf(String target, String address) {
    Matcher named = NAMED.matcher(target);
    if (!named.matches()) {
      return address;
    }
    Host known = hosts.get(named.group(1));
    return known == null || known.address().equals(address) ? named.group(1) : address;
  }

  /** Hosts that there was no room for. */
  long leftOut() {
    return leftOut;
  }

  /** Names of groups, in order. */
  Set<String> groups() {
    return groups.keySet();
  }

  /** Names of a group's hosts, in order. */
  SortedSet<String> hostsOf(String group) {
    return new TreeSet<>(groups.get(group)); // with several ports, a host joins more than once
  }

  private static boolean isCommon(ResultColumn column) {
    return switch (column) {
      case TARGET, VERDICT, CAUSE, OUTCOME, STAGE, ADVICE, SEGMENT, SEGMENT_NAME -> true;
      case PORT, OS_BUILD, OS_NAME -> true;
      default -> false;
    };
  }

  /** Names of hosts. */
  List<String> names() {
    return new ArrayList<>(hosts.keySet());
  }

  /** What is known of a host by column, where it is known; nothing of one that is not there. */
  Map<ResultColumn, String> variables(String name) {
    Host host = hosts.get(name);
    return host == null ? Map.of() : host.variables();
  }
}
