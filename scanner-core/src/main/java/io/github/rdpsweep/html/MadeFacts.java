package io.github.rdpsweep.html;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes from the summary of a sweep how it was made; the summary may be of another version. */
public final class MadeFacts {

  /** What the report tells elsewhere, or what is of no use without the rest. */
  private static final Set<String> LEFT_OUT =
      Set.of("finding_count", "tracing", "doubted", "new_failures");

  private static final Set<String> OBJECTS = Set.of("settings", "vantage");

  private MadeFacts() {}

  /** From the bytes of a summary. */
  public static List<MadeFact> of(byte[] summary) throws IOException {
    return of(new ByteArrayInputStream(summary));
  }

  /**
   * From a file.
   *
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  public static List<MadeFact> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + ":" + e.getLocation().getLineNr() + ": no summary in JSON", e);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(file + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException(file + ": permission denied", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<MadeFact> of(InputStream in) throws IOException {
    List<MadeFact> facts = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(in)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(json, "no object");
      }
      readObject(json, facts);
    }
    return facts;
  }

  private static void readObject(JsonParser json, List<MadeFact> facts) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT && OBJECTS.contains(name)) {
        readObject(json, facts);
      } else if (value == JsonToken.START_ARRAY && name.equals("command")) {
        facts.add(new MadeFact("command", "rdpsweep" + words(json)));
      } else if (value.isStructStart()) {
        json.skipChildren();
      } else if (value != JsonToken.VALUE_NULL
          && !json.getText().isEmpty()
          && !LEFT_OUT.contains(name)) {
        facts.add(new MadeFact(name.replace('_', ' '), json.getText()));
      }
    }
  }

  /** As a shell would take them. */
  private static String words(JsonParser json) throws IOException {
    StringBuilder words = new StringBuilder();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String word = json.getText();
      boolean plain = word.matches("[A-Za-z0-9_./:,=@%+-]+");
      words.append(' ').append(plain ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return words.toString();
  }
}
