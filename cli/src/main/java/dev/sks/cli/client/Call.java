package dev.sks.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request.
 *
 * @param path from the root of the server, already encoded, with its query
 * @param patience how it is tried again
 * @param signedIn whether it carries the access token
 */
public record Call(
    String method,
    String path,
    Map<String, String> headers,
    BodyPublisher body,
    Patience patience,
    boolean signedIn) {

  public Call {
    headers = Map.copyOf(headers);
  }

  public static Call get(String path) {
    return new Call("GET", path, Map.of(), BodyPublishers.noBody(), Patience.SHORT, true);
  }

  public static Call of(String method, String path) {
    return new Call(method, path, Map.of(), BodyPublishers.noBody(), Patience.NONE, true);
  }

  /** A request with a JSON body. */
  public static Call json(String method, String path, JsonNode body) {
    return of(method, path)
        .with("Content-Type", "application/json")
        .body(BodyPublishers.ofString(body.toString()));
  }

  public Call with(String header, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Call(method, path, all, body, patience, signedIn);
  }

  public Call body(BodyPublisher other) {
    return new Call(method, path, headers, other, patience, signedIn);
  }

  public Call patience(Patience other) {
    return new Call(method, path, headers, body, other, signedIn);
  }

  /** The same without the access token. */
  public Call anonymous() {
    return new Call(method, path, headers, body, patience, false);
  }
}
