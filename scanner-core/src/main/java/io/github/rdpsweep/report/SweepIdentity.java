package io.github.rdpsweep.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which sweep some rows belong to: kept beside a partial results file, so that the rows of no other
 * sweep are added to it.
 *
 * @param id of this sweep alone
 * @param startedAt when it first began
 * @param seed of its order
 * @param settings all else that decides its rows, by what the user calls it
 */
public record SweepIdentity(String id, Instant startedAt, long seed, Map<String, String> settings) {

  private static final String SUFFIX = ".sweep";
  private static final int FORMAT = 1;

  private static final JsonFactory JSON = new JsonFactory();

  public SweepIdentity {
    Objects.requireNonNull(id);
    Objects.requireNonNull(startedAt);
    settings = Map.copyOf(settings);
  }

  /** Where the identity of a partial file's sweep is. */
  static Path placeFor(Path partial) {
    return partial.resolveSibling(partial.getFileName() + SUFFIX);
  }

  /**
   * What an interrupted sweep left behind.
   *
   * @param file where its results were to go
   * @return empty if there is no partial file
   * @throws IllegalArgumentException if there is one, and it is not known what sweep it belongs to
   */
  public static Optional<SweepIdentity> ofPartial(Path file) throws IOException {
    Optional<Path> place = Destination.placeOf(file);
    if (place.isEmpty() || Files.notExists(WholeFile.partialOf(place.get()))) {
      return Optional.empty();
    }
    Path partial = WholeFile.partialOf(place.get());
    Path note = placeFor(partial);
    if (Files.notExists(note)) {
      if (Files.size(partial) == 0) {
        return Optional.empty(); // nothing was begun
      }
      throw new IllegalArgumentException(
          "--resume: "
              + partial
              + " has no "
              + note.getFileName()
              + " beside it, which tells what"
              + " sweep it is; remove it to start anew");
    }
    return Optional.of(read(note));
  }

  /**
   * The first setting in which another sweep differs, in words; empty if its rows may be mixed with
   * this one's.
   */
  public Optional<String> difference(SweepIdentity other) {
    if (seed != other.seed) {
      return Optional.of("--seed was " + seed + " and is " + other.seed);
    }
    TreeSet<String> names = new TreeSet<>(settings.keySet());
    names.addAll(other.settings.keySet());
    for (String name : names) {
      String was = settings.getOrDefault(name, "");
      String is = other.settings.getOrDefault(name, "");
      if (!was.equals(is)) {
        return Optional.of(name + " was " + named(was) + " and is " + named(is));
      }
    }
    return Optional.empty();
  }

  private static String named(String value) {
    return value.isEmpty() ? "not given" : SafeCell.of(value);
  }

  /** Writes it as a file that is whole or absent. */
  void write(Path file) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(beside); // and a link of that name with it
    try (FileChannel channel =
        FileChannel.open(beside, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      ByteBuffer bytes = ByteBuffer.wrap(json());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    FolderSync.force(file);
  }

  private byte[] json() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("format", FORMAT);
      json.writeStringField("id", id);
      json.writeStringField("started_at", startedAt.toString());
      json.writeNumberField("seed", seed);
      json.writeObjectFieldStart("settings");
      for (String name : new TreeSet<>(settings.keySet())) {
        json.writeStringField(name, settings.get(name));
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #write} wrote. */
  static SweepIdentity read(Path file) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    Map<String, String> settings = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(Files.readAllBytes(file))) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_OBJECT) {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            settings.put(json.currentName(), json.nextTextValue());
          }
        } else {
          fields.put(name, json.getValueAsString());
        }
      }
      if (!String.valueOf(FORMAT).equals(fields.get("format"))) {
        throw refused(file, "is of another version of rdpsweep", null);
      }
      return new SweepIdentity(
          fields.get("id"),
          Instant.parse(fields.get("started_at")),
          Long.parseLong(fields.get("seed")),
          settings);
    } catch (JsonProcessingException
        | DateTimeException
        | NumberFormatException
        | NullPointerException e) {
      throw refused(file, "is damaged", e);
    }
  }

  private static IllegalArgumentException refused(Path file, String reason, Exception cause) {
    return new IllegalArgumentException(
        "--resume: " + file + " " + reason + "; remove it, and the partial file, to start anew",
        cause);
  }
}
