package dev.sks.ui.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.DataNames;
import dev.sks.contract.JobSpec;
import dev.sks.contract.Limits;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and checks what a client wants done. */
@ApplicationScoped
class SpecReader {

  private final ObjectMapper json;

  SpecReader(ObjectMapper json) {
    this.json = json;
  }

  /** A JSON body as it came; {@link JsonProcessingException} if it is not a spec. */
  JobSpec read(byte[] body) throws IOException {
    return present(json.readValue(body, JobSpec.class));
  }

  JobSpec read(JsonNode tree) throws JsonProcessingException {
    return present(json.treeToValue(tree, JobSpec.class));
  }

  /** Fails with a problem that names every field at fault. */
  void check(JobSpec spec, Optional<String> ownInput) {
    var errors = new ArrayList<Violation>(spec.violations());
    for (int i = 0; i < spec.inputs().size(); i++) {
      String input = spec.inputs().get(i);
      if (input != null && DataNames.isJobInput(input) && !ownInput.equals(Optional.of(input))) {
        errors.add(new Violation("inputs[" + i + "]", "names in .jobs/ are SKS's own"));
      }
    }
    if (!errors.isEmpty()) {
      throw invalid("The job's spec is not valid: see errors.", errors);
    }
  }

  Optional<String> key(String header) {
    if (header == null) {
      return Optional.empty();
    }
    if (header.isBlank() || header.length() > Limits.IDEMPOTENCY_KEY) {
      throw invalid(
          "The Idempotency-Key has 1 to " + Limits.IDEMPOTENCY_KEY + " characters.",
          List.of(new Violation("Idempotency-Key", "1 to 255 characters")));
    }
    return Optional.of(header);
  }

  private static JobSpec present(JobSpec spec) {
    if (spec == null) {
      throw invalid("A JSON object with the job's spec is needed; see /openapi.", List.of());
    }
    return spec;
  }

  private static ProblemException invalid(String detail, List<Violation> errors) {
    return new ProblemException(ProblemType.INVALID_REQUEST, detail, errors);
  }
}
