package dev.sks.auth.audit;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.post;
import static dev.sks.auth.Door.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecurityEventsIT {

  @Inject MeterRegistry meters;

  @Test
  void aRefreshTokenThatIsUsedAgainIsCounted() {
    double before = count("refresh-token-reused");
    String first = signIn(newUser(Map.of()), PASSWORD).extract().path("refreshToken");
    String second = refresh(first);
    refresh(second);
    for (int i = 0; i < 2; i++) {
      post("/v1/sessions/refresh", Map.of("refreshToken", first)).statusCode(401);
    }
    assertEquals(before + 1, count("refresh-token-reused"));
  }

  @Test
  void anAccountThatBeginsToWaitIsCountedOnce() {
    double before = count("account-locked");
    String name = newUser(Map.of());
    for (int i = 0; i < 5; i++) {
      signIn(name, "a wrong password").statusCode(401);
    }
    assertEquals(before, count("account-locked"));
    signIn(name, "a wrong password").statusCode(401);
    signIn(name, "a wrong password");
    assertEquals(before + 1, count("account-locked"));
  }

  @Test
  void aChangedPasswordIsCounted() {
    double before = count("password-changed");
    var change =
        Map.of(
            "name",
            newUser(Map.of()),
            "password",
            PASSWORD,
            "newPassword",
            "violet otters climb stairs");
    post("/v1/sessions", change).statusCode(200);
    assertEquals(before + 1, count("password-changed"));
  }

  private double count(String event) {
    return meters.counter("sks.auth.security.events", "event", event).count();
  }

  private static String refresh(String token) {
    return post("/v1/sessions/refresh", Map.of("refreshToken", token))
        .statusCode(200)
        .extract()
        .path("refreshToken");
  }
}
