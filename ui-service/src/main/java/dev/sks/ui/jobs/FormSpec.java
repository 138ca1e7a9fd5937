package dev.sks.ui.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.DataNames;
import dev.sks.contract.JobSpec;
import dev.sks.contract.MapReduceSpec;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Violation;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Makes a job's spec of a form's parts. */
@ApplicationScoped
class FormSpec {

  private final ObjectMapper json;
  private final SpecReader specs;

  FormSpec(ObjectMapper json, SpecReader specs) {
    this.json = json;
    this.specs = specs;
  }

  JobSpec of(FormParts parts, String job) throws IOException {
    var tree = others(parts.texts().get(SubmitForm.SPEC));
    if (!tree.has("kind")) {
      tree.put("kind", MapReduceSpec.KIND);
    }
    absent(tree, "program", "comes as the parts mapper and reducer");
    var program = tree.putObject("program").put("type", "python");
    for (String name : SubmitForm.SOURCES) {
      var source = parts.texts().get(name);
      if (source != null) {
        program.put(name, utf8(name, source));
      }
    }
    Optional<String> ownInput = parts.inputHash().map(hash -> DataNames.jobInput(job));
    ownInput.ifPresent(
        name -> {
          absent(tree, "inputs", "can't be given together with the part input");
          tree.putArray("inputs").add(name);
        });
    var spec = specs.read(tree);
    specs.check(spec, ownInput);
    return spec;
  }

  private ObjectNode others(Buffer spec) throws IOException {
    if (spec == null) {
      return json.createObjectNode();
    }
    if (json.readTree(spec.getBytes()) instanceof ObjectNode object) {
      return object;
    }
    throw invalid(SubmitForm.SPEC, "is a JSON object");
  }

  private static void absent(ObjectNode tree, String field, String message) {
    if (tree.has(field)) {
      throw invalid(SubmitForm.SPEC + "." + field, message);
    }
  }

  private static String utf8(String name, Buffer source) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(source.getBytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw invalid(name, "is UTF-8 text");
    }
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(
        ProblemType.INVALID_REQUEST,
        "'" + field + "' " + message + ".",
        List.of(new Violation(field, message)));
  }
}
