package dev.sks.auth.identities;

import java.util.UUID;

/** What is remembered between two steps of a person. */
public sealed interface Ticket {

  /**
   * Somebody was sent to a provider.
   *
   * @param errand what they were about, and its request
   */
  record Flow(String provider, String nonce, String verifier, String errand, String request)
      implements Ticket {}

  /** Somebody came back whom nobody knows. */
  record Stranger(String provider, Foreign foreign, String errand, String request)
      implements Ticket {}

  /** Somebody has an account now, and may go on with what they were about. */
  record Settled(UUID user, String errand, String request) implements Ticket {}

  /** Somebody with an account wants to link an identity. */
  record LinkWish(UUID user, String provider) implements Ticket {}

  /** Their identity is known; they must still say yes. */
  record LinkOffer(UUID user, String provider, Foreign foreign) implements Ticket {}
}
