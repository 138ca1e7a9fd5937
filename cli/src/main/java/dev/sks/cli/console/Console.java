package dev.sks.cli.console;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The streams of one run, and which of them is a terminal.
 *
 * @param terminals which of the descriptors 0, 1, 2 are terminals, such as {@code "02"}
 * @param environment of the process
 */
public record Console(
    InputStream in,
    OutputStream rawOut,
    PrintWriter out,
    PrintWriter err,
    String terminals,
    Map<String, String> environment) {

  /** The console of this process; the start script knows which descriptors are terminals. */
  public static Console ofProcess() {
    String guess = System.console() == null ? "" : "012";
    return of(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        System.getProperty("sks.terminals", guess),
        System.getenv());
  }

  public static Console of(
      InputStream in,
      OutputStream out,
      OutputStream err,
      String terminals,
      Map<String, String> environment) {
    return new Console(in, out, writer(out), writer(err), terminals, environment);
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  public boolean inIsTerminal() {
    return terminals.indexOf('0') >= 0;
  }

  public boolean outIsTerminal() {
    return terminals.indexOf('1') >= 0;
  }

  public boolean errIsTerminal() {
    return terminals.indexOf('2') >= 0;
  }

  public boolean hasColours() {
    return outIsTerminal() && wantsColours();
  }

  public boolean errHasColours() {
    return errIsTerminal() && wantsColours();
  }

  private boolean wantsColours() {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  public int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : 80;
  }

  /** Prints text that may come from outside, made harmless, as one line. */
  public void say(String text) {
    out.println(Text.harmless(text));
  }

  /** The same on standard error. */
  public void note(String text) {
    err.println(Text.harmless(text));
  }

  /**
   * Copies text to standard output as it comes: as it is to a program, made harmless to a terminal.
   */
  public void pourText(InputStream text) throws IOException {
    if (!outIsTerminal()) {
      pour(text);
      return;
    }
    var lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      say(line);
    }
  }

  /** Copies bytes to standard output as they are, for as long as somebody reads them. */
  public void pour(InputStream bytes) throws IOException {
    out.flush();
    try {
      bytes.transferTo(rawOut);
      rawOut.flush();
    } catch (IOException e) {
      // Such as 'sks results JOB | head': the reader has what it wanted.
      if (!"Broken pipe".equals(e.getMessage())) {
        throw e;
      }
    }
  }
}
