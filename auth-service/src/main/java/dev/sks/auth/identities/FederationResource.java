package dev.sks.auth.identities;

import dev.sks.auth.identities.Ticket.Stranger;
import dev.sks.auth.page.FormPages;
import dev.sks.auth.page.Pages;
import dev.sks.base.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Sends browsers to a provider and takes them back, by the person's click on a page of ours. */
@Path("/oauth2/federation/{provider}")
@PermitAll
public class FederationResource {

  private static final Logger LOG = Logger.getLogger(FederationResource.class);

  private final Federation federation;
  private final Errands errands;
  private final IdentityStore identities;
  private final Links links;
  private final Strangers strangers;
  private final FormPages pages;

  FederationResource(
      Federation federation,
      Errands errands,
      IdentityStore identities,
      Links links,
      Strangers strangers,
      FormPages pages) {
    this.federation = federation;
    this.errands = errands;
    this.identities = identities;
    this.links = links;
    this.strangers = strangers;
    this.pages = pages;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> begin(
      String provider,
      @RestForm String csrf,
      @RestForm String errand,
      @RestForm String request,
      @Context HttpHeaders headers) {
    if (!pages.isOurs(headers, csrf) || errand == null) {
      throw Errands.notOurs();
    }
    String text = request == null ? "" : request;
    Supplier<Uni<String>> kept =
        switch (errand) {
          case Links.ERRAND -> () -> links.take(text, provider);
          case Links.PROOF -> () -> links.check(text, headers);
          default -> () -> errands.find(errand).check(text).replaceWith(text);
        };
    return federation.begin(provider, errand, kept, pages.browser(headers)).map(Pages::redirect);
  }

  @GET
  @Path("/callback")
  public Uni<Response> end(String provider, @Context UriInfo uri, @Context HttpHeaders headers) {
    return federation
        .end(provider, uri.getRequestUri().getRawQuery(), pages.browser(headers))
        .chain(
            arrival ->
                switch (arrival.flow().errand()) {
                  case Links.ERRAND -> links.offer(arrival, headers);
                  case Links.PROOF -> links.agree(arrival, headers);
                  default -> signIn(arrival, headers);
                });
  }

  @ServerExceptionMapper
  public Uni<Response> failed(ProviderException e) {
    LOG.infof("Foreign sign-in failed status=%d cause=%s", e.status(), e.getCause());
    return pages.message(e.status(), "That did not work", e.getMessage());
  }

  @ServerExceptionMapper
  public Uni<Response> refused(ProblemException e) {
    return pages.refusal(e.problem());
  }

  private Uni<Response> signIn(Federation.Arrival arrival, HttpHeaders headers) {
    var flow = arrival.flow();
    return identities
        .userOf(arrival.foreign())
        .chain(
            user ->
                user.map(known -> errands.find(flow.errand()).goOn(known, flow.request()))
                    .orElseGet(
                        () ->
                            strangers.receive(
                                new Stranger(
                                    flow.provider(),
                                    arrival.foreign(),
                                    flow.errand(),
                                    flow.request()),
                                arrival.provider().label(),
                                headers)));
  }
}
