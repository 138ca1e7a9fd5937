package dev.sks.base.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** The variables a service was started with; an empty one is none. */
record Variables(Function<String, String> lookup) {

  private static final String FILE = "_FILE";

  Optional<String> find(String name) {
    return Optional.ofNullable(lookup.apply(name)).filter(value -> !value.isBlank());
  }

  /**
   * A file that has to be there.
   *
   * @throws IllegalStateException if it can't be read
   */
  Optional<Path> file(String name) {
    return find(name)
        .map(Path::of)
        .map(
            path -> {
              if (!Files.isReadable(path)) {
                throw new IllegalStateException(
                    "%s names %s, which can't be read: mount it, or correct the path"
                        .formatted(name, path));
              }
              return path;
            });
  }

  /** The content of the file that the variable of this name and {@code _FILE} names. */
  Optional<String> secretOfFile(String name) {
    Optional<Path> file = file(name + FILE);
    if (file.isPresent() && find(name).isPresent()) {
      throw new IllegalStateException("Set %s or %s, not both".formatted(name, name + FILE));
    }
    return file.map(Variables::content);
  }

  /** A secret, from its variable or from the file that says it. */
  Optional<String> secret(String name) {
    return secretOfFile(name).or(() -> find(name));
  }

  /** The secret without which what the other variables say has no meaning. */
  String required(String name, String because) {
    return secret(name)
        .orElseThrow(
            () -> new IllegalStateException("%s needs %s: set it".formatted(because, name)));
  }

  private static String content(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalStateException("%s can't be read".formatted(file), e);
    }
  }
}
