package dev.sks.logs.ingest;

import dev.sks.base.json.BusJson;
import dev.sks.contract.LogChunk;
import dev.sks.logs.refused.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of one poll, those understood apart from those refused. */
record Batch(List<Arrival> arrivals, List<Refusal> refusals) {

  static Batch of(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    var batch = new Batch(new ArrayList<>(), new ArrayList<>());
    records.forEach(batch::sort);
    return batch;
  }

  private void sort(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      refusals.add(new Refusal(record, "the record has no value"));
      return;
    }
    try {
      LogChunk chunk = BusJson.read(record.value(), LogChunk.class);
      Optional<String> fault = ChunkRules.fault(chunk);
      if (fault.isPresent()) {
        refusals.add(new Refusal(record, fault.get()));
      } else {
        arrivals.add(new Arrival(record, chunk));
      }
    } catch (IOException e) {
      refusals.add(new Refusal(record, "not a LogChunk: " + firstLine(e.getMessage())));
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("no message");
  }
}
