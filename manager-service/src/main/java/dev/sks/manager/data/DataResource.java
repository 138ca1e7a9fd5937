package dev.sks.manager.data;

import dev.sks.base.problem.ProblemException;
import dev.sks.base.token.Caller;
import dev.sks.contract.DataNames;
import dev.sks.contract.Limits;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Roles;
import dev.sks.contract.Violation;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** The data objects of the caller's tenant. */
@Path("/v1/data")
@Blocking
public class DataResource {

  private final DataStore store;
  private final Caller caller;

  DataResource(DataStore store, Caller caller) {
    this.store = store;
    this.caller = caller;
  }

  @PUT
  @Path("{name:.+}")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MEMBER, Roles.OWNER, Roles.ADMIN})
  public Response put(
      @RestPath String name,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
      InputStream content)
      throws IOException {
    var precondition = new Precondition(ifMatch, ifNoneMatch);
    return stored(store.put(caller.tenant(), checked(name), content, length, precondition));
  }

  static Response stored(DataStore.Stored stored) {
    return Response.status(stored.replaced() ? Response.Status.OK : Response.Status.CREATED)
        .header(HttpHeaders.ETAG, stored.object().etag())
        .entity(ObjectBody.of(stored.object()))
        .build();
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.VIEWER, Roles.MEMBER, Roles.OWNER, Roles.ADMIN})
  public ObjectList list(
      @QueryParam("prefix") @DefaultValue("") String prefix,
      @QueryParam("cursor") @DefaultValue("") String cursor,
      @QueryParam("limit") @DefaultValue("100") int limit)
      throws IOException {
    if (limit < 1 || limit > Limits.PAGE) {
      throw invalid("limit", "from 1 to " + Limits.PAGE);
    }
    DataPage page = store.list(caller.tenant(), prefix, decoded(cursor), limit);
    var items = page.objects().stream().map(ObjectBody::of).toList();
    return new ObjectList(items, page.last().map(DataResource::encoded).orElse(null));
  }

  @GET
  @Path("{name:.+}")
  @Produces(MediaType.WILDCARD)
  @RolesAllowed({Roles.VIEWER, Roles.MEMBER, Roles.OWNER, Roles.ADMIN})
  public Response get(
      @RestPath String name,
      @HeaderParam("Range") String range,
      @HeaderParam("If-Range") String ifRange,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch)
      throws IOException {
    DataObject object = existing(name);
    var content = new ObjectContent(object, store.content(caller.tenant(), object));
    return content.respond(range, ifRange, ifNoneMatch);
  }

  @HEAD
  @Path("{name:.+}")
  @RolesAllowed({Roles.VIEWER, Roles.MEMBER, Roles.OWNER, Roles.ADMIN})
  public Response head(@RestPath String name) throws IOException {
    DataObject object = existing(name);
    return ObjectContent.headers(Response.ok(), object)
        .header(HttpHeaders.CONTENT_LENGTH, object.size())
        .build();
  }

  @DELETE
  @Path("{name:.+}")
  @RolesAllowed({Roles.MEMBER, Roles.OWNER, Roles.ADMIN})
  public void remove(@RestPath String name, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch)
      throws IOException {
    if (!store.remove(caller.tenant(), checked(name), new Precondition(ifMatch, null))) {
      throw notFound();
    }
  }

  private DataObject existing(String name) throws IOException {
    return store.find(caller.tenant(), checked(name)).orElseThrow(DataResource::notFound);
  }

  private static ProblemException notFound() {
    return new ProblemException(
        ProblemType.NOT_FOUND, "There is no such data object; 'GET /v1/data' lists what there is.");
  }

  private static String checked(String name) {
    String wrong =
        DataNames.whatIsWrong(name)
            .orElse(DataNames.isJobInput(name) ? "names in .jobs/ are SKS's own" : null);
    if (wrong != null) {
      throw new ProblemException(
          ProblemType.INVALID_DATA_NAME, wrong + ".", List.of(new Violation("name", wrong)));
    }
    return name;
  }

  private static String encoded(String name) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid("cursor", "is the 'next' of a list");
    }
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(
        ProblemType.INVALID_REQUEST,
        "The parameter '" + field + "' is not valid: " + message + ".",
        List.of(new Violation(field, message)));
  }
}
