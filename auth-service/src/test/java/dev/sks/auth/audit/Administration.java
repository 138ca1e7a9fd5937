package dev.sks.auth.audit;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.freshName;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.signIn;
import static io.restassured.RestAssured.given;

import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** All that changes something at this service's doors, and what the audit calls it. */
final class Administration {

  /** A request that changes something; the path is that of something there. */
  record Request(String path, Object body) {}

  /**
   * A change.
   *
   * @param operation as the OpenAPI document names it
   * @param request makes what is to be changed, and says how
   */
  record Case(String operation, String action, Supplier<Request> request) {

    /** Of what is new there is no before, of what is gone no after. */
    List<String> said() {
      if (MAKING.contains(verb())) {
        return List.of("after");
      }
      return ENDING.contains(verb()) ? List.of("before") : List.of("before", "after");
    }

    private String verb() {
      return action.substring(action.indexOf('.') + 1);
    }

    String method() {
      return operation.substring(0, operation.indexOf(' '));
    }

    @Override
    public String toString() {
      return operation + ": " + action;
    }
  }

  /** Changes nothing of anybody else's: everybody's own sessions, and protocols for tokens. */
  static final Set<String> OWN_MATTERS =
      Set.of(
          "POST /v1/sessions",
          "POST /v1/sessions/refresh",
          "POST /v1/sessions/switch",
          "POST /v1/sessions/sign-out",
          "DELETE /v1/sessions/{id}",
          "POST /oauth2/authorize",
          "POST /oauth2/sign-in",
          "POST /oauth2/device_authorization",
          "POST /oauth2/introspect",
          "POST /oauth2/revoke",
          "POST /oauth2/token",
          "POST /oauth2/userinfo",
          "POST /device",
          "POST /sign-up",
          "POST /oauth2/federation/{provider}",
          "POST /oauth2/links",
          "POST /oauth2/newcomers",
          "POST /oauth2/newcomers/go-on",
          "POST /v1/sign-ups",
          "POST /v1/me/identities/{provider}",
          "DELETE /v1/me/identities/{id}");

  private static final Set<String> MAKING = Set.of("create", "add", "rotate");
  private static final Set<String> ENDING =
      Set.of("delete", "remove", "unlink", "revoke", "revoke-all");
  private static final Set<String> CHANGING = Set.of("post", "put", "patch", "delete");

