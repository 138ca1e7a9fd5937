package dev.sks.auth.apikeys;

import dev.sks.auth.audit.Actors;
import dev.sks.auth.door.Fields;
import dev.sks.auth.door.Page;
import dev.sks.auth.door.People;
import dev.sks.auth.passwords.Secrets;
import dev.sks.auth.sessions.SignIns;
import dev.sks.base.problem.ProblemException;
import dev.sks.base.token.Caller;
import dev.sks.contract.ProblemType;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The caller's own keys, for the tenant of the token. */
@Path("/v1/api-keys")
@Authenticated
public class ApiKeyResource {

  private static final Logger LOG = Logger.getLogger(ApiKeyResource.class);

  private final ApiKeyStore keys;
  private final SignIns signIns;
  private final Caller caller;
  private final Actors actors;
  private final People people;
  private final Clock clock;

  ApiKeyResource(
      ApiKeyStore keys, SignIns signIns, Caller caller, Actors actors, People people, Clock clock) {
    this.keys = keys;
    this.signIns = signIns;
    this.caller = caller;
    this.actors = actors;
    this.people = people;
    this.clock = clock;
  }

  @GET
  public Uni<Page<KeyView>> list() {
    return keys.of(user()).map(rows -> new Page<>(rows.stream().map(KeyView::of).toList(), null));
  }

  /** The password is asked for, so that a stolen access token doesn't become one for a year. */
  @POST
  @ResponseStatus(201)
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  public Uni<KeyView> create(NewKey wanted) {
    people.require();
    Fields.of(wanted);
    wanted.check(clock.instant());
    String secret = Secrets.random();
    String tenant = caller.tenant();
    var user = user();
    var by = actors.caller();
    return signIns
        .confirm(user, by.name(), wanted.password())
        .chain(() -> keys.create(user, tenant, wanted, secret, by))
        .invoke(key -> LOG.infof("API key created key=%s user=%s", key.id, by.name()))
        .map(key -> KeyView.of(key).with(secret));
  }

  @DELETE
  @Path("/{id}")
  public Uni<Void> delete(String id) {
    var by = actors.caller();
    return keys.delete(user(), id, by)
        .invoke(
            deleted -> {
              if (!deleted) {
                throw new ProblemException(
                    ProblemType.NOT_FOUND, "You have no such key: GET /v1/api-keys lists yours.");
              }
              LOG.infof("API key deleted key=%s user=%s", id, by.name());
            })
        .replaceWithVoid();
  }

  private UUID user() {
    return UUID.fromString(caller.subject());
  }
}
