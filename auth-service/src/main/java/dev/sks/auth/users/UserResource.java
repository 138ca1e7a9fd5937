package dev.sks.auth.users;

import dev.sks.auth.audit.Actors;
import dev.sks.auth.door.Fields;
import dev.sks.auth.door.Page;
import dev.sks.auth.door.People;
import dev.sks.auth.passwords.PasswordHasher;
import dev.sks.auth.passwords.Secrets;
import dev.sks.base.problem.ProblemException;
import dev.sks.base.token.Caller;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The administrators' door to users. */
@Path("/v1/users")
@RolesAllowed(Roles.ADMIN)
public class UserResource {

  private static final Logger LOG = Logger.getLogger(UserResource.class);

  private final UserStore users;
  private final UserChanges changes;
  private final PasswordHasher hasher;
  private final Caller caller;
  private final Actors actors;
  private final People people;
  private final Clock clock;

  UserResource(
      UserStore users,
      UserChanges changes,
      PasswordHasher hasher,
      Caller caller,
      Actors actors,
      People people,
      Clock clock) {
    this.users = users;
    this.changes = changes;
    this.hasher = hasher;
    this.caller = caller;
    this.actors = actors;
    this.people = people;
    this.clock = clock;
  }

  @GET
  public Uni<Page<Account>> list(
      @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
    var page = Page.Request.of(limit, cursor);
    return users.list(page).map(rows -> Page.of(rows, page, Account::name));
  }

  @POST
  @ResponseStatus(201)
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  public Uni<Account> create(NewUser user) {
    people.require();
    Fields.of(user);
    user.check();
    Optional<String> secret =
        user.password() == null ? Optional.of(Secrets.random()) : Optional.empty();
    var by = actors.caller();
    Uni<String> hashed =
        secret.map(hasher::hash).orElseGet(() -> hasher.hashChosen("password", user.password()));
    return hashed
        .map(
            hash ->
                secret.isPresent()
                    ? NewPassword.oneTime(hash, clock.instant())
                    : NewPassword.chosen(hash))
        .chain(password -> users.create(user, password, by))
        .onFailure(ConstraintViolationException.class)
        .transform(e -> taken(user.name()))
        .invoke(
            made ->
                LOG.infof(
                    "User created user=%s tenant=%s by=%s", made.name(), made.tenant(), by.name()))
        .map(made -> secret.map(made::with).orElse(made));
  }

  @GET
  @Path("/{name}")
  public Uni<Account> get(String name) {
    return users.find(name).map(found -> found.orElseThrow(UserStore::missing));
  }

  @PATCH
  @Path("/{name}")
  public Uni<Account> change(String name, UserChange change) {
    Fields.of(change);
    change.check();
    if (change.role() != null) {
      people.require();
    }
    if (Boolean.TRUE.equals(change.disabled())) {
      refuseOnSelf(name, "disabled");
    }
    if (change.role() != null && !change.role().equals(Roles.ADMIN)) {
      refuseOnSelf(name, "given another role");
    }
    var by = actors.caller();
    return changes
        .change(name, change, by)
        .map(found -> found.orElseThrow(UserStore::missing))
        .invoke(
            user ->
                LOG.infof(
                    "User changed user=%s disabled=%s role=%s by=%s",
                    name, user.disabled(), user.role(), by.name()));
  }

  /** Ends the user's password, sessions and keys; a secret for one sign-in takes its place. */
  @POST
  @Path("/{name}/reset")
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  public Uni<Account> reset(String name) {
    people.require();
    String secret = Secrets.random();
    var by = actors.caller();
    return hasher
        .hash(secret)
        .map(hash -> NewPassword.oneTime(hash, clock.instant()))
        .chain(password -> changes.reset(name, password, by))
        .map(found -> found.orElseThrow(UserStore::missing).with(secret))
        .invoke(user -> LOG.infof("Password reset user=%s by=%s", name, by.name()));
  }

  @DELETE
  @Path("/{name}")
  public Uni<Void> delete(String name) {
    refuseOnSelf(name, "deleted");
    var by = actors.caller();
    return changes
        .delete(name, by)
        .invoke(
            deleted -> {
              if (!deleted) {
                throw UserStore.missing();
              }
              LOG.infof("User deleted user=%s by=%s", name, by.name());
            })
        .replaceWithVoid();
  }

  private void refuseOnSelf(String name, String what) {
    if (name.equals(caller.name())) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "You can't be %s by yourself, so that an administrator remains: ask another one."
              .formatted(what));
    }
  }

  private static ProblemException taken(String name) {
    return new ProblemException(
        ProblemType.NAME_TAKEN, "There is a user '%s': choose another name.".formatted(name));
  }
}
