package dev.sks.auth.signup;

import dev.sks.auth.identities.Errands;
import dev.sks.auth.page.FormPages;
import dev.sks.base.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The forms of people who come through a provider for the first time. */
@Path("/oauth2/newcomers")
@PermitAll
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class NewcomerResource {

  private final Newcomers newcomers;
  private final FormPages pages;

  NewcomerResource(Newcomers newcomers, FormPages pages) {
    this.newcomers = newcomers;
    this.pages = pages;
  }

  @POST
  public Uni<Response> settle(
      @RestForm String csrf,
      @RestForm String ticket,
      @RestForm @DefaultValue("") String name,
      @RestForm @DefaultValue("") String invitation,
      @Context HttpHeaders headers) {
    requireOurs(headers, csrf);
    return newcomers.settle(new Filled(ticket, name, invitation), headers);
  }

  @POST
  @Path("/go-on")
  public Uni<Response> goOn(
      @RestForm String csrf, @RestForm String ticket, @Context HttpHeaders headers) {
    requireOurs(headers, csrf);
    return newcomers.goOn(ticket, headers);
  }

  @ServerExceptionMapper
  public Uni<Response> refused(ProblemException e) {
    return pages.refusal(e.problem());
  }

  private void requireOurs(HttpHeaders headers, String csrf) {
    if (!pages.isOurs(headers, csrf)) {
      throw Errands.notOurs();
    }
  }
}
