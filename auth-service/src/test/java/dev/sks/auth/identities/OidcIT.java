package dev.sks.auth.identities;

import static org.hamcrest.Matchers.containsString;

import dev.sks.auth.authorize.CodeFlow;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an issuer, or somebody between, may say and is not believed. */
@QuarkusTest
@TestProfile(WithIssuer.class)
class OidcIT {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "none,             200, value=\"mary\"",
    "nonce,            502, not right",
    "no-nonce,         502, not right",
    "audience,         502, not right",
    "issuer,           502, not right",
    "expired,          502, not right",
    "unsigned,         502, not right",
    "mac-of-key,       502, not right",
    "mac-of-secret,    502, not right",
    "foreign-key,      502, not right",
    "brought-key,      502, not right",
    "state,            400, is over"
  })
  void onlyWhatIsRightIsBelieved(String trouble, int status, String said) {
    var flow = CodeFlow.begin();
    flow.asks(flow.parameters()).then().statusCode(200);
    var sent = flow.person().submits("/oauth2/federation/issuer", Map.of());
    flow.person()
        .opens(Elsewhere.atStandIn(sent, 1, "mary", trouble))
        .then()
        .statusCode(status)
        .body(containsString(said));
  }
}
