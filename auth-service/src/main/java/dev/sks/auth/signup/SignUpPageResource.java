package dev.sks.auth.signup;

import dev.sks.auth.identities.Errands;
import dev.sks.auth.page.CredentialsForm;
import dev.sks.auth.page.FormPages;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** {@code /sign-up}: the form, and the page that shows the first key. */
@Path("/sign-up")
@PermitAll
public class SignUpPageResource {

  private final SignUps signUps;
  private final PasswordSignUps withPassword;
  private final OtherWays ways;
  private final FormPages pages;
  private final Welcome welcome;
  private final Template form;

  SignUpPageResource(
      SignUps signUps,
      PasswordSignUps withPassword,
      OtherWays ways,
      FormPages pages,
      Welcome welcome,
      @Location("sign-up") Template form) {
    this.signUps = signUps;
    this.withPassword = withPassword;
    this.ways = ways;
    this.pages = pages;
    this.welcome = welcome;
    this.form = form;
  }

  @GET
  public Uni<Response> ask(@Context HttpHeaders headers) {
    if (signUps.mode() == SignUpMode.OFF) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, SignUps.refuse(SignUpMode.OFF, false).orElseThrow());
    }
    return show(200, filled("", "", "", ""), headers);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> signUp(
      @RestForm String csrf,
      @RestForm @DefaultValue("") String name,
      @RestForm @DefaultValue("") String password,
      @RestForm @DefaultValue("") String tenant,
      @RestForm @DefaultValue("") String invitation,
      @Context HttpHeaders headers) {
    if (!pages.isOurs(headers, csrf)) {
      throw Errands.notOurs();
    }
    return Uni.createFrom()
        .item(() -> new NewSignUp(name, password, tenant, invitation))
        .chain(withPassword::join)
        .chain(made -> welcome.show(made, "", List.of(), headers))
        .onFailure(ProblemException.class)
        .recoverWithUni(
            e -> {
              var problem = ((ProblemException) e).problem();
              return show(
                  problem.status(),
                  filled(CredentialsForm.message(problem), name, tenant, invitation),
                  headers);
            });
  }

  @ServerExceptionMapper
  public Uni<Response> refused(ProblemException e) {
    return pages.refusal(e.problem());
  }

  private TemplateInstance filled(String error, String name, String tenant, String invitation) {
    return form.data("error", error)
        .data("name", name)
        .data("tenant", tenant)
        .data("invitation", invitation);
  }

  private Uni<Response> show(int status, TemplateInstance page, HttpHeaders headers) {
    page.data("needed", signUps.mode() == SignUpMode.INVITE)
        .data("errand", SignUpErrand.KIND)
        .data("request", "");
    return pages.show(status, ways.on(page), ways.addresses(), headers);
  }
}
