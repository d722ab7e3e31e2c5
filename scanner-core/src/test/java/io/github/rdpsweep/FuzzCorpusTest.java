package io.github.rdpsweep;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.rdpsweep.probe.CertificateFuzz;
import io.github.rdpsweep.rdp.McsAnswerFuzz;
import io.github.rdpsweep.rdp.NtlmChallengeFuzz;
import io.github.rdpsweep.rdp.ServerReplyFuzz;
import io.github.rdpsweep.rdp.TsRequestFuzz;
import io.github.rdpsweep.tls.TlsStreamFuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every reader keeps its promises for every input that fuzzing found worth keeping, and for its
 * beginnings. {@code .ci/fuzz} looks for new ones.
 */
class FuzzCorpusTest {

  private static final Path CORPORA = Path.of("src", "test", "fuzz");

  private static final Map<String, Consumer<byte[]>> TARGETS =
      Map.of(
          "Certificate", CertificateFuzz::fuzzerTestOneInput,
          "McsAnswer", McsAnswerFuzz::fuzzerTestOneInput,
          "NtlmChallenge", NtlmChallengeFuzz::fuzzerTestOneInput,
          "ServerReply", ServerReplyFuzz::fuzzerTestOneInput,
          "TlsStream", TlsStreamFuzz::fuzzerTestOneInput,
          "TsRequest", TsRequestFuzz::fuzzerTestOneInput);

  @TestFactory
  Stream<DynamicTest> keepsItsPromises() {
    return files(CORPORA).stream()
        .map(
            corpus -> {
              String name = corpus.getFileName().toString();
              Consumer<byte[]> target = TARGETS.get(name);
              assertNotNull(target, name + " has no target");
              return DynamicTest.dynamicTest(name, () -> runAll(corpus, target));
            });
  }

  private static void runAll(Path corpus, Consumer<byte[]> target) throws IOException {
    List<Path> inputs = files(corpus);
    assertFalse(inputs.isEmpty());
    for (Path file : inputs) {
      byte[] input = Files.readAllBytes(file);
      int step = 1 + input.length / 50;
      for (int length = input.length; length >= 0; length -= step) {
        try {
          target.accept(Arrays.copyOf(input, length));
        } catch (RuntimeException | Error e) {
          throw new AssertionError(length + " bytes of " + file, e);
        }
      }
    }
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
