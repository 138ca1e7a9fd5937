package dev.sks.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A row of {@code roles.txt}.
 *
 * @param operation method and path
 * @param foreign what it is of another tenant, and how that is answered; or {@code -}
 */
record RoleRow(String door, String operation, String least, String foreign) {

  static final String TABLE = "system-tests/src/test/resources/roles.txt";
  static final List<String> ROLES = List.of("viewer", "member", "owner", "admin");

  /** The rows of a door, by operation. */
  static Map<String, RoleRow> of(String door) {
    try (var table = RoleRow.class.getResourceAsStream("/roles.txt")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(RoleRow::parse)
          .filter(row -> row.door.equals(door))
          .collect(Collectors.toMap(RoleRow::operation, Function.identity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RoleRow parse(String line) {
    String[] words = line.split("\\s+");
    if (words.length != 5) {
      throw new IllegalArgumentException(
          "A row of " + TABLE + " has door, method, path, least role, another's: " + line);
    }
    return new RoleRow(words[0], words[1] + " " + words[2], words[3], words[4]);
  }

  boolean isOfRoles() {
    return least.equals("any") || ROLES.contains(least);
  }

  /** Roles that may not; none for whom only a token counts. */
  List<String> tooLow() {
    return least.equals("any") ? List.of() : ROLES.subList(0, ROLES.indexOf(least));
  }

  String lowest() {
    return least.equals("any") ? ROLES.get(0) : least;
  }

  boolean isOfTenants() {
    return !foreign.equals("-");
  }

  /** What its first parameter names: job, data, name, tenant, api-key. */
  String thing() {
    return foreign.split("=")[0];
  }

  boolean isHidden() {
    return foreign.endsWith("=404");
  }
}
