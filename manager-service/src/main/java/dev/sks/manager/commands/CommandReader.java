package dev.sks.manager.commands;

import dev.sks.base.json.BusJson;
import dev.sks.contract.Command;
import dev.sks.contract.Command.SubmitJob;
import dev.sks.contract.JobIds;
import dev.sks.contract.Names;
import dev.sks.contract.Shards;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a command and checks what every command must have. */
final class CommandReader {

  private CommandReader() {}

  static Command read(ConsumerRecord<String, byte[]> record) throws IOException {
    if (record.value() == null) {
      throw new IOException("the record has no value");
    }
    Command command = BusJson.read(record.value(), Command.class);
    require(command.command() != null, "command is missing");
    require(command.subject() != null, "subject is missing");
    require(command.at() != null, "at is missing");
    require(JobIds.isValid(command.job()), "job is not a job id");
    require(Names.isLabel(command.tenant()), "tenant is not a name");
    require(
        Shards.of(command.tenant()) == record.partition(),
        "the tenant belongs to partition " + Shards.of(command.tenant()));
    require(!(command instanceof SubmitJob submit) || submit.spec() != null, "spec is missing");
    return command;
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }
}
