package dev.sks.st;

import io.fabric8.kubernetes.api.model.authorization.v1.NonResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rights at the API server, as docs/operations.md says them: {@code group/resource[name]:verb},
 * without group those of the core, and {@code /path:verb}.
 *
 * @param rows by the account's cell of the table
 */
record Rights(Map<String, Set<String>> rows) {

  private static final String HEAD = "| account | resources | verbs |";

  /** Every account may ask what it may do, and who vouches for the cluster. */
  private static final Set<String> OF_EVERYBODY =
      Set.of(
          "authentication.k8s.io/selfsubjectreviews:create",
          "authorization.k8s.io/selfsubjectaccessreviews:create",
          "authorization.k8s.io/selfsubjectrulesreviews:create",
          "certificates.k8s.io/clustertrustbundles:get",
          "certificates.k8s.io/clustertrustbundles:list",
          "certificates.k8s.io/clustertrustbundles:watch");

  /** What a client asks to know what there is, and the cluster's public keys. */
  private static final String DISCOVERY =
      "/(apis?|openapi|version|healthz|livez|readyz|openid/v1/jwks"
          + "|\\.well-known/openid-configuration)(/\\*?)?:get";

  static Rights ofTheDocumentation() {
    var rows = new TreeMap<String, Set<String>>();
    try (var lines = Files.lines(StandaloneStack.ROOT.resolve("docs/operations.md"))) {
      var table =
          lines
              .dropWhile(line -> !line.equals(HEAD))
              .skip(2)
              .takeWhile(line -> line.startsWith("|"))
              .toList();
      String account = "";
      for (String line : table) {
        var cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
        account = cells.get(1).isEmpty() ? account : cells.get(1);
        rows.computeIfAbsent(account, name -> new TreeSet<>())
            .addAll(read(cells.get(2), cells.size() > 3 ? cells.get(3) : ""));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Rights(rows);
  }

  private static Set<String> read(String resources, String verbs) {
    var rights = new TreeSet<String>();
    for (String resource : resources.split(", ")) {
      for (String verb : verbs.split(", ")) {
        rights.add(resource + ":" + verb);
      }
    }
    rights.remove("none:");
    return rights;
  }

  /** Of the account whose cell is or begins so. */
  Set<String> of(String account) {
    var found = rows.keySet().stream().filter(cell -> cell.startsWith(account)).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(account + " is in rows " + found);
    }
    return rows.get(found.get(0));
  }

  /** What an account of one namespace may do in one, beyond what everybody may. */
  static Set<String> at(KubernetesClient kubernetes, String home, String account, String where) {
    var config =
        new ConfigBuilder(kubernetes.getConfiguration())
            .withImpersonateUsername("system:serviceaccount:" + home + ":" + account)
            .withImpersonateGroups(
                "system:serviceaccounts", "system:serviceaccounts:" + home, "system:authenticated")
            .build();
    var question =
        new SelfSubjectRulesReviewBuilder().withNewSpec().withNamespace(where).endSpec().build();
    var rights = new TreeSet<String>();
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      var answer = client.resource(question).create().getStatus();
      answer.getResourceRules().forEach(rule -> rights.addAll(spelled(rule)));
      answer.getNonResourceRules().forEach(rule -> rights.addAll(spelled(rule)));
    }
    rights.removeAll(OF_EVERYBODY);
    rights.removeIf(right -> right.matches(DISCOVERY));
    return rights;
  }

  static Set<String> spelled(ResourceRule rule) {
    var names = rule.getResourceNames().stream().map(name -> "[" + name + "]").toList();
    var rights = new TreeSet<String>();
    for (String group : rule.getApiGroups()) {
      for (String resource : rule.getResources()) {
        for (String name : names.isEmpty() ? List.of("") : names) {
          for (String verb : rule.getVerbs()) {
            rights.add((group.isEmpty() ? "" : group + "/") + resource + name + ":" + verb);
          }
        }
      }
    }
    return rights;
  }

  private static Set<String> spelled(NonResourceRule rule) {
    var rights = new TreeSet<String>();
    for (String path : rule.getNonResourceURLs()) {
      rule.getVerbs().forEach(verb -> rights.add(path + ":" + verb));
    }
    return rights;
  }
}
