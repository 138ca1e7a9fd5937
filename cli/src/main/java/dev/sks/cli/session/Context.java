package dev.sks.cli.session;

import dev.sks.cli.CommandFailed;
import dev.sks.cli.client.Api;
import dev.sks.cli.client.Wire;
import dev.sks.cli.console.Console;
import java.net.URI;

/** What every command works with: the console and the server. */
public final class Context {

  private final Console console;
  private final Wire wire;
  private final CredentialStore store;
  private String named = "";

  public Context(Console console) {
    this.console = console;
    this.wire = new Wire(console.err());
    this.store = CredentialStore.of(console.environment());
  }

  public Console console() {
    return console;
  }

  /** Chooses the server by the option {@code --server}. */
  public void useServer(String server) {
    named = server;
  }

  public void showWire() {
    wire.show(true);
  }

  /** By option, environment, last login, default: the first there is. */
  public URI server() {
    String server = named;
    if (server.isEmpty()) {
      server = console.environment().getOrDefault("SKS_SERVER", "");
    }
    if (server.isEmpty()) {
      server = store.read().current();
    }
    return Servers.parse(server.isEmpty() ? Servers.DEFAULT : server);
  }

  /** The server's API, as the user who is signed in there. */
  public Api api() {
    URI server = server();
    return new Api(server, new KeptTokens(server.toString(), store, door(server)), wire);
  }

  Door door(URI server) {
    return new Door(Api.anonymous(server, wire));
  }

  DeviceLogin deviceLogin(URI server) {
    return new DeviceLogin(Api.anonymous(server, wire), console);
  }

  /** Ends the session kept for a server there too; one that it does not hear of lapses. */
  void endSession(Credentials kept, URI server) {
    try {
      kept.at(server.toString()).ifPresent(door(server)::signOut);
    } catch (CommandFailed e) {
      console.note("The server did not end the session, which will lapse: " + e.getMessage());
    }
  }

  CredentialStore store() {
    return store;
  }
}
