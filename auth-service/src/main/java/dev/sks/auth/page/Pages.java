package dev.sks.auth.page;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers with pages no site may frame, no cache keeps, and in which no script runs. */
@ApplicationScoped
public class Pages {

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action"
          + " 'self'";

  private final Template message;

  Pages(@Location("message") Template message) {
    this.message = message;
  }

  /** A page with forms, whose answers may redirect to the addresses. */
  public Uni<Response> page(int status, TemplateInstance page, List<URI> redirects) {
    return page.createUni()
        .map(
            html ->
                safe(Response.status(status), redirects)
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                    .entity(html)
                    .build());
  }

  /** A page that only says something. */
  public Uni<Response> message(int status, String heading, String text) {
    return page(status, message.data("heading", heading).data("text", text), List.of());
  }

  /** Sends the browser on, without the form it just posted. */
  public static Response redirect(URI to) {
    return safe(Response.status(Response.Status.SEE_OTHER), List.of()).location(to).build();
  }

  private static Response.ResponseBuilder safe(
      Response.ResponseBuilder response, List<URI> redirects) {
    return response
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header(
            "Content-Security-Policy",
            Stream.concat(Stream.of(POLICY), redirects.stream().map(Pages::source))
                .distinct()
                .collect(Collectors.joining(" ")));
  }

  /** Browsers hold the redirect that answers a form to the form's policy, too. */
  private static String source(URI redirect) {
    boolean named = redirect.getHost() != null && !redirect.getHost().startsWith("[");
    return named
        ? redirect.getScheme() + "://" + redirect.getRawAuthority()
        : redirect.getScheme() + ":";
  }
}
