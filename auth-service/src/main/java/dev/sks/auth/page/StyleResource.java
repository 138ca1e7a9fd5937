package dev.sks.auth.page;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jboss.resteasy.reactive.ResponseHeader;

/** How the pages look. */
@Path("/oauth2/page.css")
@PermitAll
public class StyleResource {

  private final String css;

  StyleResource() throws IOException {
    try (var file = StyleResource.class.getResourceAsStream("/pages/page.css")) {
      this.css = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @GET
  @Produces("text/css; charset=utf-8")
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "public, max-age=3600")
  @NonBlocking
  public String css() {
    return css;
  }
}
