package dev.sks.logs.collect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.base.json.BusJson;
import dev.sks.logs.refused.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of one poll, each an {@code ExportLogsServiceRequest} in OTLP's JSON: the lines that were
 * understood, and what was not. Of a record with both, the lines are taken.
 */
record PodBatch(List<PodLines> files, List<Refusal> refusals) {

  private static final String PATH = "log.file.path";
  private static final String OFFSET = "log.file.record_offset";

  static PodBatch of(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    var batch = new PodBatch(new ArrayList<>(), new ArrayList<>());
    records.forEach(batch::sort);
    return batch;
  }

  Set<PodFile> distinctFiles() {
    return files.stream().map(PodLines::file).collect(Collectors.toSet());
  }

  private void sort(ConsumerRecord<byte[], byte[]> record) {
    var faults = new ArrayList<String>();
    try {
      JsonNode resources = read(record.value()).path("resourceLogs");
      if (!resources.isArray()) {
        faults.add("not an ExportLogsServiceRequest: it has no resourceLogs");
      }
      resources.forEach(resource -> sort(record, resource, faults));
    } catch (IOException e) {
      faults.add("not JSON: " + e.getMessage().lines().findFirst().orElse("no message"));
    }
    if (!faults.isEmpty()) {
      String more = faults.size() > 1 ? " (and %d more)".formatted(faults.size() - 1) : "";
      refusals.add(new Refusal(record, faults.get(0) + more));
    }
  }

  private static JsonNode read(byte[] value) throws IOException {
    if (value == null) {
      throw new IOException("the record has no value");
    }
    return BusJson.MAPPER.readTree(value);
  }

  private void sort(ConsumerRecord<byte[], byte[]> record, JsonNode resource, List<String> faults) {
    String path = attribute(resource.path("resource"), PATH).path("stringValue").asText();
    Optional<PodFile> file = PodFile.of(path);
    if (file.isEmpty()) {
      faults.add(PATH + " is not of a container of an attempt");
    } else if (file.get().main()) {
      files.add(new PodLines(record, file.get(), lines(resource, faults)));
    }
  }

  private static List<PodLine> lines(JsonNode resource, List<String> faults) {
    var lines = new ArrayList<PodLine>();
    for (JsonNode scope : resource.path("scopeLogs")) {
      for (JsonNode line : scope.path("logRecords")) {
        long offset = attribute(line, OFFSET).path("intValue").asLong(-1);
        try {
          lines.add(PodLine.of(offset, line.path("body").path("stringValue").asText()));
        } catch (IllegalArgumentException e) {
          faults.add(e.getMessage());
        }
      }
    }
    return lines;
  }

  private static JsonNode attribute(JsonNode holder, String key) {
    return StreamSupport.stream(holder.path("attributes").spliterator(), false)
        .filter(attribute -> key.equals(attribute.path("key").asText()))
        .findFirst()
        .map(attribute -> attribute.path("value"))
        .orElse(BusJson.MAPPER.missingNode());
  }
}
