package dev.sks.auth.page;

import dev.sks.contract.Problem;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** Pages whose forms hold the token as {@code csrf}. */
@ApplicationScoped
public class FormPages {

  private final Pages pages;
  private final FormToken token;

  FormPages(Pages pages, FormToken token) {
    this.pages = pages;
    this.token = token;
  }

  /** A page with forms, whose answers may redirect to the addresses. */
  public Uni<Response> show(
      int status, TemplateInstance page, List<URI> redirects, HttpHeaders headers) {
    String value = token.valueOf(token.of(headers).orElse(null));
    return pages
        .page(status, page.data("csrf", token.field(value)), redirects)
        .map(response -> Response.fromResponse(response).cookie(token.cookie(value)).build());
  }

  /** A page with forms that need no token. */
  public Uni<Response> page(int status, TemplateInstance page) {
    return pages.page(status, page, List.of());
  }

  /** Whether a form comes from a page this browser got of us. */
  public boolean isOurs(HttpHeaders headers, String csrf) {
    return token.isOurs(
        token.of(headers).orElse(null), csrf, headers.getHeaderString("Sec-Fetch-Site"));
  }

  /** The browser of the request; one without the cookie is like no other. */
  public Browser browser(HttpHeaders headers) {
    return Browser.of(token.valueOf(token.of(headers).orElse(null)));
  }

  /** A page that only says something. */
  public Uni<Response> message(int status, String heading, String text) {
    return pages.message(status, heading, text);
  }

  /** A problem as a page. Browsers would ask for a password at 401. */
  public Uni<Response> refusal(Problem problem) {
    int status = problem.status() == 401 ? 400 : problem.status();
    return pages.message(status, problem.title(), problem.detail());
  }
}
