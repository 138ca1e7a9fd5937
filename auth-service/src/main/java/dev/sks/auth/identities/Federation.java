package dev.sks.auth.identities;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.sks.auth.OffLoop;
import dev.sks.auth.identities.Ticket.Flow;
import dev.sks.auth.lockout.Attempts;
import dev.sks.auth.lockout.ClientAddress;
import dev.sks.auth.page.Browser;
import dev.sks.auth.passwords.Secrets;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The two steps with a provider: sends a browser there, and learns who came back. */
@ApplicationScoped
class Federation {

  /** Who came back, and what they were about. */
  record Arrival(Flow flow, Provider provider, Foreign foreign) {}

  private static final int THREADS = 4;
  private static final int WAITING = 64;
  private static final int LONGEST = 8000;

  private final Providers providers;
  private final Tickets tickets;
  private final Attempts attempts;
  private final ClientAddress address;
  private final OffLoop threads =
      new OffLoop(
          THREADS, WAITING, "Too many people sign in at this moment: try again in a few seconds.");

  Federation(Providers providers, Tickets tickets, Attempts attempts, ClientAddress address) {
    this.providers = providers;
    this.tickets = tickets;
    this.attempts = attempts;
    this.address = address;
  }

  /**
   * Where to send the browser.
   *
   * @param request what the errand wants to be kept; an attempt counts before it is looked at
   */
  Uni<URI> begin(String provider, String errand, Supplier<Uni<String>> request, Browser browser) {
    var asked = find(provider);
    return attempts
        .from(address.current())
        .chain(request::get)
        .map(kept -> flow(provider, errand, kept))
        .chain(
            flow ->
                tickets
                    .issue(browser, flow)
                    .chain(state -> threads.run(() -> asked.begin(flow, state))));
  }

  /** Who came back, if it is the browser that was sent away. */
  Uni<Arrival> end(String provider, String query, Browser browser) {
    var asked = find(provider);
    var answer = parameters(query);
    String from = address.current();
    return tickets
        .take(MultivaluedMapUtils.getFirstValue(answer, "state"), browser, Flow.class)
        .map(
            taken ->
                taken
                    .filter(flow -> flow.provider().equals(provider))
                    .orElseThrow(Federation::over))
        .chain(
            flow ->
                threads
                    .run(() -> asked.identify(flow, answer))
                    .map(foreign -> new Arrival(flow, asked, foreign)))
        .call(() -> attempts.succeeded(from));
  }

  private Provider find(String id) {
    return providers
        .find(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND, "There is no such provider here: sign in otherwise."));
  }

  private static Flow flow(String provider, String errand, String request) {
    return new Flow(provider, Secrets.random(), new CodeVerifier().getValue(), errand, request);
  }

  private static Map<String, List<String>> parameters(String query) {
    if (query == null || query.length() > LONGEST) {
      throw over();
    }
    var parameters = URLUtils.parseParameters(query);
    if (parameters.values().stream().anyMatch(values -> values.size() > 1)) {
      throw over();
    }
    return parameters;
  }

  private static ProblemException over() {
    return new ProblemException(
        ProblemType.INVALID_REQUEST,
        "This sign-in is over, or another browser began it: start again where you came from.");
  }

  @PreDestroy
  void close() {
    threads.close();
  }
}
