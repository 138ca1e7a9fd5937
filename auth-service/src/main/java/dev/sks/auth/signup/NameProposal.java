package dev.sks.auth.signup;

import dev.sks.contract.Limits;
import java.text.Normalizer;
import java.util.Locale;

/** Makes a user name of ours out of one of a provider. */
final class NameProposal {

  private NameProposal() {}

  /** A label, or empty if nothing is left of the name. */
  static String of(String foreign) {
    String plain =
        Normalizer.normalize(foreign, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("@.*", "")
            .replaceAll("[^a-z0-9]+", "-");
    return trim(plain.substring(0, Math.min(plain.length(), Limits.NAME + 1)));
  }

  private static String trim(String name) {
    String whole = name.startsWith("-") ? name.substring(1) : name;
    String cut = whole.substring(0, Math.min(whole.length(), Limits.NAME));
    return cut.endsWith("-") ? cut.substring(0, cut.length() - 1) : cut;
  }
}
