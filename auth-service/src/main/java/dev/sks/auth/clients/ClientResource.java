package dev.sks.auth.clients;

import dev.sks.auth.audit.Actors;
import dev.sks.auth.door.Fields;
import dev.sks.auth.door.Page;
import dev.sks.auth.door.People;
import dev.sks.auth.passwords.Secrets;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The administrators' door to clients. */
@Path("/v1/clients")
@RolesAllowed(Roles.ADMIN)
public class ClientResource {

  private static final Logger LOG = Logger.getLogger(ClientResource.class);

  private final ClientStore clients;
  private final Actors actors;
  private final People people;

  ClientResource(ClientStore clients, Actors actors, People people) {
    this.clients = clients;
    this.actors = actors;
    this.people = people;
  }

  @GET
  public Uni<Page<ClientView>> list(
      @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
    var page = Page.Request.of(limit, cursor);
    return clients
        .list(page)
        .map(rows -> Page.of(rows.stream().map(ClientView::of).toList(), page, ClientView::id));
  }

  @POST
  @ResponseStatus(201)
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  public Uni<ClientView> create(NewClient wanted) {
    people.require();
    Fields.of(wanted);
    wanted.check();
    Optional<String> secret =
        wanted.confidential() ? Optional.of(Secrets.random()) : Optional.empty();
    var by = actors.caller();
    return clients
        .create(wanted, secret, by)
        .invoke(made -> LOG.infof("Client registered client=%s by=%s", made.id(), by.name()))
        .map(ClientView::of)
        .map(made -> secret.map(made::with).orElse(made));
  }

  @GET
  @Path("/{id}")
  public Uni<ClientView> get(String id) {
    return clients.find(id).map(found -> ClientView.of(found.orElseThrow(ClientResource::missing)));
  }

  @DELETE
  @Path("/{id}")
  public Uni<Void> delete(String id) {
    if (id.equals(RegisteredClient.CLI)) {
      throw new ProblemException(
          ProblemType.CONFLICT, "This client is SKS' own command line and stays.");
    }
    var by = actors.caller();
    return clients
        .delete(id, by)
        .invoke(
            deleted -> {
              if (!deleted) {
                throw missing();
              }
              LOG.infof("Client deleted client=%s by=%s", id, by.name());
            })
        .replaceWithVoid();
  }

  private static ProblemException missing() {
    return new ProblemException(
        ProblemType.NOT_FOUND, "There is no such client: GET /v1/clients lists them.");
  }
}
