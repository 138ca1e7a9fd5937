package dev.sks.cli.session;

import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.ApiProblem;
import dev.sks.cli.client.Tokens;
import java.time.Instant;

/** The tokens of the login kept for one server, renewed silently. */
final class KeptTokens implements Tokens {

  private final String server;
  private final CredentialStore store;
  private final Door door;

  KeptTokens(String server, CredentialStore store, Door door) {
    this.server = server;
    this.store = store;
    this.door = door;
  }

  @Override
  public String current() {
    Login login = login(store.read());
    return login.isFresh(Instant.now()) ? login.accessToken() : insteadOf(login.accessToken());
  }

  /** Refresh tokens rotate: whoever gets the lock second finds the token the first one got. */
  @Override
  public String insteadOf(String refused) {
    return login(store.change(kept -> renewed(kept, refused))).accessToken();
  }

  private Credentials renewed(Credentials kept, String refused) {
    Login login = login(kept);
    if (!login.accessToken().equals(refused)) {
      return kept;
    }
    try {
      return kept.with(server, door.renewed(login));
    } catch (ApiProblem e) {
      if (e.status() != 400 && e.status() != 401) {
        throw e;
      }
      // What is over is not kept; login() then says so.
      return kept.without(server);
    }
  }

  private Login login(Credentials kept) {
    return login(kept, server);
  }

  /** What is kept for a server. */
  static Login login(Credentials kept, String server) {
    return kept.at(server)
        .orElseThrow(
            () ->
                new CommandFailed(
                    ExitCode.SIGNED_OUT,
                    "You are not signed in at " + server,
                    "Sign in with 'sks login'."));
  }
}
