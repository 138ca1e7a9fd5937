package dev.sks.st;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rights of accounts, as {@code resource:verb}. */
final class Rights {

  /** What Spark does in a driver with executors, found by running it with less. */
  static final TreeSet<String> DRIVER =
      new TreeSet<>(
          List.of(
              "pods:create",
              "pods:get",
              "pods:list",
              "pods:watch",
              "pods:delete",
              "pods:deletecollection"));

  private Rights() {}

  /** Every account may ask what it may do. */
  static boolean isOfEverybody(List<String> groups) {
    return Set.of("authorization.k8s.io", "authentication.k8s.io", "certificates.k8s.io")
        .containsAll(groups);
  }
}
