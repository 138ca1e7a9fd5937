package dev.sks.auth.identities;

import dev.sks.auth.audit.Actors;
import dev.sks.auth.door.Page;
import dev.sks.auth.door.People;
import dev.sks.auth.users.Credentials;
import dev.sks.auth.users.UserStore;
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
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The caller's own foreign identities. */
@Path("/v1/me/identities")
@Authenticated
public class MyIdentitiesResource {

  /** Where to go on, once, within ten minutes. */
  public record LinkAddress(URI url) {}

  private static final Logger LOG = Logger.getLogger(MyIdentitiesResource.class);

  private final IdentityStore identities;
  private final UserStore users;
  private final Links links;
  private final Caller caller;
  private final Actors actors;
  private final People people;

  MyIdentitiesResource(
      IdentityStore identities,
      UserStore users,
      Links links,
      Caller caller,
      Actors actors,
      People people) {
    this.identities = identities;
    this.users = users;
    this.links = links;
    this.caller = caller;
    this.actors = actors;
    this.people = people;
  }

  @GET
  public Uni<Page<IdentityView>> list() {
    return identities
        .of(user())
        .map(rows -> new Page<>(rows.stream().map(IdentityView::of).toList(), null));
  }

  @POST
  @Path("/{provider}")
  @ResponseStatus(201)
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  public Uni<LinkAddress> link(String provider) {
    people.require();
    return links.wish(user(), provider).map(LinkAddress::new);
  }

  @DELETE
  @Path("/{id}")
  public Uni<Void> unlink(UUID id) {
    people.require();
    var user = user();
    var by = actors.caller();
    return users
        .credentials(user)
        .invoke(MyIdentitiesResource::requirePassword)
        .chain(() -> identities.unlink(user, id, by))
        .invoke(
            unlinked -> {
              if (!unlinked) {
                throw new ProblemException(
                    ProblemType.NOT_FOUND,
                    "You have no such identity: GET /v1/me/identities lists yours.");
              }
              LOG.infof("Identity unlinked identity=%s user=%s", id, by.name());
            })
        .replaceWithVoid();
  }

  /** Identities are all there is to such an account, and a stolen token must not take one away. */
  private static void requirePassword(Optional<Credentials> found) {
    if (found.flatMap(Credentials::hash).isEmpty()) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "Your account has no password, so its identities stay: ask an administrator to unlink"
              + " one, or to reset your password.");
    }
  }

  private UUID user() {
    return UUID.fromString(caller.subject());
  }
}
