package dev.sks.auth.identities;

import dev.sks.auth.page.FormPages;
import dev.sks.base.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The pages before and after a visit to a provider that is to be linked. */
@Path("/oauth2/links")
@PermitAll
public class LinkResource {

  private final Links links;
  private final FormPages pages;

  LinkResource(Links links, FormPages pages) {
    this.links = links;
    this.pages = pages;
  }

  @GET
  public Uni<Response> ask(@QueryParam("ticket") String ticket, @Context HttpHeaders headers) {
    return links.ask(ticket, headers);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> decide(
      @RestForm String csrf,
      @RestForm String ticket,
      @RestForm String decision,
      @RestForm String password,
      @Context HttpHeaders headers) {
    if (!pages.isOurs(headers, csrf)) {
      throw Errands.notOurs();
    }
    return "allow".equals(decision)
        ? links.agree(ticket, password, headers)
        : links.refuse(ticket, headers);
  }

  @ServerExceptionMapper
  public Uni<Response> refused(ProblemException e) {
    return pages.refusal(e.problem());
  }
}
