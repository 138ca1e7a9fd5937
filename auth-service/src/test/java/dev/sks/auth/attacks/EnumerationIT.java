package dev.sks.auth.attacks;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.freshName;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.patchUser;
import static dev.sks.auth.Door.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.auth.authorize.CodeFlow;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who can't sign in learns nothing of why: the same answer for the same work. */
@QuarkusTest
class EnumerationIT {

  /** Headers that differ from one answer to the next by chance alone. */
  private static final Set<String> BY_CHANCE = Set.of("date", "set-cookie");

  @Inject MeterRegistry meters;

  /** All there is to see of a refusal, and how many hashes it took. */
  private record Refusal(int status, Map<String, List<String>> headers, String body, long hashes) {}

  @Test
  void atTheSessionDoor() {
    assertAlike((name, password) -> signIn(name, password).extract().response(), 401);
  }

  @Test
  void onThePage() {
    var flow = CodeFlow.begin();
    assertAlike(
        (name, password) -> {
          flow.asks(flow.parameters()).then().statusCode(200);
          return flow.person()
              .submits("/oauth2/sign-in", Map.of("name", name, "password", password));
        },
        400);
  }

  private void assertAlike(BiFunction<String, String, Response> door, int status) {
    String disabled = newUser(Map.of());
    patchUser(disabled, true).then().statusCode(200);
    var wrong = refusal(door, newUser(Map.of()), "a wrong password");
    assertEquals(status, wrong.status());
    assertEquals(1, wrong.hashes());
    assertEquals(wrong, refusal(door, freshName(), PASSWORD), "a name that nobody has");
    assertEquals(wrong, refusal(door, disabled, PASSWORD), "a disabled user");
    assertEquals(wrong, refusal(door, disabled, "a wrong password"), "a disabled user, wrong");
  }

  private Refusal refusal(BiFunction<String, String, Response> door, String name, String password) {
    long before = hashes();
    Response answer = door.apply(name, password);
    return new Refusal(
        answer.statusCode(),
        answer.headers().asList().stream()
            .filter(header -> !BY_CHANCE.contains(header.getName().toLowerCase()))
            .collect(
                Collectors.groupingBy(
                    Header::getName, Collectors.mapping(Header::getValue, Collectors.toList()))),
        answer
            .asString()
            .replace(name, "the name")
            .replaceAll("(name=\"csrf\" value=)\"[^\"]*\"", "$1"),
        hashes() - before);
  }

  private long hashes() {
    return meters.get("sks.auth.hashing").timer().count();
  }
}
