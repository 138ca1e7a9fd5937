package dev.sks.manager.commands;

import dev.sks.contract.Command;
import dev.sks.contract.CommandAnswer;
import dev.sks.contract.CommandAnswer.Outcome;
import dev.sks.contract.DeadLetter;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Topics;
import dev.sks.manager.admission.UndecidedException;
import dev.sks.manager.bus.Bus;
import dev.sks.manager.etcd.EtcdUnavailableException;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.shards.OwnedShard;
import dev.sks.manager.shards.ShardLostException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** The commands of one owned shard, one after the other; shards don't wait for each other. */
class ShardCommands {

  private static final Logger LOG = Logger.getLogger(ShardCommands.class);
  private static final long RETRY_MILLIS = 500;

  private final OwnedShard shard;
  private final CommandHandler handler;
  private final JobStore store;
  private final Bus bus;
  private final ScheduledExecutorService pool;
  private final Deque<ConsumerRecord<String, byte[]>> waiting = new ArrayDeque<>();
  private boolean closed;

  ShardCommands(
      OwnedShard shard,
      CommandHandler handler,
      JobStore store,
      Bus bus,
      ScheduledExecutorService pool) {
    this.shard = shard;
    this.handler = handler;
    this.store = store;
    this.bus = bus;
    this.pool = pool;
  }

  OwnedShard shard() {
    return shard;
  }

  synchronized void add(List<ConsumerRecord<String, byte[]>> records) {
    boolean idle = waiting.isEmpty();
    waiting.addAll(records);
    if (idle && !closed) {
      pool.execute(this::next);
    }
  }

  synchronized int backlog() {
    return waiting.size();
  }

  synchronized void close() {
    closed = true;
    waiting.clear();
  }

  private void next() {
    ConsumerRecord<String, byte[]> record;
    synchronized (this) {
      record = waiting.peek();
    }
    if (record == null) {
      return;
    }
    try {
      apply(record);
      done();
    } catch (ShardLostException e) {
      LOG.infof("Commands dropped: %s", e.getMessage());
      close();
    } catch (EtcdUnavailableException | UndecidedException e) {
      again(record, e);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Command not applied shard=%d offset=%d", shard.number(), record.offset());
      again(record, e);
    }
  }

  private synchronized void done() {
    waiting.poll();
    if (!waiting.isEmpty()) {
      pool.execute(this::next);
    }
  }

  private void again(ConsumerRecord<String, byte[]> record, RuntimeException cause) {
    LOG.warnf(
        "Command will be tried again shard=%d offset=%d cause=%s",
        shard.number(), record.offset(), cause.getMessage());
    pool.schedule(this::next, RETRY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void apply(ConsumerRecord<String, byte[]> record) {
    Command command;
    try {
      command = CommandReader.read(record);
    } catch (IOException e) {
      setAside(record, e);
      return;
    }
    CommandAnswer answer;
    try {
      answer = handler.apply(shard, command, record.offset() + 1);
    } catch (EtcdUnavailableException | UndecidedException | ShardLostException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.errorf(e, "Command can't be applied job=%s command=%s", command.job(), command.command());
      setAside(record, e);
      answer =
          CommandHandler.answer(
              command,
              Outcome.REFUSED,
              ProblemType.INTERNAL.with(
                  "The command was set aside; tell the operator its id " + command.command()));
    }
    bus.send(Topics.COMMAND_ANSWERS, command.job(), answer);
  }

  /** The dead letter is on Kafka before the offset moves, so none is lost. */
  private void setAside(ConsumerRecord<String, byte[]> record, Exception cause) {
    var letter =
        DeadLetter.of(
            record.topic(),
            record.partition(),
            record.offset(),
            record.key(),
            record.value(),
            cause.getClass().getSimpleName() + ": " + cause.getMessage());
    bus.send(Topics.DEAD_LETTERS, letter.key(), letter).join();
    store.moveOffset(shard, record.offset() + 1);
    LOG.warnf(
        "Command set aside shard=%d offset=%d cause=%s",
        shard.number(), record.offset(), letter.cause());
  }
}
