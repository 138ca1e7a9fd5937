package dev.sks.auth.authorize;

import dev.sks.auth.identities.Errand;
import dev.sks.auth.sessions.SignIns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** A request for a code, through a foreign provider. */
@ApplicationScoped
class CodeErrand implements Errand {

  static final String KIND = "authorize";

  private final CodeRequests requests;
  private final SignIns signIns;
  private final CodeAnswers answers;

  CodeErrand(CodeRequests requests, SignIns signIns, CodeAnswers answers) {
    this.requests = requests;
    this.signIns = signIns;
    this.answers = answers;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Uni<List<URI>> check(String query) {
    return requests.read(query).map(request -> List.of(request.redirect()));
  }

  @Override
  public Uni<Response> goOn(UUID user, String query) {
    return requests
        .read(query)
        .chain(
            request ->
                signIns
                    .trust(user, request.tenant())
                    .chain(proved -> answers.grant(proved, request)));
  }
}
