package dev.sks.cli.console;

import java.time.Instant;
import picocli.CommandLine.ITypeConverter;

/** Times as people give them, RFC 3339 or how long ago, such as {@code 10m}; in RFC 3339. */
public final class Moments implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    return text.isEmpty() || text.matches("[0-9]{4}-.*")
        ? text
        : Instant.now().minus(new Durations().convert(text)).toString();
  }
}
