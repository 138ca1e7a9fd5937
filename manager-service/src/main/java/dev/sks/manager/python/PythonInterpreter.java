package dev.sks.manager.python;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The interpreter's own path, found once: what is configured may be a slow script in front of it.
 */
@ApplicationScoped
public class PythonInterpreter {

  private static final long DEADLINE_SECONDS = 20;

  private final String configured;
  private final Path work;
  private String executable;

  PythonInterpreter(
      @ConfigProperty(name = "sks.python") String configured,
      @ConfigProperty(name = "sks.work.dir") Optional<Path> work)
      throws IOException {
    this.configured = configured;
    Path folder = work.isPresent() ? work.get() : Files.createTempDirectory("sks-manager");
    this.work = folder.toAbsolutePath().normalize();
  }

  /** Path of the interpreter. */
  public synchronized String executable() throws IOException {
    if (executable == null) {
      executable = ask();
    }
    return executable;
  }

  /** Places a program that comes with the service in the work folder, and says where. */
  public Path program(Class<?> owner, String resource) throws IOException {
    Path programs = Files.createDirectories(work.resolve(".programs"));
    Path file = programs.resolve(resource);
    try (InputStream in = owner.getResourceAsStream(resource)) {
      Path fresh = Files.createTempFile(programs, resource, ".new");
      Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  private String ask() throws IOException {
    Process process =
        new ProcessBuilder(configured, "-I", "-S", "-c", "import sys; print(sys.executable)")
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("SKS_PYTHON is no Python interpreter: " + configured);
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + configured, e);
    } finally {
      process.destroyForcibly();
    }
  }
}
