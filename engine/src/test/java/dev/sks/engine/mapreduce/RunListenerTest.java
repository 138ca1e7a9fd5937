package dev.sks.engine.mapreduce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.contract.FailureClass;
import dev.sks.engine.worker.AttemptFailedException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

class RunListenerTest {

  private final List<AttemptFailedException> failures = new ArrayList<>();
  private final RunListener listener = new RunListener(new Tally(), failures::add);

  @Test
  void passesOnWhatNoOtherRunCanMend() {
    listener.onTaskEnd(ended(new AttemptFailedException(FailureClass.INFRASTRUCTURE, "disk")));
    listener.onTaskEnd(ended(new IllegalStateException("network")));
    assertEquals(List.of(), failures);
    var user = new AttemptFailedException(FailureClass.USER_CODE, "KeyError: 'x'");
    listener.onTaskEnd(ended(new IllegalStateException(user)));
    assertEquals("KeyError: 'x'", failures.get(0).failure().message());
  }

  private static SparkListenerTaskEnd ended(Exception thrown) {
    var none = CollectionConverters.asScala(List.<AccumulableInfo>of()).toSeq();
    var reason = new ExceptionFailure(thrown, none);
    return new SparkListenerTaskEnd(0, 0, "ResultTask", reason, null, null, null);
  }
}
