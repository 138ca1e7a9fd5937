package dev.sks.manager.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sks.base.problem.ProblemException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=2-4, 2, 3",
    "bytes=4-, 4, 6",
    "bytes=-3, 7, 3",
    "bytes=-30, 0, 10",
    "bytes=5-99999, 5, 5"
  })
  void readsOneRange(String header, long offset, long length) {
    assertEquals(Optional.of(new ByteRange(offset, length)), ByteRange.of(header, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=5-3", "nonsense"})
  void ignoresWhatItMayIgnore(String header) {
    assertEquals(Optional.empty(), ByteRange.of(header, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=11-12", "bytes=-0"})
  void refusesWhatIsOutside(String header) {
    assertThrows(ProblemException.class, () -> ByteRange.of(header, 10));
  }
}
