package dev.sks.logs.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceTest {

  private Place place = Place.START;
  private final List<PodLine> taken = new ArrayList<>();

  private void take(PodLine... lines) {
    for (PodLine line : lines) {
      if (place.isBefore(line)) {
        taken.add(line);
        place = place.past(line);
      }
    }
  }

  private static PodLine line(long offset, long stamp) {
    return new PodLine(offset, stamp, "line\n");
  }

  @Test
  void aBatchThatComesTwiceIsTakenOnce() {
    take(line(0, 10), line(5, 11), line(9, 12));
    take(line(0, 10), line(5, 11), line(9, 12), line(20, 13));

    assertEquals(List.of(line(0, 10), line(5, 11), line(9, 12), line(20, 13)), taken);
  }

  @Test
  void aNewFileBeginsAtLaterStamps() {
    take(line(0, 10), line(500, 20), line(0, 21), line(7, 22));

    assertEquals(4, taken.size());
    assertEquals(new Place(7, 20, 22), place);
  }

  @Test
  void linesOfTheOlderFileThatComeAgainAreLeftOut() {
    take(line(0, 10), line(500, 20), line(0, 21), line(7, 22));
    take(line(0, 10), line(500, 20), line(0, 21), line(7, 22), line(9, 23));

    assertEquals(5, taken.size());
    assertEquals(line(9, 23), taken.get(4));
  }

  @Test
  void stampsMayBeSlightlyOutOfOrder() {
    take(line(0, 10), line(5, 12), line(9, 11), line(500, 20), line(0, 22), line(7, 21));
    take(line(7, 21), line(9, 30));

    assertEquals(7, taken.size());
    assertEquals(new Place(9, 20, 30), place);
  }

  @Test
  void equalStampsAreToldApartByPosition() {
    take(line(0, 10), line(5, 10), line(9, 10));
    take(line(5, 10), line(9, 10));

    assertEquals(3, taken.size());
  }
}
