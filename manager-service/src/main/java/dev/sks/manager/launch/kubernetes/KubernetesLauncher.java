package dev.sks.manager.launch.kubernetes;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import dev.sks.manager.launch.AttemptLaunch;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.LaunchException;
import dev.sks.manager.launch.Launcher;
import dev.sks.manager.launch.Leftovers;
import dev.sks.manager.launch.Observation;
import dev.sks.manager.logs.pods.PodLogs;
import dev.sks.manager.tenants.TenantObstacles;
import io.fabric8.kubernetes.api.model.Pod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Attempts as pods of a cluster. */
@ApplicationScoped
@Typed(KubernetesLauncher.class)
public class KubernetesLauncher implements Launcher {

  private static final Logger LOG = Logger.getLogger(KubernetesLauncher.class);

  private final AttemptPods pods;
  private final PodRequests requests;
  private final AttemptPlanner planner;
  private final AttemptSpecs specs;
  private final DriverPods drivers;
  private final Leftovers leftovers;
  private final PodLogs logs;
  private final StrayPods strays;
  private final TenantObstacles obstacles;

  KubernetesLauncher(
      AttemptPods pods,
      PodRequests requests,
      AttemptPlanner planner,
      AttemptSpecs specs,
      DriverPods drivers,
      Leftovers leftovers,
      PodLogs logs,
      StrayPods strays,
      TenantObstacles obstacles) {
    this.pods = pods;
    this.requests = requests;
    this.planner = planner;
    this.specs = specs;
    this.drivers = drivers;
    this.leftovers = leftovers;
    this.logs = logs;
    this.strays = strays;
    this.obstacles = obstacles;
  }

  @Override
  public void open() {
    pods.onPod(logs::follow, logs::gone);
    pods.open();
    strays.look(this::remove);
  }

  @Override
  public void start(AttemptLaunch launch) throws LaunchException {
    AttemptRef ref = launch.ref();
    if (pods.driver(ref).isPresent()) {
      return;
    }
    requireOpen(ref.tenant());
    pods.created(requests.createIfAbsent(driver(launch)));
    LOG.infof(
        "Attempt started job=%s attempt=%d tenant=%s", ref.job(), ref.attempt(), ref.tenant());
  }

  /** A namespace that is another's must get no pod of ours. */
  private void requireOpen(String tenant) throws LaunchException {
    Optional<String> obstacle = obstacles.of(tenant);
    if (obstacle.isPresent()) {
      throw LaunchException.passing(
          Failure.of(FailureClass.INFRASTRUCTURE, "The tenant can't run jobs: " + obstacle.get()),
          null);
    }
  }

  private Pod driver(AttemptLaunch launch) throws LaunchException {
    try {
      AttemptPlan plan = planner.plan(launch);
      return drivers.of(plan, SpecDelivery.deliver(specs.of(plan), planner.folder(launch.ref())));
    } catch (IOException e) {
      throw LaunchException.passing(
          Failure.of(
              FailureClass.INFRASTRUCTURE, "The attempt's folder can't be made: " + e.getMessage()),
          e);
    }
  }

  @Override
  public Observation observe(AttemptRef attempt) {
    // A manager that took the attempt over may have been told of its pods before.
    pods.of(attempt).forEach(pod -> logs.follow(attempt, pod));
    return pods.observe(attempt);
  }

  @Override
  public Observation ask(AttemptRef attempt) {
    pods.ask(attempt);
    return observe(attempt);
  }

  @Override
  public void stop(AttemptRef attempt) {
    pods.driver(attempt)
        .filter(pod -> !new PodFacts(pod).isBeingDeleted())
        .filter(pod -> !requests.delete(pod))
        .ifPresent(pods::gone);
  }

  private void remove(AttemptRef stray) {
    if (observe(stray) instanceof Observation.Alive) {
      stop(stray);
    } else {
      forget(stray);
    }
  }

  @Override
  public void forget(AttemptRef attempt) {
    var leftover = new PodLeftover(attempt, pods, logs, this::stop);
    // At once: whoever has begun it sees it to its end, though the shard goes to another one.
    leftover.endLog();
    leftovers.remove(leftover);
  }

  @Override
  public void onChange(Consumer<AttemptRef> listener) {
    pods.onChange(listener);
  }
}
