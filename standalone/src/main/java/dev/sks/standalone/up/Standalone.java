package dev.sks.standalone.up;

import dev.sks.embedded.EmbeddedStack;
import dev.sks.embedded.ParallelStart;
import dev.sks.embedded.RunningComponent;
import dev.sks.embedded.directory.DataDirectory;
import dev.sks.standalone.Narrator;
import dev.sks.standalone.supervision.StateFile;
import dev.sks.standalone.supervision.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The product, running: three stores and four services. */
public final class Standalone implements AutoCloseable {
  /** The name of the public door's port. */
  public static final String DOOR = ServiceEnvironment.UI;

  private final EmbeddedStack stack;
  private final List<RunningComponent> services;
  private final Supervisor supervisor;
  private final FirstAdmin firstAdmin;
  private final Narrator narrator;
  private final URI url;

  private Standalone(
      EmbeddedStack stack,
      List<RunningComponent> services,
      Supervisor supervisor,
      FirstAdmin firstAdmin,
      Narrator narrator,
      URI url) {
    this.stack = stack;
    this.services = services;
    this.supervisor = supervisor;
    this.firstAdmin = firstAdmin;
    this.narrator = narrator;
    this.url = url;
  }

  /** Starts all and returns when all are ready; if one does not come up, nothing is left. */
  public static Standalone start(StartOptions options, Narrator narrator) {
    options.distribution().check();
    DataDirectory home = DataDirectory.open(options.data());
    EmbeddedStack stack;
    try {
      options.choosePorts().accept(home.ports());
      // Now, so that a port which is taken is told before anything starts.
      home.ports().claim(DOOR, options.bind());
      narrator.begin("PostgreSQL, Kafka and etcd");
      stack =
          EmbeddedStack.in(home)
              .withPostgres("sks_auth", "sks_ui", "sks_logs")
              .withKafka()
              .withEtcd()
              .start();
      narrator.done();
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
    try {
      return withServices(options, home, stack, narrator);
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private static Standalone withServices(
      StartOptions options, DataDirectory home, EmbeddedStack stack, Narrator narrator) {
    URI url = publicUrl(options.bind(), home.ports().of(DOOR));
    makeFolders(home);
    FirstAdmin firstAdmin = new FirstAdmin(home);
    firstAdmin.prepare();
    narrator.begin("auth, ui, manager and log service");
    List<RunningComponent> services =
        ParallelStart.of(
            new ServiceEnvironment(options, home, stack, url).services(firstAdmin.file()));
    narrator.done();
    List<RunningComponent> all = new ArrayList<>(services);
    all.addAll(stack.components());
    StateFile state = new StateFile(home.resolve("standalone.json"), url);
    Supervisor supervisor = Supervisor.of(all, state, narrator);
    return new Standalone(stack, services, supervisor, firstAdmin, narrator, url);
  }

  private static URI publicUrl(String bind, int port) {
    boolean everywhere = bind.equals("0.0.0.0") || bind.equals("::");
    return URI.create("http://" + (everywhere ? "127.0.0.1" : bind) + ":" + port);
  }

  private static void makeFolders(DataDirectory home) {
    try {
      Files.createDirectories(home.resolve("data"));
      Files.createDirectories(home.resolve("work"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI url() {
    return url;
  }

  /** The first admin's one-time secret, if it was never told. */
  public Optional<String> firstAdminSecret() {
    return firstAdmin.untold();
  }

  public void firstAdminWasTold() {
    firstAdmin.forget();
  }

  /** Stops the services, then the stores. */
  @Override
  public void close() {
    supervisor.close();
    narrator.begin("Stopping the services");
    // At once: each may take its whole grace.
    CompletableFuture.allOf(
            services.stream()
                .map(service -> CompletableFuture.runAsync(service::close, Standalone::inThread))
                .toArray(CompletableFuture[]::new))
        .join();
    narrator.done();
    narrator.begin("Stopping Kafka, etcd and PostgreSQL");
    stack.close();
    narrator.done();
  }

  private static void inThread(Runnable task) {
    new Thread(task, "stop-service").start();
  }
}
