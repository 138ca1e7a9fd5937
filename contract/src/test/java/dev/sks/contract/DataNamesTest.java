package dev.sks.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kjv.txt",
        "books/kjv.txt",
        "a b",
        "Ünïcode/…",
        "a..b",
        ".jobs/a0000000000000000000000000/input"
      })
  void goodNames(String name) {
    assertEquals(Optional.empty(), DataNames.whatIsWrong(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "../x",
        "a/../b",
        "a/./b",
        "a//b",
        "a/",
        ".hidden",
        "a/.b",
        "a\\b",
        "a\0b",
        "a\nb",
        ".jobs/x/input",
        ".jobs/a0000000000000000000000000/../x",
        ".jobs/"
      })
  void badNames(String name) {
    assertTrue(DataNames.whatIsWrong(name).isPresent());
  }

  @Test
  void longNames() {
    assertTrue(DataNames.whatIsWrong("a".repeat(5000)).isPresent());
    assertTrue(DataNames.whatIsWrong("a".repeat(201)).isPresent());
    assertEquals(Optional.empty(), DataNames.whatIsWrong("a".repeat(200)));
  }

  @Test
  void theInputOfAJobIsAGoodName() {
    assertEquals(
        Optional.empty(),
        DataNames.whatIsWrong(DataNames.jobInput(JobIds.next(1_800_000_000_000L))));
  }
}
