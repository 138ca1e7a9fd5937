package dev.sks.logs.read;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import dev.sks.logs.LogsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * Bounds how many logs are read at one time, so that memory is bounded and no tenant has it all.
 */
@ApplicationScoped
class StreamGate {

  private final int limit;
  private final Map<String, Integer> open = new HashMap<>();

  StreamGate(LogsConfig config, MeterRegistry meters) {
    this.limit = config.streams();
    meters.gauge("sks.logs.streams", this, StreamGate::open);
  }

  /** The same stream, which counts from its subscription to its end. */
  <T> Multi<T> guard(String tenant, Multi<T> stream) {
    return Multi.createFrom()
        .deferred(
            () -> {
              enter(tenant);
              return stream.onTermination().invoke(() -> leave(tenant));
            });
  }

  synchronized int open() {
    return open.values().stream().mapToInt(Integer::intValue).sum();
  }

  private synchronized void enter(String tenant) {
    int own = open.getOrDefault(tenant, 0);
    if (open() >= limit || own >= Math.max(1, limit / 2)) {
      throw new ProblemException(
          ProblemType.TOO_MANY_REQUESTS,
          "%d logs of this tenant are being read at this time: end some, or try again later."
              .formatted(own));
    }
    open.put(tenant, own + 1);
  }

  private synchronized void leave(String tenant) {
    open.compute(tenant, (name, count) -> count == null || count <= 1 ? null : count - 1);
  }
}
