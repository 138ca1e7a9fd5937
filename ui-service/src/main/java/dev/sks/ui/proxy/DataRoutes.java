package dev.sks.ui.proxy;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.DataNames;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Violation;
import dev.sks.ui.door.DoorProblems;
import dev.sks.ui.door.Doorman;
import dev.sks.ui.door.RawPath;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/data}: the manager keeps the objects. */
@ApplicationScoped
class DataRoutes {

  private static final String LIST = "/v1/data";
  private static final Map<HttpMethod, Set<String>> OF_OBJECTS =
      Map.of(
          HttpMethod.GET, Doorman.READERS,
          HttpMethod.HEAD, Doorman.READERS,
          HttpMethod.PUT, Doorman.WRITERS,
          HttpMethod.DELETE, Doorman.WRITERS);
  private static final Map<HttpMethod, Set<String>> OF_LIST =
      Map.of(HttpMethod.GET, Doorman.READERS);

  private final Upstreams upstreams;
  private final Pump pump;
  private final Doorman doorman;
  private final DoorProblems problems;

  DataRoutes(Upstreams upstreams, Pump pump, Doorman doorman, DoorProblems problems) {
    this.upstreams = upstreams;
    this.pump = pump;
    this.doorman = doorman;
    this.problems = problems;
  }

  void install(@Observes Router router) {
    router.route("/v1/data/*").order(Routes.ORDER).handler(this::handle);
  }

  private void handle(RoutingContext ctx) {
    String path = ctx.request().path();
    boolean list = path.equals(LIST) || path.equals(RawPath.DATA);
    var roles = (list ? OF_LIST : OF_OBJECTS).get(ctx.request().method());
    if (roles == null) {
      problems.send(
          ctx, ProblemType.METHOD_NOT_ALLOWED.with("Data knows GET, HEAD, PUT and DELETE."));
      return;
    }
    doorman.admit(
        ctx,
        roles,
        token ->
            pump.forward(ctx, upstreams.manager(), (list ? LIST : objectPath(path)) + query(ctx)));
  }

  /** Decoded once, checked, and encoded in one way, so that all see the same name. */
  private static String objectPath(String path) {
    var name = RawPath.decode(path.substring(RawPath.DATA.length()));
    var wrong = name.map(DataRoutes::whatIsWrong).orElse(Optional.of("a data name is UTF-8"));
    if (wrong.isPresent()) {
      throw new ProblemException(
          ProblemType.INVALID_DATA_NAME,
          "The data name is not valid: " + wrong.get() + ".",
          List.of(new Violation("name", wrong.get())));
    }
    return RawPath.DATA + RawPath.encode(name.get());
  }

  private static Optional<String> whatIsWrong(String name) {
    return DataNames.isJobInput(name)
        ? Optional.of("names in .jobs/ are SKS's own")
        : DataNames.whatIsWrong(name);
  }

  static String query(RoutingContext ctx) {
    String query = ctx.request().query();
    return query == null ? "" : "?" + query;
  }
}
