package dev.sks.cli.console;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Durations as people write them ({@code 90s}, {@code 30m}, {@code 2h}, {@code 1d}) or ISO 8601.
 */
public final class Durations implements ITypeConverter<Duration> {

  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})([smhd])");
  private static final Map<String, Integer> SECONDS =
      Map.of("s", 1, "m", 60, "h", 3600, "d", 86_400);

  @Override
  public Duration convert(String text) {
    var match = SHORT.matcher(text);
    if (match.matches()) {
      return Duration.ofSeconds(Long.parseLong(match.group(1)) * SECONDS.get(match.group(2)));
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a duration such as 90s, 30m or PT2H");
    }
  }
}
