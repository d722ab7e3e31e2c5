package io.github.rdpsweep.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A headless Chromium with one page, driven by its DevTools protocol: what the page complains of,
 * asks for and shows to assistive technology.
 */
final class Browser implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final long PATIENCE_SECONDS = 120;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path profile;
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
  private WebSocket socket;
  private String session = "";
  private int lastId;

  private Browser(Process process, Path profile) {
    this.process = process;
    this.profile = profile;
  }

  /** Starts one; where there is none the test is skipped, out loud, unless it is required. */
  static Browser start() throws Exception {
    Optional<Path> program = find();
    if (program.isEmpty()) {
      if (Lab.isRequired()) {
        throw new IllegalStateException("no Chromium; Debian's package is chromium");
      }
      Lab.skip("no Chromium; Debian's package is chromium");
    }
    Path profile = Files.createTempDirectory("rdpsweep-browser");
    List<String> command =
        new ArrayList<>(
            List.of(
                program.get().toString(),
                "--headless=new",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=1280,900",
                "about:blank"));
    if (System.getProperty("user.name").equals("root")) {
      command.add(1, "--no-sandbox"); // which root cannot have
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Browser browser = new Browser(process, profile);
    try {
      browser.attach(address(process));
      return browser;
    } catch (Exception e) {
      browser.close();
      throw e;
    }
  }

  private static Optional<Path> find() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static URI address(Process process) throws IOException {
    BufferedReader out = process.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find()) {
        Thread drain = new Thread(() -> out.lines().forEach(rest -> {}), "browser-output");
        drain.setDaemon(true);
        drain.start();
        return URI.create(matcher.group(1));
      }
    }
    throw new IllegalStateException("Chromium does not start: " + said);
  }

  private void attach(URI address) throws Exception {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new Messages())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    ObjectNode page = JSON.createObjectNode().put("url", "about:blank");
    String target = send("Target.createTarget", page).get("targetId").asText();
    ObjectNode attach = JSON.createObjectNode().put("targetId", target).put("flatten", true);
    session = send("Target.attachToTarget", attach).get("sessionId").asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network", "Accessibility")) {
      send(domain + ".enable", JSON.createObjectNode());
    }
  }

  /** Opens a file, and returns when it is loaded. */
  void open(Path file) throws Exception {
    complaints.clear();
    requests.clear();
    loaded = new CompletableFuture<>();
    send("Page.navigate", JSON.createObjectNode().put("url", file.toUri().toString()));
    loaded.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** The value of an expression in the page. */
  JsonNode evaluate(String expression) throws Exception {
    ObjectNode parameters =
        JSON.createObjectNode()
            .put("expression", expression)
            .put("returnByValue", true)
            .put("awaitPromise", true);
    JsonNode answer = send("Runtime.evaluate", parameters);
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.get("result").path("value");
  }

  /** The text of the first element that a selector finds. */
  String text(String selector) throws Exception {
    return evaluate("document.querySelector(" + JSON.writeValueAsString(selector) + ").textContent")
        .asText();
  }

  /** Presses and releases a key, as in {@code ArrowRight}. */
  void press(String key) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      ObjectNode parameters =
          JSON.createObjectNode().put("type", type).put("key", key).put("code", key);
      if (key.equals("Enter") && type.equals("keyDown")) {
        parameters.put("text", "\r");
      }
      send("Input.dispatchKeyEvent", parameters);
    }
  }

  /** Shows the page as on a screen of this size. */
  void resize(int width, int height) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
  }

  /** Types into what has the focus. */
  void type(String text) throws Exception {
    send("Input.insertText", JSON.createObjectNode().put("text", text));
  }

  /** What assistive technology sees: {@code role name}, a line each. */
  List<String> accessible() throws Exception {
    List<String> nodes = new ArrayList<>();
    for (JsonNode node :
        send("Accessibility.getFullAXTree", JSON.createObjectNode()).get("nodes")) {
      if (!node.path("ignored").asBoolean()) {
        String role = node.path("role").path("value").asText();
        nodes.add((role + " " + node.path("name").path("value").asText()).strip());
      }
    }
    return nodes;
  }

  /** Errors and warnings of the page since it was opened. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Addresses that were asked for since then, the page's own among them. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private JsonNode send(String method, ObjectNode parameters) throws Exception {
    int id = ++lastId;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.sendText(message.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    JsonNode received = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (received.has("error")) {
      throw new IllegalStateException(method + ": " + received.get("error"));
    }
    return received.get("result");
  }

  private void receive(JsonNode message) {
    if (message.has("id")) {
      answers.remove(message.get("id").asInt()).complete(message);
      return;
    }
    JsonNode parameters = message.path("params");
    switch (message.path("method").asText()) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Network.requestWillBeSent" ->
          requests.add(parameters.path("request").path("url").asText());
      case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded" ->
          complaints.add(parameters.toString());
      default -> {}
    }
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.abort();
    }
    process.destroy();
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    deleteProfile();
  }

  private void deleteProfile() throws IOException {
    try (Stream<Path> files = Files.walk(profile)) {
      List<Path> deepestFirst = new ArrayList<>(files.toList());
      Collections.reverse(deepestFirst);
      for (Path file : deepestFirst) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          // A last write of the browser; the system's temporary folder is cleaned some day.
        }
      }
    }
  }

  /** Puts the parts of messages together. */
  private final class Messages implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          receive(JSON.readTree(text.toString()));
        } catch (IOException e) {
          complaints.add(e.toString());
        }
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }
  }
}
