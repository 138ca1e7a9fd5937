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

  /** The table in docs/operations.md. */
  static final TreeSet<String> MANAGER = manager();

  private Rights() {}

  private static TreeSet<String> manager() {
    var rights = new TreeSet<>(DRIVER);
    rights.addAll(List.of("pods/log:get", "events:list"));
    for (String verb : List.of("get", "list", "watch")) {
      rights.add("endpointslices:" + verb);
    }
    for (String verb : List.of("get", "list", "watch", "create", "patch", "delete")) {
      for (String resource :
          List.of(
              "namespaces",
              "serviceaccounts",
              "resourcequotas",
              "limitranges",
              "persistentvolumes",
              "persistentvolumeclaims",
              "roles",
              "rolebindings",
              "networkpolicies")) {
        rights.add(resource + ":" + verb);
      }
    }
    return rights;
  }

  /** Every account may ask what it may do. */
  static boolean isOfEverybody(List<String> groups) {
    return Set.of("authorization.k8s.io", "authentication.k8s.io", "certificates.k8s.io")
        .containsAll(groups);
  }
}
