package io.github.rdpsweep.cli;

import io.github.rdpsweep.report.AnsibleInventory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code rdpsweep inventory}: results as Ansible's dynamic inventory. */
@Command(
    name = "inventory",
    description = {
      "Prints the hosts of a results CSV that fail or are degraded as an Ansible inventory, in groups"
          + " by verdict, cause, outcome and segment.",
      "For Ansible, put the last example into an executable file and name that with -i."
    },
    sortOptions = false,
    exitCodeList = {"0:printed", "2:bad usage or bad input", "3:the output could not be written"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  rdpsweep inventory results.csv > inventory.json",
      "  rdpsweep inventory results.csv --host srv1.example.com",
      "  exec rdpsweep inventory /var/lib/rdpsweep/results.csv \"$@\""
    })
final class InventoryCommand implements Callable<Integer> {

  @ParentCommand private RdpsweepCommand root;

  @Parameters(paramLabel = "RESULTS", description = "Results of a sweep, CSV.")
  private Path results;

  @Option(names = "--list", description = "Print all of it, as is done without this.")
  private boolean list;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Print the variables of one host. Default: all hosts.")
  private String host;

  @Override
  public Integer call() throws IOException {
    if (list && host != null) {
      throw new IllegalArgumentException("--host: not together with --list");
    }
    AnsibleInventory inventory = AnsibleInventory.read(results);
    if (host == null) {
      inventory.writeList(root.standardOutput());
      AnsibleOutput.noteOn(inventory).ifPresent(note -> root.err().println("note: " + note));
    } else {
      inventory.writeHost(root.standardOutput(), host);
    }
    return ExitCode.DONE;
  }
}
