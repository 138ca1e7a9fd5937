package dev.sks.auth.identities;

import dev.sks.auth.audit.Actors;
import dev.sks.auth.door.Page;
import dev.sks.auth.door.People;
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
import java.util.UUID;
import java.util.stream.Collectors;
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
  private final Providers providers;
  private final Links links;
  private final Caller caller;
  private final Actors actors;
  private final People people;

  MyIdentitiesResource(
      IdentityStore identities,
      Providers providers,
      Links links,
      Caller caller,
      Actors actors,
      People people) {
    this.identities = identities;
    this.providers = providers;
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
    var by = actors.caller();
    var usable = providers.all().stream().map(Provider::id).collect(Collectors.toSet());
    return identities
        .unlink(user(), id, usable, by)
        .invoke(
            unlinked -> {
              switch (unlinked) {
                case DONE -> LOG.infof("Identity unlinked identity=%s user=%s", id, by.name());
                case MISSING ->
                    throw new ProblemException(
                        ProblemType.NOT_FOUND,
                        "You have no such identity: GET /v1/me/identities lists yours.");
                case ONLY_WAY_IN ->
                    throw new ProblemException(
                        ProblemType.CONFLICT,
                        "It is your only way to sign in: link another one first, or ask an"
                            + " administrator to reset your password.");
              }
            })
        .replaceWithVoid();
  }

  private UUID user() {
    return UUID.fromString(caller.subject());
  }
}
