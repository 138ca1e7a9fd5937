package dev.sks.auth.oauth2;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.sks.auth.authorize.Scopes;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says what there is, and only that (RFC 8414 and OpenID Connect Discovery 1.0). */
@Path("/.well-known")
@PermitAll
public class DiscoveryResource {

  private static final List<ClientAuthenticationMethod> SECRETS =
      List.of(
          ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
          ClientAuthenticationMethod.CLIENT_SECRET_POST);

  private static final List<ClientAuthenticationMethod> SECRETS_OR_NONE =
      List.of(
          ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
          ClientAuthenticationMethod.CLIENT_SECRET_POST,
          ClientAuthenticationMethod.NONE);

  private final String metadata;

  DiscoveryResource(
      @ConfigProperty(name = "sks.public-url") String issuer, @All List<Exchange> exchanges) {
    this.metadata = metadata(issuer, exchanges).toJSONObject().toJSONString();
  }

  @GET
  @Path("/openid-configuration")
  @Produces(MediaType.APPLICATION_JSON)
  @NonBlocking
  public String openid() {
    return metadata;
  }

  @GET
  @Path("/oauth-authorization-server")
  @Produces(MediaType.APPLICATION_JSON)
  @NonBlocking
  public String oauth() {
    return metadata;
  }

  private static OIDCProviderMetadata metadata(String issuer, List<Exchange> exchanges) {
    var metadata =
        new OIDCProviderMetadata(
            new Issuer(issuer), List.of(SubjectType.PUBLIC), URI.create(issuer + "/oauth2/jwks"));
    metadata.setAuthorizationEndpointURI(URI.create(issuer + "/oauth2/authorize"));
    metadata.setDeviceAuthorizationEndpointURI(URI.create(issuer + "/oauth2/device_authorization"));
    metadata.setTokenEndpointURI(URI.create(issuer + "/oauth2/token"));
    metadata.setRevocationEndpointURI(URI.create(issuer + "/oauth2/revoke"));
    metadata.setIntrospectionEndpointURI(URI.create(issuer + "/oauth2/introspect"));
    metadata.setUserInfoEndpointURI(URI.create(issuer + "/oauth2/userinfo"));
    metadata.setTokenEndpointAuthMethods(SECRETS_OR_NONE);
    metadata.setRevocationEndpointAuthMethods(SECRETS_OR_NONE);
    metadata.setIntrospectionEndpointAuthMethods(SECRETS);
    metadata.setGrantTypes(
        exchanges.stream()
            .map(Exchange::type)
            .sorted(Comparator.comparing(GrantType::getValue))
            .toList());
    metadata.setResponseTypes(List.of(ResponseType.CODE));
    metadata.setResponseModes(List.of(ResponseMode.QUERY));
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    metadata.setSupportsAuthorizationResponseIssuerParam(true);
    metadata.setSupportsRequestParam(false);
    metadata.setSupportsRequestURIParam(false);
    metadata.setScopes(Scopes.known());
    metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
    metadata.setClaims(
        List.of(
            "iss",
            "aud",
            "sub",
            "iat",
            "exp",
            "auth_time",
            "nonce",
            "at_hash",
            "preferred_username",
            "tenant"));
    return metadata;
  }
}
