package dev.sks.auth.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectUrisTest {

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "http://127.0.0.1/cb,       http://127.0.0.1:4711/cb,     true",
    "http://127.0.0.1:80/cb,    http://127.0.0.1/cb,          true",
    "http://[::1]/cb,           http://[::1]:4711/cb,         true",
    "http://127.0.0.1/cb,       http://[::1]:4711/cb,         false",
    "http://[::1]/cb,           http://127.0.0.1:4711/cb,     false",
    "http://127.0.0.1/cb,       http://localhost:4711/cb,     false",
    "http://127.0.0.1/cb,       http://127.0.0.1:4711/other,  false",
    "http://127.0.0.1/cb,       https://127.0.0.1:4711/cb,    false",
    "http://127.0.0.1/cb,       http://127.0.0.1:4711/cb?a=b, false",
    "https://app.example/cb,    https://app.example/cb,       true",
    "https://app.example/cb,    https://app.example:8443/cb,  false",
  })
  void onlyThePortOfALoopbackAddressIsFree(URI registered, URI wanted, boolean same) {
    assertEquals(same, RedirectUris.isSame(registered, wanted));
  }
}
