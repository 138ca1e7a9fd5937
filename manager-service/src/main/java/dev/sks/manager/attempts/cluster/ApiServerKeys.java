package dev.sks.manager.attempts.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** The API server's discovery documents, which every ServiceAccount may read. */
@ApplicationScoped
class ApiServerKeys implements KeySource {

  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final String KEYS = "/openid/v1/jwks";

  private final KubernetesClient client;
  private final ObjectMapper json = new ObjectMapper();

  ApiServerKeys(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public ClusterKeys read() throws IOException {
    try {
      JsonNode discovery = json.readTree(get(DISCOVERY));
      var keys = new JsonWebKeySet(get(KEYS)).getJsonWebKeys();
      return new ClusterKeys(discovery.path("issuer").asText(), keys);
    } catch (KubernetesClientException | JoseException e) {
      throw new IOException("the cluster's keys can't be read: " + e.getMessage(), e);
    }
  }

  private String get(String path) throws IOException {
    String document = client.raw(path);
    if (document == null) {
      throw new IOException("the API server has no " + path);
    }
    return document;
  }
}
