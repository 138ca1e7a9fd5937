package dev.sks.ui.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginsTest {

  private static final List<String> SAID = List.of("6.6.6.6, 192.0.2.7", "198.51.100.1 ");

  @Test
  void theNearestProxyIsBelievedAndNobodyBefore() {
    assertEquals(Optional.of("198.51.100.1"), new Origins(true, 1).forwarded(SAID));
  }

  @Test
  void ofSomeProxiesTheFirstKnowsTheClient() {
    assertEquals(Optional.of("192.0.2.7"), new Origins(true, 2).forwarded(SAID));
    assertEquals(Optional.of("6.6.6.6"), new Origins(true, 9).forwarded(SAID));
  }

  @Test
  void withoutProxyOrWordOfItThePeerIsTheClient() {
    assertEquals(Optional.empty(), new Origins(false, 1).forwarded(SAID));
    assertEquals(Optional.empty(), new Origins(true, 1).forwarded(List.of()));
    assertEquals(Optional.empty(), new Origins(true, 1).forwarded(List.of(" , ")));
  }

  @Test
  void lessThanOneProxyIsAMistake() {
    assertThrows(IllegalStateException.class, () -> new Origins(true, 0));
  }
}
