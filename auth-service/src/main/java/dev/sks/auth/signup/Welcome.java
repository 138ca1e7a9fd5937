package dev.sks.auth.signup;

import dev.sks.auth.page.FormPages;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** The page after a sign-up: shows the first key, once. */
@ApplicationScoped
class Welcome {

  private final FormPages pages;
  private final Template page;

  Welcome(FormPages pages, @Location("welcome") Template page) {
    this.pages = pages;
    this.page = page;
  }

  /**
   * Shows it.
   *
   * @param ticket to go on with, or empty
   * @param redirects where going on may lead to
   */
  Uni<Response> show(SignedUp made, String ticket, List<URI> redirects, HttpHeaders headers) {
    return pages.show(
        201,
        page.data("name", made.account().name())
            .data("tenant", made.account().tenant())
            .data("key", made.key().id())
            .data("secret", made.key().secret())
            .data("ticket", ticket),
        redirects,
        headers);
  }
}
