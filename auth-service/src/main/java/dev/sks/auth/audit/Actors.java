package dev.sks.auth.audit;

import dev.sks.base.token.Caller;
import dev.sks.contract.AuditEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Says who acts in the current request. Resources enter, before anything asynchronous. */
@ApplicationScoped
public class Actors {

  private static final String REQUEST_ID = "X-Request-Id";
  private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,64}");

  private final Caller caller;
  private final RoutingContext request;

  Actors(Caller caller, RoutingContext request) {
    this.caller = caller;
    this.request = request;
  }

  /** The caller, who is signed in. */
  public Actor caller() {
    return new Actor(
        new AuditEvent.Actor(
            caller.subject(), caller.name(), caller.tenant(), caller.session(), caller.client()),
        origin());
  }

  /** Somebody who is not signed in, and will be known by {@link Actor#as}. */
  public Actor visitor() {
    return new Actor(Actor.known(null, "visitor"), origin());
  }

  private AuditEvent.Origin origin() {
    var remote = request.request().remoteAddress();
    String id = request.request().getHeader(REQUEST_ID);
    return new AuditEvent.Origin(
        remote == null ? null : remote.hostAddress(),
        id != null && USABLE.matcher(id).matches() ? id : null);
  }
}
