package dev.sks.auth.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import dev.sks.auth.authorize.Refusals.OnPage;
import dev.sks.auth.authorize.Refusals.ToClient;
import dev.sks.auth.page.CredentialsForm;
import dev.sks.auth.page.FormToken;
import dev.sks.auth.page.Pages;
import dev.sks.auth.sessions.SignIns;
import dev.sks.base.problem.ProblemException;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The authorization endpoint. Every code is preceded by a sign-in; no browser stays signed in. */
@Path("/oauth2")
@PermitAll
public class AuthorizeResource {

  private final CodeRequests requests;
  private final CodeStore codes;
  private final SignIns signIns;
  private final Pages pages;
  private final FormToken formToken;
  private final Template signIn;
  private final Issuer issuer;

  AuthorizeResource(
      CodeRequests requests,
      CodeStore codes,
      SignIns signIns,
      Pages pages,
      FormToken formToken,
      @Location("sign-in") Template signIn,
      @ConfigProperty(name = "sks.public-url") String issuer) {
    this.requests = requests;
    this.codes = codes;
    this.signIns = signIns;
    this.pages = pages;
    this.formToken = formToken;
    this.signIn = signIn;
    this.issuer = new Issuer(issuer);
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
      @BeanParam CredentialsForm form,
      @RestForm String request,
      @HeaderParam("Sec-Fetch-Site") String fetchSite,
      @Context HttpHeaders headers) {
    if (!formToken.isOurs(cookie(headers), form.csrf(), fetchSite)) {
      throw new OnPage("The form has grown old or was not ours: start again at the application.");
    }
    return requests.read(request).chain(wanted -> decide(wanted, form, request, headers));
  }

  @ServerExceptionMapper
  public Uni<Response> onPage(OnPage e) {
    return pages.message(400, "That did not work", e.getMessage());
  }

  @ServerExceptionMapper
  public Response toClient(ToClient e) {
    return Pages.redirect(
        new AuthorizationErrorResponse(
                e.redirect,
                e.error,
                e.state.map(State::new).orElse(null),
                issuer,
                ResponseMode.QUERY)
            .toURI());
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
        .chain(proved -> codes.issue(proved, request))
        .map(code -> answer(request, code.orElseThrow(SignIns::wrong)))
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
    String value = formToken.valueOf(cookie(headers));
    page.data("client", request.client().name())
        .data("request", query)
        .data("csrf", formToken.field(value));
    return pages
        .page(status, page, Optional.of(request.redirect()))
        .map(response -> Response.fromResponse(response).cookie(formToken.cookie(value)).build());
  }

  private Response answer(CodeRequest request, String code) {
    URI to =
        new AuthorizationSuccessResponse(
                request.redirect(),
                new AuthorizationCode(code),
                null,
                request.state().map(State::new).orElse(null),
                issuer,
                ResponseMode.QUERY)
            .toURI();
    return Pages.redirect(to);
  }

  private String cookie(HttpHeaders headers) {
    var cookie = headers.getCookies().get(formToken.cookieName());
    return cookie == null ? null : cookie.getValue();
  }
}
