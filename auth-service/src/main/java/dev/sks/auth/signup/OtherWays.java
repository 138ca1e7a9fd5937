package dev.sks.auth.signup;

import dev.sks.auth.identities.ProviderButtons;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a page with a sign-in offers besides the password: foreign providers, sign-up. */
@ApplicationScoped
public class OtherWays {

  private final ProviderButtons buttons;
  private final SignUpMode mode;

  OtherWays(ProviderButtons buttons, @ConfigProperty(name = "sks.sign-up") SignUpMode mode) {
    this.buttons = buttons;
    this.mode = mode;
  }

  /** Gives the page what it shows of them; {@code errand} and {@code request} are its own. */
  public TemplateInstance on(TemplateInstance page) {
    return page.data("providers", buttons.all()).data("signUp", mode != SignUpMode.OFF);
  }

  /** Where its forms may lead to. */
  public List<URI> addresses() {
    return buttons.addresses();
  }

  /** The same, and to one's own. */
  public List<URI> and(URI own) {
    return Stream.concat(Stream.of(own), addresses().stream()).toList();
  }
}
