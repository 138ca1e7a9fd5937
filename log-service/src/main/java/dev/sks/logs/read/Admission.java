package dev.sks.logs.read;

import java.time.Instant;

/**
 * How long a reader may listen.
 *
 * @param session ends it; null if the token names none
 * @param until the token's end
 */
record Admission(String session, Instant until) {}
