package dev.sks.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sks.cli.client.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the credentials file holds. Each token stays with the server that gave it.
 *
 * @param current the server used when none is named; empty if there is none
 */
record Credentials(String current, Map<String, Login> logins) {

  static final Credentials NONE = new Credentials("", Map.of());

  Credentials {
    logins = Map.copyOf(logins);
  }

  static Credentials of(JsonNode kept) {
    var logins = new TreeMap<String, Login>();
    kept.path("logins")
        .fields()
        .forEachRemaining(e -> logins.put(e.getKey(), Login.of(e.getValue())));
    return new Credentials(Json.text(kept, "current"), logins);
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("current", current);
    ObjectNode all = json.putObject("logins");
    new TreeMap<>(logins).forEach((server, login) -> all.set(server, login.toJson()));
    return json;
  }

  Optional<Login> at(String server) {
    return Optional.ofNullable(logins.get(server));
  }

  Credentials with(String server, Login login) {
    var all = new TreeMap<>(logins);
    all.put(server, login);
    return new Credentials(current, all);
  }

  Credentials without(String server) {
    var all = new TreeMap<>(logins);
    all.remove(server);
    return new Credentials(current, all);
  }

  Credentials using(String server) {
    return new Credentials(server, logins);
  }
}
