package dev.sks.auth.tokens;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** When signing keys come and go. */
@ConfigMapping(prefix = "sks.keys")
interface KeySchedule {

  /** How long a key signs. */
  @WithDefault("P30D")
  Duration life();

  /** How long a key is published before it signs: longer than any verifier's refresh and cache. */
  @WithName("publish-ahead")
  @WithDefault("PT10M")
  Duration publishAhead();

  /** How long, beyond its last token, a key stays published. */
  @WithDefault("PT5M")
  Duration margin();
}
