package dev.sks.logs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may set. */
@ConfigMapping(prefix = "sks.logs")
public interface LogsConfig {

  /** How long a log stays after its last line came. */
  @WithDefault("P14D")
  Duration retention();

  /** How often logs past their retention are looked for. */
  @WithDefault("PT10M")
  Duration retentionEvery();

  /** Logs read at one time by all callers, live or not; one tenant may have half of them. */
  @WithDefault("100")
  int streams();

  /** How long a live reader waits, after all sources have ended, for one not yet heard of. */
  @WithDefault("PT1S")
  Duration linger();

  /** How long a live reader trusts that it would have been told of new lines. */
  @WithDefault("PT2S")
  Duration poll();
}
