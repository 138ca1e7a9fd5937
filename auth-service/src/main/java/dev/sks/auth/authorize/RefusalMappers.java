package dev.sks.auth.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import dev.sks.auth.authorize.Refusals.OnPage;
import dev.sks.auth.authorize.Refusals.ToClient;
import dev.sks.auth.page.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says refusals, whichever door the request came through. */
@ApplicationScoped
public class RefusalMappers {

  private final Pages pages;
  private final Issuer issuer;

  RefusalMappers(Pages pages, @ConfigProperty(name = "sks.public-url") String issuer) {
    this.pages = pages;
    this.issuer = new Issuer(issuer);
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
}
