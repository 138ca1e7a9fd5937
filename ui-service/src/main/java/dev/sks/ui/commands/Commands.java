package dev.sks.ui.commands;

import dev.sks.base.json.BusJson;
import dev.sks.contract.Command;
import dev.sks.contract.Shards;
import dev.sks.contract.Topics;
import dev.sks.ui.bus.BusProducer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts commands into their tenant's shard. */
@ApplicationScoped
public class Commands {

  private final BusProducer producer;

  Commands(BusProducer producer) {
    this.producer = producer;
  }

  /** Fails with {@link dev.sks.ui.bus.NotTakenException} if Kafka does not take it. */
  public Uni<Void> send(Command command) {
    return producer.send(
        new ProducerRecord<>(
            Topics.COMMANDS_NAME,
            Shards.of(command.tenant()),
            command.job().getBytes(StandardCharsets.UTF_8),
            BusJson.write(command)));
  }
}
