package dev.sks.auth.signup;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Actors;
import dev.sks.auth.identities.Errands;
import dev.sks.auth.identities.IdentityStore;
import dev.sks.auth.identities.Strangers;
import dev.sks.auth.identities.Ticket.Settled;
import dev.sks.auth.identities.Ticket.Stranger;
import dev.sks.auth.identities.Tickets;
import dev.sks.auth.page.Browser;
import dev.sks.auth.page.CredentialsForm;
import dev.sks.auth.page.FormPages;
import dev.sks.auth.users.Credentials;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * People who come through a provider for the first time. Only what they type makes a name; what the
 * provider says of name or e-mail finds no account and takes none.
 */
@ApplicationScoped
class Newcomers implements Strangers {

  /** An account, and the ticket to go on with. */
  private record Settlement(SignedUp made, String ticket) {}

  private final SignUps signUps;
  private final Tickets tickets;
  private final IdentityStore identities;
  private final Errands errands;
  private final FormPages pages;
  private final Welcome welcome;
  private final Actors actors;
  private final Template page;

  Newcomers(
      SignUps signUps,
      Tickets tickets,
      IdentityStore identities,
      Errands errands,
      FormPages pages,
      Welcome welcome,
      Actors actors,
      @Location("newcomer") Template page) {
    this.signUps = signUps;
    this.tickets = tickets;
    this.identities = identities;
    this.errands = errands;
    this.pages = pages;
    this.welcome = welcome;
    this.actors = actors;
    this.page = page;
  }

  @Override
  public Uni<Response> receive(Stranger stranger, String label, HttpHeaders headers) {
    if (signUps.mode() == SignUpMode.OFF) {
      return pages.message(
          403,
          "No account is linked",
          "No SKS account is linked to your identity at %s. If you have an account, sign in to it and link it: POST /v1/me/identities/%s gives you the address. If not, ask an administrator for one."
              .formatted(label, stranger.provider()));
    }
    return tickets
        .issue(pages.browser(headers), stranger)
        .chain(
            ticket ->
                show(
                    200,
                    "",
                    new Filled(ticket, NameProposal.of(stranger.foreign().name()), ""),
                    stranger,
                    headers));
  }

  /** The form's answer. */
  Uni<Response> settle(Filled form, HttpHeaders headers) {
    var browser = pages.browser(headers);
    var visitor = actors.visitor();
    return tickets
        .look(form.ticket(), browser, Stranger.class)
        .map(found -> found.orElseThrow(Newcomers::over))
        .chain(
            stranger ->
                Uni.createFrom()
                    .item(form::applicant)
                    .call(signUps::admit)
                    .chain(applicant -> settle(applicant, form.ticket(), browser, visitor))
                    .chain(settled -> answer(settled, stranger, headers))
                    .onFailure(ProblemException.class)
                    .recoverWithUni(
                        e -> {
                          Problem problem = ((ProblemException) e).problem();
                          return show(
                              problem.status(),
                              CredentialsForm.message(problem),
                              form,
                              stranger,
                              headers);
                        }));
  }

  /** Goes on after the first key was shown. */
  Uni<Response> goOn(String ticket, HttpHeaders headers) {
    return tickets
        .take(ticket, pages.browser(headers), Settled.class)
        .map(found -> found.orElseThrow(Newcomers::over))
        .chain(settled -> errands.find(settled.errand()).goOn(settled.user(), settled.request()));
  }

  /** The ticket stays good if the transaction fails, as when a name is taken. */
  private Uni<Settlement> settle(
      Applicant applicant, String ticket, Browser browser, Actor visitor) {
    return signUps.join(
        applicant,
        Credentials.NO_PASSWORD,
        visitor,
        (session, made) ->
            tickets
                .take(session, ticket, browser, Stranger.class)
                .map(taken -> taken.orElseThrow(Newcomers::over))
                .call(stranger -> link(session, made, stranger, visitor))
                .chain(
                    stranger ->
                        tickets.issue(
                            session,
                            browser,
                            new Settled(
                                made.account().id(), stranger.errand(), stranger.request())))
                .map(next -> new Settlement(made, next)));
  }

  private Uni<Void> link(Mutiny.Session session, SignedUp made, Stranger stranger, Actor visitor) {
    var account = made.account();
    var by = visitor.as(account.id().toString(), account.name());
    return identities
        .link(session, account.id(), stranger.provider(), stranger.foreign(), by)
        .invoke(
            linked -> {
              if (!linked) {
                throw over();
              }
            })
        .replaceWithVoid();
  }

  private Uni<Response> answer(Settlement settled, Stranger stranger, HttpHeaders headers) {
    return stranger.errand().equals(SignUpErrand.KIND)
        ? welcome.show(settled.made(), "", List.of(), headers)
        : errands
            .find(stranger.errand())
            .check(stranger.request())
            .chain(redirects -> welcome.show(settled.made(), settled.ticket(), redirects, headers));
  }

  private Uni<Response> show(
      int status, String error, Filled form, Stranger stranger, HttpHeaders headers) {
    return pages.show(
        status,
        page.data("error", error)
            .data("provider", stranger.provider())
            .data("foreign", stranger.foreign().name())
            .data("ticket", form.ticket())
            .data("name", form.name())
            .data("invitation", form.invitation())
            .data("needed", signUps.mode() == SignUpMode.INVITE),
        List.of(),
        headers);
  }

  private static ProblemException over() {
    return new ProblemException(
        ProblemType.INVALID_REQUEST,
        "This sign-up is over, or another browser began it: start again where you came from.");
  }
}
