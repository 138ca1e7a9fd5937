package dev.sks.auth.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import dev.sks.auth.page.Pages;
import dev.sks.auth.sessions.Proved;
import dev.sks.auth.sessions.SignIns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers a request whose person has proved who they are: a code, at the client's address. */
@ApplicationScoped
class CodeAnswers {

  private final CodeStore codes;
  private final Issuer issuer;

  CodeAnswers(CodeStore codes, @ConfigProperty(name = "sks.public-url") String issuer) {
    this.codes = codes;
    this.issuer = new Issuer(issuer);
  }

  Uni<Response> grant(Proved proved, CodeRequest request) {
    return codes
        .issue(proved, request)
        .map(code -> answer(request, code.orElseThrow(SignIns::wrong)));
  }

  private Response answer(CodeRequest request, String code) {
    return Pages.redirect(
        new AuthorizationSuccessResponse(
                request.redirect(),
                new AuthorizationCode(code),
                null,
                request.state().map(State::new).orElse(null),
                issuer,
                ResponseMode.QUERY)
            .toURI());
  }
}
