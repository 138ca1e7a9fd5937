package dev.sks.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Who may do what at Kafka, as docs/security.md says it. */
record KafkaRights(Set<Right> rights) {

  /** A letter of a table. */
  record Right(String principal, ResourceType type, String resource, AclOperation operation)
      implements Comparable<Right> {

    /** {@code Read} and {@code Write} bring {@code Describe}. */
    AclBinding binding() {
      return new AclBinding(
          new ResourcePattern(type, resource, PatternType.LITERAL),
          new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW));
    }

    @Override
    public int compareTo(Right other) {
      return toString().compareTo(other.toString());
    }
  }

  private static final Map<String, AclOperation> LETTERS =
      Map.of("R", AclOperation.READ, "W", AclOperation.WRITE, "C", AclOperation.CREATE);
  private static final Pattern HEAD = Pattern.compile("\\| topic \\|(.*)\\|");
  private static final Pattern TOPIC = Pattern.compile("\\| `(sks\\.[a-z-]+)` \\|(.*)\\|");
  private static final Pattern BESIDE =
      Pattern.compile("\\| `(sks-[a-z]+)` \\| (topic|group) `([a-z.-]+)` \\|(.*)\\|");

  static KafkaRights ofTheDocumentation() {
    var rights = new TreeSet<Right>();
    List<String> services = new ArrayList<>();
    try (var lines = Files.lines(StandaloneStack.ROOT.resolve("docs/security.md"))) {
      lines.forEach(
          line -> {
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
              services.addAll(cells(head.group(1)));
            }
            Matcher topic = TOPIC.matcher(line);
            if (topic.matches()) {
              List<String> cells = cells(topic.group(2));
              for (int i = 0; i < services.size(); i++) {
                String principal = "sks-" + services.get(i);
                rights.addAll(read(principal, ResourceType.TOPIC, topic.group(1), cells.get(i)));
              }
            }
            Matcher beside = BESIDE.matcher(line);
            if (beside.matches()) {
              var type = ResourceType.fromString(beside.group(2));
              rights.addAll(read(beside.group(1), type, beside.group(3), beside.group(4)));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new KafkaRights(rights);
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
  }

  private static List<Right> read(
      String principal, ResourceType type, String resource, String letters) {
    return Arrays.stream(letters.strip().split(" "))
        .filter(letter -> !letter.isEmpty())
        .map(letter -> new Right(principal, type, resource, LETTERS.get(letter)))
        .toList();
  }

  Set<String> principals() {
    return rights.stream().map(Right::principal).collect(Collectors.toCollection(TreeSet::new));
  }

  /** What there is of this type, whoever may do something with it. */
  Set<String> resources(ResourceType type) {
    return rights.stream()
        .filter(right -> right.type() == type)
        .map(Right::resource)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every topic or group the principal may not do this with. */
  List<String> without(String principal, ResourceType type, AclOperation operation) {
    return resources(type).stream()
        .filter(resource -> !rights.contains(new Right(principal, type, resource, operation)))
        .toList();
  }

  List<AclBinding> bindings() {
    return rights.stream().map(Right::binding).toList();
  }
}
