package dev.sks.auth.users;

import dev.sks.contract.Roles;
import dev.sks.contract.Violation;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A user's role in a tenant; a role may do all that the ones after it may. */
public enum Role {
  ADMIN(Roles.ADMIN, Roles.OWNER, Roles.MEMBER, Roles.VIEWER),
  OWNER(Roles.OWNER, Roles.MEMBER, Roles.VIEWER),
  MEMBER(Roles.MEMBER, Roles.VIEWER),
  VIEWER(Roles.VIEWER);

  private final String word;
  private final Set<String> words;

  Role(String word, String... below) {
    this.word = word;
    var all = new TreeSet<>(Arrays.asList(below));
    all.add(word);
    this.words = Set.copyOf(all);
  }

  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
  }

  /** What is wrong with a word that somebody gives for a role. */
  public static Optional<Violation> violation(String field, String word) {
    if (word != null && of(word).isPresent()) {
      return Optional.empty();
    }
    String words = Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
    return Optional.of(new Violation(field, "must be one of " + words));
  }

  /** Its word in the contract. */
  public String word() {
    return word;
  }

  /** The words of a token's {@code groups}: its own and those of the roles it includes. */
  public Set<String> words() {
    return words;
  }
}
