package dev.sks.auth.signup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameProposalTest {

  @ParameterizedTest
  @CsvSource({
    "Mary.Smith,mary-smith",
    "__octo__cat__,octo-cat",
    "Zoë Müller,zoe-muller",
    "ada@company.example,ada",
    "李,''",
    "'',''"
  })
  void aNameOfElsewhereBecomesOneOfOurs(String foreign, String ours) {
    assertEquals(ours, NameProposal.of(foreign));
  }

  @Test
  void aLongOneIsCut() {
    assertTrue(Names.isLabel(NameProposal.of("x".repeat(62) + ".y".repeat(50))));
  }
}
