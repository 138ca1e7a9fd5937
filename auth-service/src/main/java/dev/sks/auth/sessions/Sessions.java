package dev.sks.auth.sessions;

import dev.sks.auth.clients.RegisteredClient;
import dev.sks.auth.tokens.AccessTokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** First-party sessions: signs in, refreshes, signs out. */
@ApplicationScoped
class Sessions {

  private static final Set<String> FIRST_PARTY =
      Set.of(SessionStore.NO_CLIENT, RegisteredClient.CLI);

  private final SignIns signIns;
  private final SessionStore store;
  private final SessionEnds ends;
  private final AccessTokens accessTokens;

  Sessions(SignIns signIns, SessionStore store, SessionEnds ends, AccessTokens accessTokens) {
    this.signIns = signIns;
    this.store = store;
    this.ends = ends;
    this.accessTokens = accessTokens;
  }

  Uni<Tokens> signIn(SignIn wanted) {
    return signIns
        .prove(wanted)
        .chain(proved -> store.open(proved, store.forFirstParty(), store::start))
        .map(opened -> opened.flatMap(started -> started).map(this::tokens))
        .map(tokens -> tokens.orElseThrow(SignIns::wrong));
  }

  /** Empty if the token gives nothing any more. */
  Uni<Optional<Tokens>> refresh(String refreshToken) {
    return store.refresh(refreshToken, FIRST_PARTY).map(opened -> opened.map(this::tokens));
  }

  /** As a refresh, for another tenant. */
  Uni<Optional<Tokens>> switchTo(String tenant, String refreshToken) {
    return store
        .switchTo(tenant, refreshToken, FIRST_PARTY)
        .map(opened -> opened.map(this::tokens));
  }

  Uni<Void> signOut(String refreshToken) {
    return ends.signOut(refreshToken, FIRST_PARTY);
  }

  private Tokens tokens(Opened opened) {
    return new Tokens(
        accessTokens.issue(opened.holder()),
        opened.refreshToken(),
        "Bearer",
        accessTokens.lifeSeconds(),
        opened.holder().grant().tenant());
  }
}
