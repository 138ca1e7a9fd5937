package dev.sks.auth.invitations;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.freshName;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.patchUser;
import static dev.sks.auth.Door.post;
import static dev.sks.auth.Door.signIn;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By invitation only. */
@QuarkusTest
class InvitationsIT {

  @Test
  void nobodySignsUpUninvited() {
    post("/v1/sign-ups", Map.of("name", freshName(), "password", PASSWORD))
        .statusCode(403)
        .body("code", equalTo("sign-up-closed"));
  }

  @Test
  void anOwnerInvitesToTheirTenantOnce() {
    String owner = newUser(Map.of());
    var invitation = invite(token(owner), Map.of("role", "viewer"));
    String guest = freshName();
    signUp(guest, invitation.getString("code"))
        .statusCode(201)
        .body("tenant", equalTo(owner))
        .body("role", equalTo("viewer"));
    signIn(guest, PASSWORD).statusCode(200).body("tenant", equalTo(owner));
    signUp(freshName(), invitation.getString("code"))
        .statusCode(400)
        .body("errors.field", contains("invitation"));
  }

  @Test
  void aTakenNameLeavesTheInvitation() {
    String owner = newUser(Map.of());
    var invitation = invite(token(owner), Map.of());
    signUp(owner, invitation.getString("code")).statusCode(409).body("code", equalTo("name-taken"));
    signUp(freshName(), invitation.getString("code"))
        .statusCode(201)
        .body("role", equalTo("member"));
  }

  @Test
  void anAdministratorInvitesToATenantOfOnesOwn() {
    var invitation = invite(admin(), Map.of());
    String guest = freshName();
    signUp(guest, invitation.getString("code"))
        .statusCode(201)
        .body("tenant", equalTo(guest))
        .body("role", equalTo("owner"));
  }

  @Test
  void nobodyInvitesBeyondTheirReach() {
    String owner = newUser(Map.of());
    String other = newUser(Map.of());
    String token = token(owner);
    as(token).body(Map.of("tenant", other)).post("/v1/invitations").then().statusCode(403);
    as(token)
        .body(Map.of("role", "admin"))
        .post("/v1/invitations")
        .then()
        .statusCode(400)
        .body("errors.field", contains("role"));
    as(admin()).body(Map.of("tenant", "no-such")).post("/v1/invitations").then().statusCode(404);
    String member = newUser(Map.of("tenant", owner, "role", "member"));
    as(token(member)).body(Map.of()).post("/v1/invitations").then().statusCode(403);
    String id = invite(token(other), Map.of()).getString("id");
    as(token).get("/v1/invitations").then().body("items.id", not(hasItem(id)));
    as(token).delete("/v1/invitations/" + id).then().statusCode(404);
  }

  @Test
  void aWithdrawnInvitationIsVoid() {
    String token = token(newUser(Map.of()));
    var invitation = invite(token, Map.of());
    as(token)
        .get("/v1/invitations")
        .then()
        .body("items.id", contains(invitation.getString("id")))
        .body("items[0]", not(hasKey("code")));
    as(token).delete("/v1/invitations/" + invitation.getString("id")).then().statusCode(204);
    signUp(freshName(), invitation.getString("code")).statusCode(400);
  }

  @Test
  void anInvitationEndsWithItsMakersAccount() {
    String owner = newUser(Map.of());
    var invitation = invite(token(owner), Map.of());
    patchUser(owner, true).then().statusCode(200);
    signUp(freshName(), invitation.getString("code")).statusCode(400);
  }

  private static String token(String user) {
    return signIn(user, PASSWORD).statusCode(200).extract().path("accessToken");
  }

  private static JsonPath invite(String token, Map<String, String> body) {
    return as(token)
        .body(body)
        .post("/v1/invitations")
        .then()
        .statusCode(201)
        .body("$", hasKey("code"))
        .extract()
        .jsonPath();
  }

  private static ValidatableResponse signUp(String name, String code) {
    return post("/v1/sign-ups", Map.of("name", name, "password", PASSWORD, "invitation", code));
  }
}
