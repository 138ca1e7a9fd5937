package dev.sks.cli.client;

import dev.sks.cli.console.Text;
import java.io.PrintWriter;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;

/** Shows requests and answers on standard error, if asked to, without what is secret in them. */
public final class Wire {

  private static final Set<String> SECRET =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  private final PrintWriter err;
  private boolean shown;

  public Wire(PrintWriter err) {
    this.err = err;
  }

  public void show(boolean wanted) {
    shown = wanted;
  }

  void sent(HttpRequest request) {
    if (shown) {
      err.println("> " + request.method() + " " + request.uri());
      headers("> ", request.headers());
    }
  }

  void received(HttpResponse<?> response) {
    if (shown) {
      err.println("< " + response.statusCode());
      headers("< ", response.headers());
    }
  }

  void lost(Exception cause) {
    if (shown) {
      err.println("! " + cause);
    }
  }

  private void headers(String mark, HttpHeaders headers) {
    headers
        .map()
        .forEach((name, values) -> err.println(mark + name + ": " + value(name, values.get(0))));
    err.flush();
  }

  private static String value(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean secret =
        SECRET.contains(lower)
            || lower.contains("token")
            || lower.contains("secret")
            || lower.contains("password");
    return secret ? "(not shown)" : Text.line(value);
  }
}
