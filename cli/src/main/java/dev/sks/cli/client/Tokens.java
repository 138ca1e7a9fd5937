package dev.sks.cli.client;

/** Where access tokens come from. */
public interface Tokens {

  /** A token that is valid now. */
  String current();

  /** A token other than the given one, which the server refused. */
  String insteadOf(String refused);
}
