package dev.sks.auth.identities;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Somebody else who can say who a person is. Its steps wait for the network: off the loop. */
interface Provider {

  String id();

  /** What people read. */
  String label();

  /** Where a browser is sent to, as far as it is known without asking; for the forms' policy. */
  URI address();

  /**
   * Where to send a browser.
   *
   * @throws ProviderException if that can't be found out
   */
  URI begin(Ticket.Flow flow, String state);

  /**
   * Who came back.
   *
   * @param answer the parameters the browser brought, each once
   * @throws ProviderException if it is not sure
   */
  Foreign identify(Ticket.Flow flow, Map<String, List<String>> answer);
}
