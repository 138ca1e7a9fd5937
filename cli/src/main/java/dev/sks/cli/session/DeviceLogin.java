package dev.sks.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Api;
import dev.sks.cli.client.ApiProblem;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Patience;
import dev.sks.cli.console.Console;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;

/** Signs in through a browser anywhere (RFC 8628): shows a link and a code, and waits. */
final class DeviceLogin {

  private static final String CLIENT = "client_id=sks-cli";
  private static final String GRANT =
      "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&" + CLIENT;
  private static final int SLOWER_SECONDS = 5;

  private final Api api;
  private final Console console;

  DeviceLogin(Api api, Console console) {
    this.api = api;
    this.console = console;
  }

  Login run() {
    JsonNode device = post("/oauth2/device_authorization", CLIENT);
    console.note("Open " + Json.text(device, "verification_uri_complete"));
    console.note("and check that it shows the code " + Json.text(device, "user_code") + ".");
    Instant end = Instant.now().plusSeconds(device.path("expires_in").asLong());
    long seconds = device.path("interval").asLong(SLOWER_SECONDS);
    String body = GRANT + "&device_code=" + Json.text(device, "device_code");
    while (Instant.now().isBefore(end)) {
      Patience.pause(Duration.ofSeconds(seconds));
      try {
        return login(post("/oauth2/token", body));
      } catch (ApiProblem e) {
        if (e.code().equals("slow_down")) {
          seconds += SLOWER_SECONDS;
        } else if (!e.code().equals("authorization_pending")) {
          throw e;
        }
      }
    }
    throw new CommandFailed(
        ExitCode.SIGNED_OUT, "Nobody opened the link in time", "Start again with 'sks login'.");
  }

  private Login login(JsonNode tokens) {
    String token = Json.text(tokens, "access_token");
    JsonNode me = api.json(Call.get("/v1/me").with("Authorization", "Bearer " + token).anonymous());
    return new Login(
        Json.text(me, "name"),
        Json.text(tokens, "tenant"),
        token,
        Instant.now().plusSeconds(tokens.path("expires_in").asLong()),
        Json.text(tokens, "refresh_token"),
        "");
  }

  private JsonNode post(String path, String form) {
    return api.json(
        Call.of("POST", path)
            .with("Content-Type", "application/x-www-form-urlencoded")
            .body(BodyPublishers.ofString(form))
            .anonymous());
  }
}
