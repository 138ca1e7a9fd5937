package dev.sks.auth.tokens;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says what there is, and only that (RFC 8414 and OpenID Connect Discovery 1.0). */
@Path("/.well-known")
@PermitAll
public class DiscoveryResource {

  /** The members both documents share; times and names as in RFC 8414. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Metadata(
      String issuer,
      String jwksUri,
      String tokenEndpoint,
      List<String> tokenEndpointAuthMethodsSupported,
      List<String> grantTypesSupported,
      List<String> responseTypesSupported,
      List<String> subjectTypesSupported,
      List<String> idTokenSigningAlgValuesSupported,
      List<String> claimsSupported) {}

  private final Metadata metadata;

  DiscoveryResource(@ConfigProperty(name = "sks.public-url") String issuer) {
    this.metadata =
        new Metadata(
            issuer,
            issuer + "/oauth2/jwks",
            issuer + "/oauth2/token",
            List.of("client_secret_basic", "client_secret_post", "none"),
            List.of("client_credentials", "refresh_token"),
            List.of(),
            List.of("public"),
            List.of("RS256"),
            List.of(
                "iss",
                "aud",
                "sub",
                "upn",
                "preferred_username",
                "tenant",
                "groups",
                "iat",
                "exp",
                "jti"));
  }

  @GET
  @Path("/openid-configuration")
  @NonBlocking
  public Metadata openid() {
    return metadata;
  }

  @GET
  @Path("/oauth-authorization-server")
  @NonBlocking
  public Metadata oauth() {
    return metadata;
  }
}
