package dev.sks.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Memory and cores as Kubernetes quantities, such as {@code 512Mi} and {@code 500m}.
 *
 * @param memory bytes
 * @param cpu cores
 */
public record Resources(String memory, String cpu) {

  public static final Resources DEFAULT = new Resources("1Gi", "1");

  private static final Pattern QUANTITY =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)([A-Za-z]{0,2})");
  private static final Map<String, BigDecimal> SUFFIXES =
      Map.ofEntries(
          Map.entry("", BigDecimal.ONE),
          Map.entry("m", new BigDecimal("0.001")),
          Map.entry("k", BigDecimal.valueOf(1000)),
          Map.entry("M", BigDecimal.valueOf(1000).pow(2)),
          Map.entry("G", BigDecimal.valueOf(1000).pow(3)),
          Map.entry("T", BigDecimal.valueOf(1000).pow(4)),
          Map.entry("Ki", BigDecimal.valueOf(1024)),
          Map.entry("Mi", BigDecimal.valueOf(1024).pow(2)),
          Map.entry("Gi", BigDecimal.valueOf(1024).pow(3)),
          Map.entry("Ti", BigDecimal.valueOf(1024).pow(4)));
  private static final long LEAST_MEMORY = 64L * 1024 * 1024;
  private static final long MOST_MEMORY = 1024L * 1024 * 1024 * 1024;

  private static final long LEAST_MILLIS = 100;
  private static final long MOST_MILLIS = 256_000;

  public Resources {
    memory = memory == null ? "1Gi" : memory;
    cpu = cpu == null ? "1" : cpu;
  }

  public long memoryBytes() {
    return bytes(memory);
  }

  public long cpuMillis() {
    return millis(cpu);
  }

  List<Violation> violations(String field) {
    var found = new ArrayList<Violation>();
    memoryViolation(field + ".memory", memory).ifPresent(found::add);
    cpuViolation(field + ".cpu", cpu).ifPresent(found::add);
    return found;
  }

  static Optional<Violation> memoryViolation(String field, String memory) {
    boolean right = isQuantity(memory) && isWithin(bytes(memory), LEAST_MEMORY, MOST_MEMORY);
    return right
        ? Optional.empty()
        : Optional.of(new Violation(field, "a quantity from 64Mi to 1Ti, such as 512Mi"));
  }

  static Optional<Violation> cpuViolation(String field, String cpu) {
    boolean right = isQuantity(cpu) && isWithin(millis(cpu), LEAST_MILLIS, MOST_MILLIS);
    return right
        ? Optional.empty()
        : Optional.of(new Violation(field, "a quantity from 100m to 256, such as 500m or 2"));
  }

  private static boolean isWithin(long value, long least, long most) {
    return value >= least && value <= most;
  }

  private static long bytes(String memory) {
    return parse(memory).longValue();
  }

  private static long millis(String cpu) {
    return parse(cpu).movePointRight(3).longValue();
  }

  private static boolean isQuantity(String text) {
    var match = QUANTITY.matcher(text);
    return match.matches() && SUFFIXES.containsKey(match.group(2));
  }

  private static BigDecimal parse(String text) {
    var match = QUANTITY.matcher(text);
    if (!match.matches() || !SUFFIXES.containsKey(match.group(2))) {
      throw new IllegalArgumentException("not a quantity: " + text);
    }
    return new BigDecimal(match.group(1)).multiply(SUFFIXES.get(match.group(2)));
  }
}
