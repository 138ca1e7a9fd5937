package dev.sks.auth.signup;

import dev.sks.auth.door.Fields;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Sign-up with a password. */
@Path("/v1/sign-ups")
@PermitAll
public class SignUpResource {

  private final PasswordSignUps signUps;

  SignUpResource(PasswordSignUps signUps) {
    this.signUps = signUps;
  }

  @POST
  @ResponseStatus(201)
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  public Uni<SignUpView> signUp(NewSignUp wanted) {
    Fields.of(wanted);
    return signUps.join(wanted).map(SignUpView::of);
  }
}
