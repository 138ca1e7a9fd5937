package dev.sks.auth.device;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import dev.sks.auth.oauth2.Clients;
import dev.sks.auth.oauth2.Exchange;
import dev.sks.auth.oauth2.TokenAnswers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** A device code, once a person has let the device in, gives tokens. */
@ApplicationScoped
class DeviceExchange implements Exchange {

  private final Clients clients;
  private final DeviceStore devices;
  private final TokenAnswers answers;

  DeviceExchange(Clients clients, DeviceStore devices, TokenAnswers answers) {
    this.clients = clients;
    this.devices = devices;
    this.answers = answers;
  }

  @Override
  public GrantType type() {
    return GrantType.DEVICE_CODE;
  }

  @Override
  public Uni<AccessTokenResponse> answer(TokenRequest request) {
    var grant = (DeviceCodeGrant) request.getAuthorizationGrant();
    return clients
        .of(request)
        .chain(client -> devices.poll(grant.getDeviceCode().getValue(), client.id()))
        .map(polled -> polled.opened().orElseThrow(polled.state()::refusal))
        .map(opened -> answers.ofSignIn(opened, Optional.empty()));
  }
}
