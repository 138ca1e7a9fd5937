package dev.sks.cli.session;

import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * The file {@code credentials.json}, mode 0600 in a folder of mode 0700. It is only ever replaced
 * as a whole, and changed only under a lock that all {@code sks} of a user share.
 */
final class CredentialStore {

  private static final String FILE = "credentials.json";
  // A file lock is the process's: threads need one of their own.
  private static final ReentrantLock THREADS = new ReentrantLock();

  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private final Path folder;

  CredentialStore(Path folder) {
    this.folder = folder;
  }

  /** Where a user's SKS configuration is, by the XDG base directory specification. */
  static CredentialStore of(Map<String, String> environment) {
    String own = environment.getOrDefault("SKS_CONFIG_HOME", "");
    if (!own.isEmpty()) {
      return new CredentialStore(Path.of(own));
    }
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path base =
        xdg.startsWith("/")
            ? Path.of(xdg)
            : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".config");
    return new CredentialStore(base.resolve("sks"));
  }

  Path file() {
    return folder.resolve(FILE);
  }

  Credentials read() {
    try {
      requirePrivate();
      return Credentials.of(Json.readLeniently(Files.readString(file())));
    } catch (NoSuchFileException e) {
      return Credentials.NONE;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private void requirePrivate() throws IOException {
    if (!Collections.disjoint(Files.getPosixFilePermissions(file()), OF_OTHERS)) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "Others may use " + file() + ", which holds your session",
          "Take that back with 'chmod 600 " + file() + "'; if they had the time, sign in anew.");
    }
  }

  /** Reads, changes and replaces the file while no other {@code sks} does; the change may wait. */
  Credentials change(UnaryOperator<Credentials> change) {
    THREADS.lock();
    try (FileChannel lock = openLock()) {
      // Closing the channel releases the lock.
      lock.lock();
      Credentials before = read();
      Credentials after = change.apply(before);
      if (!after.equals(before)) {
        replace(after);
      }
      return after;
    } catch (IOException e) {
      throw unusable(e);
    } finally {
      THREADS.unlock();
    }
  }

  private FileChannel openLock() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return FileChannel.open(
        folder.resolve(FILE + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private void replace(Credentials credentials) throws IOException {
    // Files of createTempFile are for their owner only.
    Path fresh = Files.createTempFile(folder, FILE, ".new");
    try {
      // On the disk before it replaces the one whose refresh token is spent.
      Files.writeString(
          fresh, credentials.toJson().toPrettyString() + "\n", StandardOpenOption.SYNC);
      Files.move(
          fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private CommandFailed unusable(IOException cause) {
    return new CommandFailed(
        ExitCode.USAGE,
        "The credentials file can't be used: " + cause,
        "Check " + file() + ", or name another folder in SKS_CONFIG_HOME.");
  }
}
