package dev.sks.auth.signup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignUpModeTest {

  @ParameterizedTest
  @CsvSource({
    "OFF,false,true",
    "OFF,true,true",
    "INVITE,false,true",
    "INVITE,true,false",
    "OPEN,false,false",
    "OPEN,true,false"
  })
  void whoMayNotSignUp(SignUpMode mode, boolean invited, boolean refused) {
    assertEquals(refused, SignUps.refuse(mode, invited).isPresent());
  }
}
