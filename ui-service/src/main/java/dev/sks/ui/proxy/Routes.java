package dev.sks.ui.proxy;

/** Where streaming routes stand among those of the framework. */
public final class Routes {

  /** After the authentication is set up, before the framework's limit of bodies. */
  public static final int ORDER = -50;

  private Routes() {}
}
