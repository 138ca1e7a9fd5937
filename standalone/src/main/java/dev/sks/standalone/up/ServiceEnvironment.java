package dev.sks.standalone.up;

import dev.sks.embedded.EmbeddedStack;
import dev.sks.embedded.directory.DataDirectory;
import dev.sks.standalone.Distribution;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The services and their environment variables; see the table in docs/architecture.md. */
final class ServiceEnvironment {
  static final String AUTH = "auth-service";
  static final String UI = "ui-service";
  static final String MANAGER = "manager-service";
  static final String LOGS = "log-service";

  private static final String LOOPBACK = "127.0.0.1";
  private static final Map<String, String> PORT_VARIABLES =
      Map.of(
          AUTH, "SKS_AUTH_PORT",
          UI, "SKS_UI_PORT",
          MANAGER, "SKS_MANAGER_PORT",
          LOGS, "SKS_LOGS_PORT");

  private final Distribution distribution;
  private final boolean learn;
  private final DataDirectory home;
  private final EmbeddedStack stack;
  private final String bind;
  private final URI publicUrl;

  ServiceEnvironment(StartOptions options, DataDirectory home, EmbeddedStack stack, URI publicUrl) {
    this.distribution = options.distribution();
    this.learn = options.learn();
    this.home = home;
    this.stack = stack;
    this.bind = options.bind();
    this.publicUrl = publicUrl;
  }

  /** The four, in the order in which they are stopped: the door first. */
  List<ServiceComponent> services(Path firstAdminSecret) {
    List<ServiceComponent> services = new ArrayList<>();
    services.add(service(UI, ui(), database("sks_ui")));
    services.add(service(MANAGER, manager()));
    services.add(service(LOGS, database("sks_logs")));
    services.add(service(AUTH, auth(firstAdminSecret), database("sks_auth")));
    return services;
  }

  @SafeVarargs
  private ServiceComponent service(String name, Map<String, String>... own) {
    Map<String, String> environment = shared();
    for (Map<String, String> values : own) {
      environment.putAll(values);
    }
    ServiceProgram program = new ServiceProgram(name, distribution.service(name));
    ClassArchive archive =
        new ClassArchive(distribution.archives(), name, program.classPath(), learn);
    return new ServiceComponent(program, archive, home, url(name), environment);
  }

  private Map<String, String> shared() {
    Map<String, String> values = new HashMap<>();
    values.put("SKS_BIND", LOOPBACK);
    values.put("SKS_PUBLIC_URL", publicUrl.toString());
    values.put("SKS_STATE_DIR", home.resolve("state").toString());
    values.put("SKS_AUTH_URL", url(AUTH).toString());
    values.put("SKS_MANAGER_URL", url(MANAGER).toString());
    values.put("SKS_LOGS_URL", url(LOGS).toString());
    values.put("SKS_KAFKA", stack.kafka().bootstrapServers());
    PORT_VARIABLES.forEach(
        (service, variable) -> values.put(variable, String.valueOf(home.ports().of(service))));
    return values;
  }

  private Map<String, String> database(String name) {
    return Map.of(
        "SKS_POSTGRES",
        stack.postgres().host() + ":" + stack.postgres().port(),
        "SKS_POSTGRES_USER",
        stack.postgres().user(),
        "SKS_POSTGRES_PASSWORD",
        stack.postgres().password(),
        "SKS_POSTGRES_DATABASE",
        name);
  }

  private Map<String, String> ui() {
    return Map.of(
        "SKS_BIND", bind,
        "SKS_UI_METRICS_BIND", LOOPBACK,
        "SKS_UI_METRICS_PORT", String.valueOf(home.ports().of("ui-metrics")));
  }

  private Map<String, String> auth(Path firstAdminSecret) {
    return Map.of(
        "SKS_KEY_FILE", home.resolve("auth.key").toString(),
        "SKS_FIRST_ADMIN_SECRET_FILE", firstAdminSecret.toString());
  }

  private Map<String, String> manager() {
    return Map.of(
        "SKS_ETCD", stack.etcd().endpoint(),
        "SKS_DATA_DIR", home.resolve("data").toString(),
        "SKS_WORK_DIR", home.resolve("work").toString(),
        "SKS_ENGINE_HOME", distribution.engine().toString(),
        "SKS_MANAGER_ID", "standalone",
        // Attempts outlive a manager on purpose, but not this process.
        "SKS_LIFELINE_PID", String.valueOf(ProcessHandle.current().pid()));
  }

  private URI url(String service) {
    return URI.create("http://" + LOOPBACK + ":" + home.ports().of(service));
  }
}