  private Administration() {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "POST /v1/users",
            "user.create",
            () -> new Request("/v1/users", Map.of("name", freshName(), "password", PASSWORD))),
        new Case(
            "PATCH /v1/users/{name}",
            "user.disable",
            () -> new Request(user(), Map.of("disabled", true))),
        new Case(
            "PATCH /v1/users/{name}",
            "member.role",
            () -> new Request(user(), Map.of("role", "viewer"))),
        new Case(
            "POST /v1/users/{name}/reset", "user.reset", () -> new Request(user() + "/reset", "")),
        new Case("DELETE /v1/users/{name}", "user.delete", () -> new Request(user(), "")),
        new Case(
            "DELETE /v1/users/{name}/sessions",
            "session.revoke-all",
            () -> new Request("/v1/users/" + signedIn() + "/sessions", "")),
        new Case(
            "DELETE /v1/users/{name}/sessions/{id}", "session.revoke", Administration::session),
        new Case("DELETE /v1/users/{name}/api-keys/{id}", "api-key.delete", Administration::key),
        new Case(
            "DELETE /v1/users/{name}/identities/{id}", "identity.unlink", Administration::identity),
        new Case(
            "POST /v1/tenants",
            "tenant.create",
            () -> new Request("/v1/tenants", Map.of("name", freshName()))),
        new Case(
            "PATCH /v1/tenants/{name}",
            "tenant.quota",
            () -> new Request(tenant(), Map.of("quota", Map.of("cpu", "3")))),
        new Case("DELETE /v1/tenants/{name}", "tenant.delete", Administration::tenantToDelete),
        new Case(
            "POST /v1/tenants/{name}/restore", "tenant.restore", Administration::deletedTenant),
        new Case(
            "PUT /v1/tenants/{tenant}/members/{user}",
            "member.add",
            () -> new Request(tenant() + "/members/" + newUser(Map.of()), Map.of("role", "owner"))),
        new Case(
            "DELETE /v1/tenants/{tenant}/members/{user}",
            "member.remove",
            () -> {
              String user = newUser(Map.of());
              return new Request("/v1/tenants/" + user + "/members/" + user, "");
            }),
        new Case(
            "POST /v1/api-keys",
            "api-key.create",
            () -> new Request("/v1/api-keys", Map.of("name", freshName(), "password", PASSWORD))),
        new Case(
            "DELETE /v1/api-keys/{id}",
            "api-key.delete",
            () -> made("/v1/api-keys", "password", PASSWORD)),
        new Case(
            "POST /v1/clients",
            "client.create",
            () ->
                new Request(
                    "/v1/clients", Map.of("name", "App", "device", true, "confidential", true))),
        new Case(
            "DELETE /v1/clients/{id}", "client.delete", () -> made("/v1/clients", "device", true)),
        new Case(
            "POST /v1/invitations",
            "invitation.create",
            () -> new Request("/v1/invitations", Map.of("role", "owner"))),
        new Case("DELETE /v1/invitations/{id}", "invitation.delete", Administration::invitation),
        new Case(
            "POST /v1/keys/rotate",
            "signing-key.rotate",
            () -> new Request("/v1/keys/rotate", "")));
  }

  /** The operations of the OpenAPI document that may change something. */
  static Set<String> changing() {
    Map<String, Map<String, Object>> paths =
        given().get("/openapi?format=json").then().statusCode(200).extract().path("paths");
    var found = new TreeSet<String>();
    paths.forEach(
        (path, methods) ->
            methods.keySet().stream()
                .filter(CHANGING::contains)
                .forEach(method -> found.add(method.toUpperCase() + " " + path)));
    return found;
  }

  private static String user() {
    return "/v1/users/" + newUser(Map.of());
  }

  private static String signedIn() {
    String name = newUser(Map.of());
    signIn(name, PASSWORD).statusCode(200);
    return name;
  }

  private static String tenant() {
    String name = freshName();
    as(admin()).body(Map.of("name", name)).post("/v1/tenants").then().statusCode(201);
    return "/v1/tenants/" + name;
  }

  private static Request tenantToDelete() {
    String path = tenant();
    return new Request(path + "?confirm=" + path.substring(path.lastIndexOf('/') + 1), "");
  }

  private static Request deletedTenant() {
    String path = tenant();
    String name = path.substring(path.lastIndexOf('/') + 1);
    as(admin()).delete(path + "?confirm=" + name).then().statusCode(200);
    return new Request(path + "/restore", "");
  }

  private static Request session() {
    String path = "/v1/users/" + signedIn() + "/sessions";
    List<String> ids = as(admin()).get(path).then().extract().path("items.id");
    return new Request(path + "/" + ids.get(0), "");
  }

  private static Request key() {
    String name = newUser(Map.of());
    String token = signIn(name, PASSWORD).extract().path("accessToken");
    String id =
        as(token)
            .body(Map.of("name", "robot", "password", PASSWORD))
            .post("/v1/api-keys")
            .then()
            .extract()
            .path("id");
    return new Request("/v1/users/" + name + "/api-keys/" + id, "");
  }

  /** A row, as there is no provider to link it at. */
  private static Request identity() {
    String name = newUser(Map.of());
    String id = UUID.randomUUID().toString();
    try (var database = CDI.current().select(DataSource.class).get().getConnection();
        var insert =
            database.prepareStatement(
                "insert into foreign_identities"
                    + " (id, user_id, provider, issuer, subject, name, linked_at)"
                    + " select cast(? as uuid), id, 'github', 'https://github.com', ?, name, now()"
                    + " from users where name = ?")) {
      insert.setString(1, id);
      insert.setString(2, id);
      insert.setString(3, name);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Request("/v1/users/" + name + "/identities/" + id, "");
  }

  private static Request invitation() {
    String id = as(admin()).body(Map.of()).post("/v1/invitations").then().extract().path("id");
    return new Request("/v1/invitations/" + id, "");
  }

  private static Request made(String path, String field, Object value) {
    Map<String, Object> body = Map.of("name", freshName(), field, value);
    String id = as(admin()).body(body).post(path).then().statusCode(201).extract().path("id");
    return new Request(path + "/" + id, "");
  }
}
