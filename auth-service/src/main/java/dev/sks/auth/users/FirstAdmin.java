package dev.sks.auth.users;

import dev.sks.auth.passwords.Argon2;
import dev.sks.auth.passwords.PasswordRules;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes the user {@code admin} while there are no users, with a one-time secret out of a file. */
@ApplicationScoped
class FirstAdmin {

  private static final Logger LOG = Logger.getLogger(FirstAdmin.class);
  private static final String NAME = "admin";

  private final UserStore users;
  private final Optional<Path> file;

  FirstAdmin(
      UserStore users, @ConfigProperty(name = "sks.first-admin-secret-file") Optional<Path> file) {
    this.users = users;
    this.file = file;
  }

  void create(@Observes StartupEvent start) throws Throwable {
    if (!VertxContextSupport.subscribeAndAwait(users::isEmpty)) {
      return;
    }
    Optional<String> secret = secret();
    if (secret.isEmpty()) {
      LOG.warnf(
          "There are no users, so nobody can sign in: write a secret of %d to %d characters into"
              + " the file that SKS_FIRST_ADMIN_SECRET_FILE names, and start again file=%s",
          PasswordRules.SHORTEST, PasswordRules.LONGEST, file.map(Path::toString).orElse(""));
      return;
    }
    var admin = new NewUser(NAME, NAME, Role.ADMIN.word(), null);
    String hash = Argon2.CURRENT.hash(secret.get());
    if (VertxContextSupport.subscribeAndAwait(() -> users.createFirst(admin, hash))) {
      LOG.infof("First administrator made user=%s: sign in with the one-time secret", NAME);
    }
  }

  private Optional<String> secret() throws IOException {
    if (file.isEmpty() || Files.notExists(file.get())) {
      return Optional.empty();
    }
    String secret = Files.readString(file.get()).strip();
    return PasswordRules.check("secret", secret, NAME).isEmpty()
        ? Optional.of(secret)
        : Optional.empty();
  }
}
