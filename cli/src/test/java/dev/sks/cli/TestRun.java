package dev.sks.cli;

import dev.sks.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * One run of {@code sks} in this JVM.
 *
 * @param code the exit status
 */
record TestRun(int code, String out, String err) {

  /** A user with an own folder for credentials. */
  record User(Path config, String server, String terminals, Map<String, String> more) {

    User(Path config, String server) {
      this(config, server, "", Map.of());
    }

    User at(String descriptors) {
      return new User(config, server, descriptors, more);
    }

    User with(String variable, String value) {
      var all = new HashMap<>(more);
      all.put(variable, value);
      return new User(config, server, terminals, all);
    }

    TestRun runs(String... arguments) {
      return types("", arguments);
    }

    TestRun types(String input, String... arguments) {
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      var environment = new HashMap<>(more);
      environment.put("SKS_CONFIG_HOME", config.toString());
      environment.put("SKS_SERVER", server);
      var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
      int code = Sks.run(Console.of(in, out, err, terminals, environment), arguments);
      return new TestRun(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }
}
