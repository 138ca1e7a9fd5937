package dev.sks.auth.identities;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Actors;
import dev.sks.auth.identities.Ticket.LinkOffer;
import dev.sks.auth.identities.Ticket.LinkWish;
import dev.sks.auth.page.Browser;
import dev.sks.auth.page.FormPages;
import dev.sks.auth.sessions.SignIns;
import dev.sks.auth.users.UserStore;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * The way of a link: a wish of somebody signed in, a visit to the provider, and a yes on a page
 * that names both sides, so that nobody is linked to another's account by a link they were sent.
 */
@ApplicationScoped
class Links {

  static final String ERRAND = "link";

  /** The visit to a provider that takes the place of a password. */
  static final String PROOF = "link-proof";

  private static final Logger LOG = Logger.getLogger(Links.class);

  private final Mutiny.SessionFactory factory;
  private final Tickets tickets;
  private final IdentityStore identities;
  private final Providers providers;
  private final UserStore users;
  private final SignIns signIns;
  private final FormPages pages;
  private final Actors actors;
  private final Template start;
  private final Template confirm;
  private final String publicUrl;

  Links(
      Mutiny.SessionFactory factory,
      Tickets tickets,
      IdentityStore identities,
      Providers providers,
      UserStore users,
      SignIns signIns,
      FormPages pages,
      Actors actors,
      @Location("link") Template start,
      @Location("link-confirm") Template confirm,
      @ConfigProperty(name = "sks.public-url") String publicUrl) {
    this.factory = factory;
    this.tickets = tickets;
    this.identities = identities;
    this.providers = providers;
    this.users = users;
    this.signIns = signIns;
    this.pages = pages;
    this.actors = actors;
    this.start = start;
    this.confirm = confirm;
    this.publicUrl = publicUrl;
  }

