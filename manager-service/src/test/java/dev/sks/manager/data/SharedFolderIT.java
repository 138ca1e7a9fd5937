package dev.sks.manager.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.base.problem.ProblemException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two managers on one folder. */
class SharedFolderIT {

  private static final int NAMES = 200;
  private static final Precondition ABSENT = new Precondition(null, "*");

  @TempDir private Path root;

  /** A manager that is another process: creates what it can, and says what that was. */
  public static void main(String[] arguments) throws IOException {
    DataStore store = DataStores.in(Path.of(arguments[0]));
    System.out.println("ready");
    System.in.read();
    createAll(store, "other").forEach(System.out::println);
  }

  @Test
  void oneOfTwoProcessesCreatesEachObject() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                SharedFolderIT.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = other.inputReader()) {
      assertEquals("ready", said.readLine());
      DataStore store = DataStores.in(root);
      other.getOutputStream().close();
      Set<String> mine = createAll(store, "mine");
      Set<String> theirs = new HashSet<>(said.lines().toList());
      for (int i = 0; i < NAMES; i++) {
        String name = "n" + i;
        assertTrue(mine.contains(name) != theirs.contains(name), name);
        assertEquals(mine.contains(name) ? "mine" : "other", text(store, name));
      }
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void whatIsAcknowledgedIsThere() throws Exception {
    List<DataStore> managers = List.of(DataStores.in(root), DataStores.in(root));
    var threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 50; round++) {
        String name = "shared/" + round;
        put(managers.get(0), name, "first", Precondition.NONE);
        String etag = managers.get(0).find("team", name).orElseThrow().etag();
        var onlyFirst = new Precondition(etag, null);
        // One of them finds the first; no deletion may take what another one stored.
        List<Callable<Boolean>> changes =
            IntStream.range(0, 8)
                .mapToObj(
                    i ->
                        (Callable<Boolean>)
                            () ->
                                i % 2 == 0
                                    ? put(managers.get(i / 2 % 2), name, "new" + i, onlyFirst)
                                    : remove(managers.get(i / 2 % 2), name, onlyFirst))
                .toList();
        var done = new ArrayList<Integer>();
        List<Future<Boolean>> results = threads.invokeAll(changes);
        for (int i = 0; i < results.size(); i++) {
          if (results.get(i).get()) {
            done.add(i);
          }
        }
        assertEquals(1, done.size(), () -> name + done);
        boolean stored = done.get(0) % 2 == 0;
        assertEquals(stored, managers.get(1).find("team", name).isPresent());
        if (stored) {
          assertEquals("new" + done.get(0), text(managers.get(1), name));
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertArrayEquals(named(managers.get(0)), contents());
  }

  private static Set<String> createAll(DataStore store, String text) throws IOException {
    var created = new HashSet<String>();
    for (int i = 0; i < NAMES; i++) {
      if (put(store, "n" + i, text, ABSENT)) {
        created.add("n" + i);
      }
    }
    return created;
  }

  private static boolean put(DataStore store, String name, String text, Precondition precondition)
      throws IOException {
    try {
      var content = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      store.put("team", name, content, -1, precondition);
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  private static boolean remove(DataStore store, String name, Precondition precondition)
      throws IOException {
    try {
      return store.remove("team", name, precondition);
    } catch (ProblemException e) {
      return false;
    }
  }

  private static String text(DataStore store, String name) throws IOException {
    return Files.readString(store.content("team", store.find("team", name).orElseThrow()));
  }

  private static String[] named(DataStore store) throws IOException {
    return store.list("team", "", "", 1000).objects().stream()
        .map(DataObject::id)
        .sorted()
        .toArray(String[]::new);
  }

  private String[] contents() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("team/objects"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> !file.contains("."))
          .sorted()
          .toArray(String[]::new);
    }
  }
}
