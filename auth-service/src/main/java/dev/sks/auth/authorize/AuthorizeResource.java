package dev.sks.auth.authorize;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.sks.auth.authorize.Refusals.OnPage;
import dev.sks.auth.authorize.Refusals.ToClient;
import dev.sks.auth.page.CredentialsForm;
import dev.sks.auth.page.FormPages;
import dev.sks.auth.sessions.SignIns;
import dev.sks.auth.signup.OtherWays;
import dev.sks.base.problem.ProblemException;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestForm;

/** The authorization endpoint. Every code is preceded by a sign-in; no browser stays signed in. */
@Path("/oauth2")
@PermitAll
public class AuthorizeResource {

  private final CodeRequests requests;
  private final CodeAnswers answers;
  private final SignIns signIns;
  private final FormPages pages;
  private final OtherWays ways;
  private final Template signIn;

  AuthorizeResource(
      CodeRequests requests,
      CodeAnswers answers,
      SignIns signIns,
      FormPages pages,
      OtherWays ways,
      @Location("sign-in") Template signIn) {
    this.requests = requests;
    this.answers = answers;
    this.signIns = signIns;
    this.pages = pages;
    this.ways = ways;
    this.signIn = signIn;
  }

  @GET
  @Path("/authorize")
  public Uni<Response> authorize(@Context UriInfo uri, @Context HttpHeaders headers) {
    return ask(uri.getRequestUri().getRawQuery(), headers);
  }

  @POST
  @Path("/authorize")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> authorize(@Context HttpHeaders headers, String body) {
    return ask(body, headers);
  }

  @POST
  @Path("/sign-in")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> signIn(
      @BeanParam CredentialsForm form, @RestForm String request, @Context HttpHeaders headers) {
    if (!pages.isOurs(headers, form.csrf())) {
      throw new OnPage("The form has grown old or was not ours: start again at the application.");
    }
    return requests.read(request).chain(wanted -> decide(wanted, form, request, headers));
  }

  private Uni<Response> ask(String query, HttpHeaders headers) {
    return requests
        .read(query)
        .chain(
            request ->
                show(
                    200,
                    CredentialsForm.empty(signIn.instance(), request.tenant()),
                    request,
                    query,
                    headers));
  }

  private Uni<Response> decide(
      CodeRequest request, CredentialsForm form, String query, HttpHeaders headers) {
    if (form.isDenied()) {
      throw new ToClient(request.redirect(), OAuth2Error.ACCESS_DENIED, request.state());
    }
    return Uni.createFrom()
        .item(form::signIn)
        .chain(signIns::prove)
        .chain(proved -> answers.grant(proved, request))
        .onFailure(ProblemException.class)
        .recoverWithUni(e -> again(((ProblemException) e), request, form, query, headers));
  }

  private Uni<Response> again(
      ProblemException refused,
      CodeRequest request,
      CredentialsForm form,
      String query,
      HttpHeaders headers) {
    var problem = refused.problem();
    int status = problem.status() == 401 ? 400 : problem.status();
    return show(status, form.fill(signIn.instance(), problem), request, query, headers);
  }

  private Uni<Response> show(
      int status, TemplateInstance page, CodeRequest request, String query, HttpHeaders headers) {
    page.data("client", request.client().name())
        .data("errand", CodeErrand.KIND)
        .data("request", query);
    return pages.show(status, ways.on(page), ways.and(request.redirect()), headers);
  }
}
