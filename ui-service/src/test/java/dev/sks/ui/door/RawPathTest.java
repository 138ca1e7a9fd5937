package dev.sks.ui.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/data/../x",
        "/v1/data/%2e%2e%2fx",
        "/v1/data/a/./b",
        "/v1/data//etc",
        "//v1/jobs",
        "/v1/data/a%00b",
        "/v1/data/%zz",
        "/v1/data/a%2",
        "/v1/data/%ff",
        "/v1/data/..%5cx",
        "*"
      })
  void crooked(String path) {
    assertTrue(RawPath.isCrooked(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1/data", "/v1/data/", "/v1/data/a%2Fb", "/v1/data/%C3%A9..x"})
  void straight(String path) {
    assertFalse(RawPath.isCrooked(path));
  }

  @Test
  void decodesOnce() {
    assertEquals(Optional.of("a%2Fb é+"), RawPath.decode("a%252Fb%20%C3%A9+"));
    assertEquals("a%252Fb%20%C3%A9%2B/c", RawPath.encode("a%2Fb é+/c"));
  }
}