  /** An address to open in a browser, good for one link. */
  Uni<URI> wish(UUID user, String provider) {
    if (providers.find(provider).isEmpty()) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "There is no such provider here: ask the operator which are.");
    }
    return tickets
        .issue(Browser.ANY, new LinkWish(user, provider))
        .map(ticket -> URI.create(publicUrl + "/oauth2/links?ticket=" + ticket));
  }

  /** The page at that address. */
  Uni<Response> ask(String ticket, HttpHeaders headers) {
    return tickets
        .look(ticket, Browser.ANY, LinkWish.class)
        .map(found -> found.orElseThrow(Links::over))
        .chain(
            wish -> {
              var provider = providers.find(wish.provider()).orElseThrow(Links::over);
              return name(wish.user())
                  .chain(
                      name ->
                          pages.show(
                              200,
                              start
                                  .data("label", provider.label())
                                  .data("provider", provider.id())
                                  .data("ticket", ticket)
                                  .data("user", name),
                              List.of(provider.address()),
                              headers));
            });
  }

  /** Uses the wish up; what the flow keeps of it. */
  Uni<String> take(String ticket, String provider) {
    return tickets
        .take(ticket, Browser.ANY, LinkWish.class)
        .map(
            taken ->
                taken
                    .filter(wish -> wish.provider().equals(provider))
                    .orElseThrow(Links::over)
                    .user()
                    .toString());
  }

  /** The page with both sides. */
  Uni<Response> offer(Federation.Arrival arrival, HttpHeaders headers) {
    var user = UUID.fromString(arrival.flow().request());
    var offer = new LinkOffer(user, arrival.provider().id(), arrival.foreign());
    return name(user)
        .chain(
            name ->
                proofs(user)
                    .chain(
                        proofs ->
                            tickets
                                .issue(pages.browser(headers), offer)
                                .chain(
                                    ticket ->
                                        confirmation(arrival, name, proofs, ticket, headers))));
  }

  /** Providers that can say whose the account is; empty if its password does. */
  private Uni<Optional<List<Provider>>> proofs(UUID user) {
    return hasPassword(user)
        .chain(
            has ->
                has
                    ? Uni.createFrom().item(Optional.empty())
                    : identities.of(user).map(rows -> Optional.of(usable(rows))));
  }

  private List<Provider> usable(List<ForeignIdentity> rows) {
    return rows.stream()
        .map(row -> row.provider)
        .distinct()
        .flatMap(id -> providers.find(id).stream())
        .toList();
  }

  private Uni<Response> confirmation(
      Federation.Arrival arrival,
      String user,
      Optional<List<Provider>> proofs,
      String ticket,
      HttpHeaders headers) {
    List<Provider> askable = proofs.orElse(List.of());
    return pages.show(
        200,
        confirm
            .data("label", arrival.provider().label())
            .data("foreign", arrival.foreign().name())
            .data("subject", arrival.foreign().subject())
            .data("ticket", ticket)
            .data("password", proofs.isEmpty())
            .data("providers", ProviderButtons.of(askable))
            .data("errand", PROOF)
            .data("request", ticket)
            .data("user", user),
        askable.stream().map(Provider::address).toList(),
        headers);
  }

  /** Whether somebody may go for the proof: the offer must be this browser's. */
  Uni<String> check(String ticket, HttpHeaders headers) {
    return tickets
        .look(ticket, pages.browser(headers), LinkOffer.class)
        .map(found -> found.orElseThrow(Links::over))
        .replaceWith(ticket);
  }

  Uni<Response> refuse(String ticket, HttpHeaders headers) {
    return taken(ticket, headers)
        .chain(offer -> pages.message(200, "Not linked", "Nothing was changed. Close this page."));
  }

  /** The yes with the account's password: a stolen token would else become a way to sign in. */
  Uni<Response> agree(String ticket, String password, HttpHeaders headers) {
    var visitor = actors.visitor();
    return tickets
        .look(ticket, pages.browser(headers), LinkOffer.class)
        .map(found -> found.orElseThrow(Links::over))
        .chain(offer -> confirm(offer.user(), password))
        .chain(() -> taken(ticket, headers))
        .chain(offer -> link(offer, visitor));
  }

  /** The yes of somebody who has no password, and came back as who they are known to be. */
  Uni<Response> agree(Federation.Arrival proof, HttpHeaders headers) {
    var visitor = actors.visitor();
    return identities
        .userOf(proof.foreign())
        .chain(
            known ->
                taken(proof.flow().request(), headers)
                    .invoke(offer -> requireSame(known, offer.user())))
        .chain(offer -> link(offer, visitor));
  }

  private static void requireSame(Optional<UUID> known, UUID wanted) {
    if (!known.equals(Optional.of(wanted))) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "That identity does not sign in to the account, so nothing was linked: start again.");
    }
  }

  private Uni<Void> confirm(UUID user, String password) {
    return hasPassword(user)
        .invoke(
            has -> {
              if (!has) {
                throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "The account has no password: prove with an identity it has that it is yours.");
              }
            })
        .chain(() -> name(user))
        .chain(name -> signIns.confirm(name, password));
  }

  private Uni<Boolean> hasPassword(UUID user) {
    return users.credentials(user).map(found -> found.orElseThrow(Links::over).hash().isPresent());
  }

  private Uni<LinkOffer> taken(String ticket, HttpHeaders headers) {
    return tickets
        .take(ticket, pages.browser(headers), LinkOffer.class)
        .map(found -> found.orElseThrow(Links::over));
  }

  private Uni<Response> link(LinkOffer offer, Actor visitor) {
    return name(offer.user())
        .map(name -> visitor.as(offer.user().toString(), name))
        .chain(
            by ->
                factory.withTransaction(
                    session ->
                        identities.link(
                            session, offer.user(), offer.provider(), offer.foreign(), by)))
        .chain(
            linked -> {
              if (!linked) {
                return pages.message(
                    409, "Not linked", "This identity is already linked to an SKS account.");
              }
              LOG.infof("Identity linked user=%s provider=%s", offer.user(), offer.provider());
              return pages.message(
                  200, "Linked", "From now on you can sign in with it. You can close this page.");
            });
  }

  private Uni<String> name(UUID user) {
    return users.nameOf(user).map(name -> name.orElseThrow(Links::over));
  }

  private static ProblemException over() {
    return new ProblemException(
        ProblemType.INVALID_REQUEST,
        "The link is over, used, or another browser's: ask for a new one.");
  }
}
