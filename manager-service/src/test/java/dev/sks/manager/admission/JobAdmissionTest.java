package dev.sks.manager.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import dev.sks.contract.RunPolicy;
import dev.sks.manager.Gateway;
import dev.sks.manager.data.DataStore;
import dev.sks.manager.data.DataStores;
import dev.sks.manager.python.PythonInterpreters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobAdmissionTest {

  @TempDir private Path folder;

  @Test
  void aVolumeThatFailsDecidesNothing() throws IOException {
    DataStore data = DataStores.in(folder.resolve("data"));
    var admission = admission(data, Optional.empty());
    var spec = Gateway.spec("a.txt", RunPolicy.DEFAULT);
    assertEquals("input-missing", admission.refusal("team", spec).orElseThrow().code());
    Files.createSymbolicLink(data.folder("team"), data.folder("team"));
    assertThrows(UndecidedException.class, () -> admission.refusal("team", spec));
  }

  @Test
  void aJobWithoutRoomIsRefused() throws IOException {
    var shortage = ProblemType.OVER_QUOTA.with("too large");
    var admission = admission(DataStores.in(folder.resolve("data")), Optional.of(shortage));
    var spec = Gateway.spec("a.txt", RunPolicy.DEFAULT);
    assertEquals(Optional.of(shortage), admission.refusal("team", spec));
  }

  private JobAdmission admission(DataStore data, Optional<Problem> shortage) throws IOException {
    var checker = new PythonChecker(PythonInterpreters.in(folder.resolve("work")));
    return new JobAdmission((tenant, spec) -> shortage, data, checker);
  }
}
