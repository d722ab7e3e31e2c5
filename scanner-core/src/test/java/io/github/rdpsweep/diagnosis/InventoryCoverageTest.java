package io.github.rdpsweep.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rdpsweep.target.NameResolver;
import io.github.rdpsweep.target.Ports;
import io.github.rdpsweep.target.ResolvedTargets;
import io.github.rdpsweep.target.TargetPlan;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryCoverageTest {

  private static final NameResolver RESOLVER =
      name -> {
        if (name.equals("two.example")) {
          return new InetAddress[] {
            InetAddress.getByName("10.0.0.7"), InetAddress.getByName("10.9.9.9")
          };
        }
        throw new UnknownHostException(name);
      };

  @ParameterizedTest(name = "{0} of a sweep of {1}")
  @CsvSource({
    // hosts of the inventory, targets, and how many hosts, left out, the first of them
    "10.0.0.7 10.0.1.7,             10.0.0.0/24,           2, 1, 10.0.1.7",
    "10.0.0.7 10.0.0.255,           10.0.0.0/24,           2, 0, ''",
    "10.0.1.1 fd00::1 10.0.0.7,     fd00::/120,             3, 2, 10.0.1.1",
    "two.example,                   10.0.0.0/24,           1, 0, ''",
    "two.example,                   10.0.1.0/24,           1, 1, two.example",
    "Lost.example,                  10.0.0.0/24,           1, 1, lost.example",
    "Lost.example,                  10.0.0.1 LOST.example, 1, 0, ''",
    "10.0.0.7 10.0.0.7 10.0.0.8,    10.0.1.0/24,           2, 2, 10.0.0.7",
    "10.9.9.9 two.example,          10.0.0.0/24,           2, 1, 10.9.9.9",
  })
  void countsHostsThatNoTargetCovers(
      String hosts, String targets, int all, int notSwept, String example) throws Exception {
    Inventory.Builder builder = new Inventory.Builder(List.of());
    for (String host : hosts.split(" ", -1)) {
      builder.add("hosts.csv:2", host, List.of());
    }
    TargetPlan plan = new TargetPlan(Ports.of(3389));
    plan.include("TARGET", targets);

    assertEquals(
        new InventoryCoverage(all, notSwept, example),
        InventoryCoverage.of(builder.build(RESOLVER), plan.resolve(RESOLVER)));
  }

  @Test
  void anExcludedHostIsNotSwept() throws Exception {
    Inventory inventory =
        new Inventory.Builder(List.of()).add("hosts.csv:2", "10.0.0.7", List.of()).build(RESOLVER);
    TargetPlan plan = new TargetPlan(Ports.of(3389));
    plan.include("TARGET", "10.0.0.0/24");
    plan.exclude("--exclude", "10.0.0.7");
    ResolvedTargets targets = plan.resolve(RESOLVER);

    assertEquals(new InventoryCoverage(1, 1, "10.0.0.7"), InventoryCoverage.of(inventory, targets));
    assertEquals(InventoryCoverage.NONE, InventoryCoverage.of(Inventory.NONE, targets));
  }
}
