package io.github.rdpsweep.program;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The script rdp-enum-encryption of nmap, a scanner that asks once for each protocol. */
final class Nmap {

  /** How many protocols the script asks for. */
  private static final int PROTOCOLS = 5;

  private static final List<String> ASKING_FOR_TLS = List.of("CredSSP (NLA)", "SSL");

  private Nmap() {}

  /** What nmap calls its version, or {@code none}. */
  static String version() throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder("nmap", "--version").start();
      String first = process.inputReader().readLine();
      process.waitFor();
      return first == null ? "none" : first.replaceFirst("Nmap version (\\S+).*", "$1");
    } catch (IOException e) {
      return "none"; // not installed
    }
  }

  /**
   * Runs the script.
   *
   * @return for each address: {@code all five} protocols successful, {@code two or fails} where the
   *     script succeeds with those that ask for TLS or breaks off, or else what it printed
   */
  static Map<String, String> enumerateEncryption(List<XrdpServer> servers)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("nmap", "-Pn", "-n", "--script", "rdp-enum-encryption", "-oX", "-"));
    command.addAll(List.of("-p", servers.get(0).port()));
    servers.forEach(server -> command.add(server.address()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (InputStream xml = process.getInputStream()) {
      return read(xml);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    } finally {
      process.waitFor();
    }
  }

  private static Map<String, String> read(InputStream xml)
      throws IOException, ParserConfigurationException, SAXException {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    Document document = builder.parse(xml);
    Map<String, String> byAddress = new HashMap<>();
    NodeList hosts = document.getElementsByTagName("host");
    for (int i = 0; i < hosts.getLength(); i++) {
      Element host = (Element) hosts.item(i);
      Element address = (Element) host.getElementsByTagName("address").item(0);
      Element script = (Element) host.getElementsByTagName("script").item(0);
      byAddress.put(
          address.getAttribute("addr"),
          script == null ? "nothing" : judge(script.getAttribute("output")));
    }
    return byAddress;
  }

  private static String judge(String output) {
    List<String> successes =
        output
            .replaceFirst("(?s)RDP Encryption level.*", "")
            .lines()
            .filter(line -> line.endsWith(": SUCCESS"))
            .map(line -> line.strip().replace(": SUCCESS", ""))
            .toList();
    // Which of the two it is depends on how the server's two packets arrive.
    if (output.startsWith("ERROR: Script execution failed") || successes.equals(ASKING_FOR_TLS)) {
      return "two or fails";
    }
    return successes.size() == PROTOCOLS ? "all five" : output.strip();
  }
}
