package dev.sks.logs.read;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Violation;
import dev.sks.logs.store.Sources;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the query parameters; names all that are wrong at once. */
class LogQueryParser {

  private static final Set<String> NAMES =
      new TreeSet<>(Set.of("source", "attempt", "since", "tail", "grep", "follow"));
  private static final int MAX_PATTERN = 1000;

  private final MultivaluedMap<String, String> parameters;
  private final Instant now;
  private final List<Violation> violations = new ArrayList<>();

  private LogQueryParser(MultivaluedMap<String, String> parameters, Instant now) {
    this.parameters = parameters;
    this.now = now;
  }

  /**
   * @throws ProblemException naming the parameters at fault
   */
  static LogQuery parse(MultivaluedMap<String, String> parameters, Instant now) {
    return new LogQueryParser(parameters, now).parse();
  }

  private LogQuery parse() {
    var unknown = new TreeSet<>(parameters.keySet());
    unknown.removeAll(NAMES);
    if (!unknown.isEmpty()) {
      throw new ProblemException(
          ProblemType.UNKNOWN_FIELD,
          "A log has the query parameters " + String.join(", ", NAMES) + " only.",
          unknown.stream().map(name -> new Violation(name, "does not exist")).toList());
    }
    var query =
        new LogQuery(
            value("source", null, LogQueryParser::source),
            value("attempt", null, text -> number(text, Integer.MAX_VALUE)),
            value("since", null, this::since),
            value("tail", 0, text -> number(text, LogQuery.MAX_TAIL)),
            value("grep", null, LogQueryParser::pattern),
            value("follow", false, LogQueryParser::flag));
    if (!violations.isEmpty()) {
      String names =
          violations.stream().map(Violation::field).collect(Collectors.joining("', '", "'", "'"));
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "Correct the query parameter " + names + ".", violations);
    }
    return query;
  }

  private <T> T value(String name, T absent, Function<String, T> read) {
    List<String> values = parameters.get(name);
    if (values == null) {
      return absent;
    }
    try {
      if (values.size() > 1) {
        throw new IllegalArgumentException("is given more than once");
      }
      return read.apply(values.get(0));
    } catch (IllegalArgumentException e) {
      violations.add(new Violation(name, e.getMessage()));
      return absent;
    }
  }

  private static String source(String text) {
    if (!Sources.isValid(text)) {
      throw new IllegalArgumentException(Sources.RULE);
    }
    return text;
  }

  private static Integer number(String text, int max) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is a whole number, 1 to " + max, e);
    }
    throw new IllegalArgumentException("is a whole number, 1 to " + max);
  }

  private Instant since(String text) {
    try {
      return text.startsWith("P") ? now.minus(Duration.parse(text)) : Instant.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "is a time such as 2026-11-21T12:00:00Z, or how long ago, such as PT10M", e);
    }
  }

  private static Pattern pattern(String text) {
    if (text.length() > MAX_PATTERN) {
      throw new IllegalArgumentException("is longer than " + MAX_PATTERN + " characters");
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "is not a regular expression (RE2 syntax): " + e.getMessage(), e);
    }
  }

  private static Boolean flag(String text) {
    return switch (text) {
      case "true", "" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is true or false");
    };
  }
}
