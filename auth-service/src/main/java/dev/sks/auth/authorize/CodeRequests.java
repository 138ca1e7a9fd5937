package dev.sks.auth.authorize;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.sks.auth.authorize.Refusals.OnPage;
import dev.sks.auth.authorize.Refusals.ToClient;
import dev.sks.auth.clients.ClientStore;
import dev.sks.auth.clients.RegisteredClient;
import dev.sks.contract.Names;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads requests for codes and refuses what is not as in RFC 6749, 7636 and 9700. */
@ApplicationScoped
class CodeRequests {

  private static final int LONGEST = 4000;

  /** SHA-256 in Base64 without padding. */
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,500}");

  private final ClientStore clients;

  CodeRequests(ClientStore clients) {
    this.clients = clients;
  }

  /** Fails with {@link OnPage} or {@link ToClient}. */
  Uni<CodeRequest> read(String query) {
    if (query == null || query.length() > LONGEST) {
      return Uni.createFrom().failure(new OnPage("The request is empty or too long."));
    }
    Map<String, List<String>> parameters = URLUtils.parseParameters(query);
    if (parameters.values().stream().anyMatch(values -> values.size() > 1)) {
      return Uni.createFrom().failure(new OnPage("A parameter comes more than once."));
    }
    // RFC 6749, 3.1: a parameter without a value counts as left out.
    parameters.values().removeIf(values -> values.get(0).isBlank());
    String id = Optional.ofNullable(first(parameters, "client_id")).orElse("");
    return clients
        .find(id)
        .map(
            found ->
                check(
                    found.orElseThrow(() -> new OnPage("The application is not registered here.")),
                    parameters));
  }

  private static CodeRequest check(RegisteredClient client, Map<String, List<String>> parameters) {
    URI redirect = redirect(client, first(parameters, "redirect_uri"));
    Optional<String> state = Optional.ofNullable(first(parameters, "state"));
    try {
      var request = AuthorizationRequest.parse(parameters);
      String nonce = first(parameters, "nonce");
      String tenant = Optional.ofNullable(first(parameters, "tenant")).orElse("");
      refusal(request, nonce, tenant)
          .ifPresent(
              error -> {
                throw new ToClient(redirect, error, state);
              });
      return new CodeRequest(
          client,
          redirect,
          state,
          Scopes.granted(request.getScope()),
          request.getCodeChallenge().getValue(),
          Optional.ofNullable(nonce),
          tenant);
    } catch (ParseException e) {
      ErrorObject error =
          Optional.ofNullable(e.getErrorObject()).orElse(OAuth2Error.INVALID_REQUEST);
      throw new ToClient(redirect, error, state);
    }
  }

  private static URI redirect(RegisteredClient client, String wanted) {
    try {
      URI redirect = new URI(Optional.ofNullable(wanted).orElse(""));
      if (client.redirectsTo(redirect)) {
        return redirect;
      }
    } catch (URISyntaxException e) {
      var refused = new OnPage("The application's return address is not a URI.");
      refused.initCause(e);
      throw refused;
    }
    throw new OnPage("The return address is not registered for " + client.name() + ".");
  }

  private static Optional<ErrorObject> refusal(
      AuthorizationRequest request, String nonce, String tenant) {
    if (request.specifiesRequestObject()) {
      return Optional.of(OAuth2Error.REQUEST_NOT_SUPPORTED);
    }
    if (!ResponseType.CODE.equals(request.getResponseType())) {
      return Optional.of(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
    }
    if (!ResponseMode.QUERY.equals(request.impliedResponseMode())) {
      return invalid("the only response_mode is query");
    }
    if (request.getCodeChallenge() == null
        || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())
        || !CHALLENGE.matcher(request.getCodeChallenge().getValue()).matches()) {
      return invalid("PKCE is needed: send code_challenge and code_challenge_method=S256");
    }
    if (nonce != null && !PRINTABLE.matcher(nonce).matches()) {
      return invalid("nonce must be up to 500 printable ASCII characters");
    }
    if (!tenant.isEmpty() && !Names.isLabel(tenant)) {
      return invalid("tenant must be the name of one");
    }
    if (request.getPrompt() != null && request.getPrompt().contains(Prompt.Type.NONE)) {
      return Optional.of(OIDCError.LOGIN_REQUIRED);
    }
    return Optional.empty();
  }

  private static Optional<ErrorObject> invalid(String description) {
    return Optional.of(OAuth2Error.INVALID_REQUEST.setDescription(description));
  }

  private static String first(Map<String, List<String>> parameters, String name) {
    return MultivaluedMapUtils.getFirstValue(parameters, name);
  }
}
