package dev.sks.logs.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.Limits;
import dev.sks.contract.LogChunk;
import dev.sks.logs.store.ChunkText;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final String JOB = "a0123456789abcdefghijklmno";
  private static final SourceKey STDOUT = new SourceKey(JOB, 1, "stdout");

  private final Ledger ledger = ledger(0);

  private static Ledger ledger(long bytes) {
    return new Ledger(Map.of(JOB, new JobTally(JOB, "acme", bytes, 0, false)), Map.of());
  }

  private static LogChunk chunk(String tenant, long offset, String text, boolean last) {
    return new LogChunk(JOB, tenant, 1, "stdout", offset, text.length(), Instant.EPOCH, text, last);
  }

  private static String textOf(Ledger ledger) {
    return ledger.rows().stream()
        .map(row -> new String(ChunkText.unpack(row.packed(), row.size()), UTF_8))
        .collect(Collectors.joining());
  }

  @Test
  void repetitionsAndOverlapsAreCut() {
    ledger.enter(chunk("acme", 0, "one\ntwo\n", false));
    ledger.enter(chunk("acme", 0, "one\ntwo\n", false));
    ledger.enter(chunk("acme", 4, "two\nthree\n", false));

    assertEquals("one\ntwo\nthree\n", textOf(ledger));
    assertEquals(new SourceMark(14, false), ledger.moved().get(STDOUT));
  }

  @Test
  void whatFollowsAGapIsTaken() {
    ledger.enter(chunk("acme", 0, "one\n", false));
    ledger.enter(chunk("acme", 100, "far\n", false));

    assertEquals("one\nfar\n", textOf(ledger));
    assertEquals(104, ledger.moved().get(STDOUT).next());
  }

  @Test
  void anEndWithoutTextEndsTheSource() {
    ledger.enter(chunk("acme", 0, "", true));

    assertEquals(Map.of(STDOUT, new SourceMark(0, true)), ledger.moved());
    assertTrue(ledger.rows().isEmpty());
  }

  @Test
  void aLineOfTheProducersOwnIsTakenOnce() {
    var note = new LogChunk(JOB, "acme", 1, "stdout", 0, 0, Instant.EPOCH, "dropped\n", true);
    ledger.enter(note);
    ledger.enter(note);

    assertEquals("dropped\n", textOf(ledger));
  }

  @Test
  void anotherTenantIsRefused() {
    assertFalse(ledger.enter(chunk("evil", 0, "mine\n", false)));
    assertTrue(ledger.rows().isEmpty());
  }

  @Test
  void theLimitCutsAtALineAndSaysSoOnce() {
    Ledger nearlyFull = ledger(Limits.JOB_LOG - 6);
    nearlyFull.enter(chunk("acme", 0, "one\ntwo\nthree\n", false));
    nearlyFull.enter(chunk("acme", 14, "four\n", true));

    assertEquals("one\n" + Ledger.LIMIT_LINE, textOf(nearlyFull));
    assertEquals(new SourceMark(19, true), nearlyFull.moved().get(STDOUT));
    assertTrue(nearlyFull.grown().iterator().next().truncated());
  }
}
