package dev.sks.manager.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.contract.JobIds;
import dev.sks.manager.data.DataStores;
import dev.sks.manager.data.GivenResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

  private final List<AttemptRef> asked = new ArrayList<>();
  private final List<AttemptRef> removed = new ArrayList<>();

  /** Whichever is asked first can't be seen. */
  private record Hidden(AttemptRef ref, List<AttemptRef> asked, List<AttemptRef> removed)
      implements Leftover {

    @Override
    public boolean isRemovable() {
      asked.add(ref);
      if (asked.size() == 1) {
        throw new UnobservableException("the API server is away");
      }
      return true;
    }

    @Override
    public void remove() {
      removed.add(ref);
    }
  }

  @Test
  void oneThatCanNotBeSeenDoesNotKeepTheOthers(@TempDir Path folder) throws IOException {
    var leftovers = new Leftovers(DataStores.in(folder), new GivenResults());
    leftovers.remove(new Hidden(new AttemptRef("acme", JobIds.next(0), 1), asked, removed));
    leftovers.remove(new Hidden(new AttemptRef("acme", JobIds.next(0), 1), asked, removed));
    leftovers.removeWhatCanBe();
    assertEquals(List.of(asked.get(1)), removed);
    leftovers.removeWhatCanBe();
    assertEquals(List.of(asked.get(1), asked.get(0)), removed);
  }
}
