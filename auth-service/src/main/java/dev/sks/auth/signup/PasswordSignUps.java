package dev.sks.auth.signup;

import dev.sks.auth.audit.Actors;
import dev.sks.auth.passwords.PasswordHasher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Sign-ups of people who choose a password. */
@ApplicationScoped
class PasswordSignUps {

  private final SignUps signUps;
  private final PasswordHasher hasher;
  private final Actors actors;

  PasswordSignUps(SignUps signUps, PasswordHasher hasher, Actors actors) {
    this.signUps = signUps;
    this.hasher = hasher;
    this.actors = actors;
  }

  Uni<SignedUp> join(NewSignUp wanted) {
    var applicant = wanted.applicant();
    var visitor = actors.visitor();
    return signUps
        .admit(applicant)
        .chain(() -> hasher.hashChosen("password", wanted.password()))
        .chain(
            hash ->
                signUps.join(
                    applicant, hash, visitor, (session, made) -> Uni.createFrom().item(made)));
  }
}
