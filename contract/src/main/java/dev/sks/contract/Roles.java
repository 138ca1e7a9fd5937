package dev.sks.contract;

/** The words in a token's {@code groups}. */
public final class Roles {

  /** Everything, in every tenant. */
  public static final String ADMIN = "admin";

  /** Everything in one tenant. */
  public static final String OWNER = "owner";

  /** Submits, cancels and reads in one tenant. */
  public static final String MEMBER = "member";

  /** Reads in one tenant. */
  public static final String VIEWER = "viewer";

  private Roles() {}
}
