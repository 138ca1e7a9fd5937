package dev.sks.auth.identities;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** What an issuer says of itself; asked for once an hour, and after trouble. */
final class Discovery {

  /**
   * What it said.
   *
   * @param until in {@link System#nanoTime()}
   */
  record Found(OIDCProviderMetadata metadata, IDTokenValidator validator, long until) {}

  private static final Duration KEEP = Duration.ofHours(1);
  private static final String PATH = "/.well-known/openid-configuration";

  private final Issuer issuer;
  private final ClientID client;
  private final ProviderHttp http;
  private final AtomicReference<Found> found = new AtomicReference<>();

  Discovery(Issuer issuer, ClientID client, ProviderHttp http) {
    this.issuer = issuer;
    this.client = client;
    this.http = http;
  }

  /** What it said last, if it did. */
  Optional<Found> known() {
    return Optional.ofNullable(found.get());
  }

  /** Asks if there is need. */
  Found current() throws IOException {
    Found last = found.get();
    if (last == null || System.nanoTime() - last.until() > 0) {
      last = ask();
      found.set(last);
    }
    return last;
  }

  /** The next one asks again. */
  void forget() {
    found.set(null);
  }

  private Found ask() throws IOException {
    String base = issuer.getValue();
    var response =
        http.get(
            URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH));
    try {
      response.ensureStatusCode(200);
      var metadata = OIDCProviderMetadata.parse(response.getBodyAsJSONObject());
      check(metadata);
      return new Found(metadata, validator(metadata), System.nanoTime() + KEEP.toNanos());
    } catch (ParseException e) {
      throw new IOException("no metadata of an OpenID provider", e);
    }
  }

  private void check(OIDCProviderMetadata metadata) throws IOException {
    if (!issuer.equals(metadata.getIssuer())) {
      throw new IOException("the metadata are of the issuer " + metadata.getIssuer());
    }
    var addresses =
        Stream.of(
                metadata.getAuthorizationEndpointURI(),
                metadata.getTokenEndpointURI(),
                metadata.getJWKSetURI())
            .toList();
    if (!addresses.stream().allMatch(Addresses::isSafe)) {
      throw new IOException("the metadata lack an endpoint, or one has no TLS");
    }
  }

  private IDTokenValidator validator(OIDCProviderMetadata metadata) throws MalformedURLException {
    var keys =
        JWKSourceBuilder.<SecurityContext>create(metadata.getJWKSetURI().toURL(), http)
            .refreshAheadCache(false)
            .rateLimited(false)
            .retrying(true)
            .build();
    return new IDTokenValidator(
        issuer, client, new JWSVerificationKeySelector<>(algorithms(metadata), keys), null);
  }

  /** Never with a secret, never without a signature. */
  private static Set<JWSAlgorithm> algorithms(OIDCProviderMetadata metadata) {
    var taken = new HashSet<JWSAlgorithm>(JWSAlgorithm.Family.SIGNATURE);
    taken.retainAll(
        Optional.ofNullable(metadata.getIDTokenJWSAlgs()).orElse(List.of(JWSAlgorithm.RS256)));
    return taken.isEmpty() ? Set.of(JWSAlgorithm.RS256) : taken;
  }
}
