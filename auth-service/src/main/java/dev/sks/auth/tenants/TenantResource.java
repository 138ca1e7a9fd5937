package dev.sks.auth.tenants;

import dev.sks.auth.audit.Actors;
import dev.sks.auth.audit.Change;
import dev.sks.auth.door.Fields;
import dev.sks.auth.door.Page;
import dev.sks.base.problem.ProblemException;
import dev.sks.base.token.Caller;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Roles;
import dev.sks.contract.TenantQuota;
import dev.sks.contract.Violation;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** The administrators' door to tenants; members see their own. */
@Path("/v1/tenants")
@RolesAllowed(Roles.ADMIN)
public class TenantResource {

  private static final Logger LOG = Logger.getLogger(TenantResource.class);

  private final TenantStore tenants;
  private final Caller caller;
  private final Actors actors;
  private final Clock clock;
  private final Duration grace;

  TenantResource(
      TenantStore tenants,
      Caller caller,
      Actors actors,
      Clock clock,
      @ConfigProperty(name = "sks.tenant-grace") Duration grace) {
    this.tenants = tenants;
    this.caller = caller;
    this.actors = actors;
    this.clock = clock;
    this.grace = grace;
  }

  @GET
  public Uni<Page<TenantView>> list(
      @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
    var page = Page.Request.of(limit, cursor);
    return tenants
        .list(page)
        .map(rows -> rows.stream().map(row -> TenantView.of(row, grace)).toList())
        .map(views -> Page.of(views, page, TenantView::name));
  }

  @POST
  @ResponseStatus(201)
  public Uni<RestResponse<TenantView>> create(NewTenant wanted) {
    Fields.of(wanted);
    wanted.check();
    var tenant = Tenant.of(wanted.name(), wanted.quotaOrDefault(), clock.instant());
    var by = actors.caller();
    return tenants
        .create(tenant, by)
        .invoke(
            created -> {
              if (!created) {
                throw taken(wanted.name());
              }
              LOG.infof("Tenant created tenant=%s by=%s", wanted.name(), by.name());
            })
        .map(created -> answer(tenant, RestResponse.Status.CREATED));
  }

  @GET
  @Path("/{name}")
  @Authenticated
  public Uni<RestResponse<TenantView>> get(String name) {
    if (!caller.isAdmin() && !name.equals(caller.tenant())) {
      throw missing();
    }
    return tenants.find(name).map(found -> answer(found.orElseThrow(TenantResource::missing)));
  }

  @PATCH
  @Path("/{name}")
  public Uni<RestResponse<TenantView>> change(
      String name, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, TenantChange change) {
    Fields.of(change);
    change.check();
    var by = actors.caller();
    return tenants
        .change(
            name,
            tenant -> {
              requireMatch(ifMatch, tenant);
              requireAlive(tenant);
              var before = tenant.quota();
              tenant.setQuota(change.quota().on(before));
              return before.equals(tenant.quota())
                  ? Optional.empty()
                  : Optional.of(quotaChange(tenant, before));
            },
            by)
        .map(found -> found.orElseThrow(TenantResource::missing))
        .invoke(
            tenant ->
                LOG.infof(
                    "Tenant changed tenant=%s quota=%s by=%s", name, tenant.quota(), by.name()))
        .map(this::answer);
  }

  @DELETE
  @Path("/{name}")
  public Uni<RestResponse<TenantView>> delete(String name, @QueryParam("confirm") String confirm) {
    if (!name.equals(confirm)) {
      throw unconfirmed(name);
    }
    if (name.equals(caller.tenant())) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "You are signed in to this tenant: sign in to another one to delete it.");
    }
    var by = actors.caller();
    return tenants
        .delete(name, clock.instant(), by)
        .map(found -> found.orElseThrow(TenantResource::missing))
        .invoke(tenant -> LOG.infof("Tenant deleted tenant=%s by=%s", name, by.name()))
        .map(this::answer);
  }

  @POST
  @Path("/{name}/restore")
  public Uni<RestResponse<TenantView>> restore(String name) {
    Instant oldest = clock.instant().minus(grace);
    var by = actors.caller();
    return tenants
        .change(name, tenant -> restore(tenant, oldest), by)
        .map(found -> found.orElseThrow(TenantResource::missing))
        .invoke(tenant -> LOG.infof("Tenant restored tenant=%s by=%s", name, by.name()))
        .map(this::answer);
  }

  private static Change quotaChange(Tenant tenant, TenantQuota before) {
    return Change.of("tenant.quota", "tenant", tenant.name)
        .from(Map.of("quota", before))
        .to(Map.of("quota", tenant.quota()));
  }

  private static Optional<Change> restore(Tenant tenant, Instant oldest) {
    if (!tenant.deleted) {
      return Optional.empty();
    }
    if (!tenant.deletedAt.isAfter(oldest)) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "The tenant's time of grace is over and its data are gone: create one with another"
              + " name.");
    }
    tenant.deleted = false;
    tenant.deletedAt = null;
    return Optional.of(
        Change.of("tenant.restore", "tenant", tenant.name)
            .from(Map.of("deleted", true))
            .to(Map.of("deleted", false)));
  }

  private RestResponse<TenantView> answer(Tenant tenant) {
    return answer(tenant, RestResponse.Status.OK);
  }

  private RestResponse<TenantView> answer(Tenant tenant, RestResponse.Status status) {
    var view = TenantView.of(tenant, grace);
    return RestResponse.ResponseBuilder.create(status, view)
        .header(HttpHeaders.ETAG, view.etag())
        .build();
  }

  private void requireMatch(String ifMatch, Tenant tenant) {
    if (ifMatch != null
        && !ifMatch.strip().equals("*")
        && !ifMatch.strip().equals(TenantView.of(tenant, grace).etag())) {
      throw new ProblemException(
          ProblemType.PRECONDITION_FAILED,
          "The tenant is at generation %d now: get it again and decide anew."
              .formatted(tenant.generation));
    }
  }

  private static void requireAlive(Tenant tenant) {
    if (tenant.deleted) {
      throw new ProblemException(
          ProblemType.CONFLICT, "The tenant was deleted: restore it to change it.");
    }
  }

  private static ProblemException unconfirmed(String name) {
    return new ProblemException(
        ProblemType.INVALID_REQUEST,
        "This deletes all data and jobs of the tenant: say so with ?confirm=%s.".formatted(name),
        List.of(new Violation("confirm", "must be the tenant's name")));
  }

  private static ProblemException taken(String name) {
    return new ProblemException(
        ProblemType.NAME_TAKEN,
        "There is a tenant '%s', or it was deleted: choose another name, or restore it."
            .formatted(name));
  }

  private static ProblemException missing() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no tenant of this name, or it is not yours: GET /v1/tenants lists them for an"
            + " administrator.");
  }
}
