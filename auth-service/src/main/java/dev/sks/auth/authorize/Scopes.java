package dev.sks.auth.authorize;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;

/** The scopes there are; others that are asked for are not granted (RFC 6749, 3.3). */
public final class Scopes {

  private static final Scope KNOWN =
      new Scope(OIDCScopeValue.OPENID, OIDCScopeValue.PROFILE, OIDCScopeValue.OFFLINE_ACCESS);

  private Scopes() {}

  /** Those there are. */
  public static Scope known() {
    return new Scope(KNOWN);
  }

  /** Those that are granted of those wanted; null stands for none. */
  public static String granted(Scope wanted) {
    var granted = known();
    granted.retainAll(wanted == null ? new Scope() : wanted);
    return granted.toString();
  }
}
