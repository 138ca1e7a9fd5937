package dev.sks.logs.collect;

import dev.sks.logs.refused.Refusal;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Lines of one file that a record brought. */
record PodLines(ConsumerRecord<byte[], byte[]> record, PodFile file, List<PodLine> lines) {

  Refusal refuse(String cause) {
    return new Refusal(record, cause);
  }
}
