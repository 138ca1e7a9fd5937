package dev.sks.manager.launch.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.FailureClass;
import dev.sks.manager.launch.Observation;
import dev.sks.manager.launch.Observation.Ended;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statuses as a kubelet and a control plane of Kubernetes 1.34 write them. */
class PodObserverTest {

  private static final String TAINTED =
      "'conditions': [{'type': 'DisruptionTarget', 'status': 'True',"
          + " 'reason': 'DeletionByTaintManager', 'message': 'deleting due to NoExecute taint'}]";

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4})
  void whatTheEngineSaidNeedsNoWords(int code) {
    Ended ended = ended("'phase': 'Failed', " + terminated(code, "Error", "last line"));
    assertEquals(code, ended.exitCode());
    assertNull(ended.failure());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1   | Error             | boom             | LOST           | exit code 1.",
        "137 | Error             |                  | LOST           | ended by signal 9.",
        "137 | OOMKilled         |                  | OUT_OF_MEMORY  | memory limit of 1152Mi.",
        "134 | Error             | OutOfMemoryError | OUT_OF_MEMORY  | more than its heap.",
        "128 | StartError        | exec: no entry   | INFRASTRUCTURE | StartError: exec: no entry",
        "128 | ContainerCannotRun | no such file    | INFRASTRUCTURE | no such file"
      })
  void aDeathWithoutAWordIsExplained(
      int code, String reason, String message, FailureClass type, String words) {
    Ended ended = ended("'phase': 'Failed', " + terminated(code, reason, message));
    assertEquals(code, ended.exitCode());
    assertEquals(type, ended.failure().failure());
    assertTrue(ended.failure().message().contains(words), ended.failure().message());
    assertEquals(message, ended.failure().traceback());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Evicted          | The node was low on resource: memory. | INFRASTRUCTURE",
        "DeadlineExceeded | Pod was active on the node too long.  | DEADLINE",
        "OutOfcpu         | Node didn't have enough resource: cpu | INFRASTRUCTURE",
        "NodeShutdown     | Pod was rejected as the node is going | INFRASTRUCTURE"
      })
  void whatBefellTheWholePodIsQuoted(String reason, String message, FailureClass type) {
    String status = "'phase': 'Failed', 'reason': \"%s\", 'message': \"%s\"";
    Ended ended = ended(status.formatted(reason, message));
    assertEquals(type, ended.failure().failure());
    assertTrue(ended.failure().message().endsWith(reason + ": " + message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ErrImagePull",
        "ImagePullBackOff",
        "ErrImageNeverPull",
        "CreateContainerConfigError"
      })
  void whatHindersAContainerIsNoEnd(String reason) {
    assertEquals(Optional.of(reason + ": why"), observe(waiting(reason)).hindrance());
    assertInstanceOf(Observation.Alive.class, observe(waiting(reason)));
  }

  @Test
  void aNameThatIsNoneIsTheEnd() {
    Ended ended = ended(waiting("InvalidImageName"));
    assertEquals(FailureClass.INFRASTRUCTURE, ended.failure().failure());
  }

  @Test
  void theSchedulersWordsAreQuoted() {
    String status =
        "'phase': 'Pending', 'conditions': [{'type': 'PodScheduled', 'status': 'False',"
            + " 'reason': 'Unschedulable', 'message': '0/1 nodes are available'}]";
    assertEquals(
        Optional.of("Unschedulable: 0/1 nodes are available"), observe(status).hindrance());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'phase': 'Pending'",
        "'phase': 'Pending', 'containerStatuses': [{'state': {'waiting': {'reason':"
            + " 'ContainerCreating'}}}]",
        "'phase': 'Running', 'containerStatuses': [{'state': {'running': {}}}]"
      })
  void aPodOnItsWayIsNotHindered(String status) {
    assertEquals(new Observation.Alive(), observe(status));
  }

  @Test
  void aDriverOnALostNodeHasEnded() {
    Pod pod = pod("'phase': 'Running', " + running() + ", " + TAINTED);
    assertInstanceOf(Observation.Alive.class, PodObserver.observe(pod));
    pod.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    var ended = assertInstanceOf(Ended.class, PodObserver.observe(pod));
    assertEquals(FailureClass.INFRASTRUCTURE, ended.failure().failure());
    assertTrue(ended.failure().message().contains("NoExecute taint"));
  }

  @Test
  void aDriverThatIsDeletedLivesUntilItIsGone() {
    Pod pod = pod("'phase': 'Running', " + running());
    pod.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    assertInstanceOf(Observation.Alive.class, PodObserver.observe(pod));
    Ended ended = PodObserver.removed(pod);
    assertEquals("The driver's pod was deleted while it ran.", ended.failure().message());
  }

  @Test
  void oneRunningExecutorIsEnough() {
    Pod waits = pod(waiting("ImagePullBackOff"));
    Pod runs = pod("'phase': 'Running', " + running());
    assertEquals(
        Optional.of("no executor can run: ImagePullBackOff: why"),
        ExecutorsHindrance.words(List.of(waits)));
    assertEquals(Optional.empty(), ExecutorsHindrance.words(List.of(waits, runs)));
    assertEquals(Optional.empty(), ExecutorsHindrance.words(List.of()));
  }

  private static String running() {
    return "'containerStatuses': [{'state': {'running': {}}}]";
  }

  private static String waiting(String reason) {
    return "'phase': 'Pending', 'containerStatuses': [{'state': {'waiting': {'reason': '"
        + reason
        + "', 'message': 'why'}}}]";
  }

  private static String terminated(int code, String reason, String message) {
    String said = message == null ? "" : ", 'message': '" + message + "'";
    return "'containerStatuses': [{'state': {'terminated': {'exitCode': %d, 'reason': '%s'%s}}}]"
        .formatted(code, reason, said);
  }

  private static Ended ended(String status) {
    return assertInstanceOf(Ended.class, observe(status));
  }

  private static Observation observe(String status) {
    return PodObserver.observe(pod(status));
  }

  private static Pod pod(String status) {
    String yaml =
        "---\n{'apiVersion': 'v1', 'kind': 'Pod', 'metadata': {'name': 'sks-x-1'}, 'spec':"
            + " {'containers': [{'name': 'driver', 'resources': {'limits': {'memory':"
            + " '1152Mi'}}}]}, 'status': {"
            + status
            + "}}";
    return Serialization.unmarshal(yaml, Pod.class);
  }
}
