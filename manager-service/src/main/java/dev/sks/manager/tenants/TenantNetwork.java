package dev.sks.manager.tenants;

import dev.sks.manager.cluster.Words;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whom a tenant's pods reach: each other, DNS, and, drivers only, the manager and the API server.
 * Everything is written out as the API server would complete it, so that an edit shows.
 */
final class TenantNetwork {

  private static final LabelSelector ALL = new LabelSelector();
  private static final LabelSelector DRIVERS =
      new LabelSelectorBuilder().withMatchLabels(Map.of(Words.ROLE, Words.DRIVER)).build();
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  /** Of the usual cluster and of OpenShift, and the address of a DNS cache on every node. */
  private static final List<String> DNS_NAMESPACES = List.of("kube-system", "openshift-dns");

  private static final String NODE_LOCAL_DNS = "169.254.20.10/32";
  private static final List<NetworkPolicyPort> DNS_PORTS =
      List.of(port("UDP", 53), port("TCP", 53), port("UDP", 5353), port("TCP", 5353));

  private TenantNetwork() {}

  static List<HasMetadata> of(Stamp stamp, ManagerAddress manager, ApiServer apiServer) {
    return List.of(
        deny(stamp),
        among(stamp),
        egress(stamp, "dns", ALL, dns()),
        egress(stamp, "manager", DRIVERS, manager(manager)),
        apiServer.addresses().isEmpty()
            ? egress(stamp, "api-server", DRIVERS)
            : egress(stamp, "api-server", DRIVERS, apiServer(apiServer)));
  }

  private static NetworkPolicy deny(Stamp stamp) {
    return new NetworkPolicyBuilder()
        .withMetadata(stamp.in("sks-tenant-deny"))
        .withNewSpec()
        .withPodSelector(ALL)
        .withPolicyTypes("Ingress", "Egress")
        .endSpec()
        .build();
  }

  private static NetworkPolicy among(Stamp stamp) {
    NetworkPolicyPeer each = new NetworkPolicyPeerBuilder().withPodSelector(ALL).build();
    return new NetworkPolicyBuilder()
        .withMetadata(stamp.in("sks-tenant-among"))
        .withNewSpec()
        .withPodSelector(ALL)
        .withPolicyTypes("Ingress", "Egress")
        .withIngress(new NetworkPolicyIngressRuleBuilder().withFrom(each).build())
        .withEgress(new NetworkPolicyEgressRuleBuilder().withTo(each).build())
        .endSpec()
        .build();
  }

  private static NetworkPolicy egress(
      Stamp stamp, String name, LabelSelector pods, NetworkPolicyEgressRule... rules) {
    return new NetworkPolicyBuilder()
        .withMetadata(stamp.in("sks-tenant-" + name))
        .withNewSpec()
        .withPodSelector(pods)
        .withPolicyTypes("Egress")
        .withEgress(rules)
        .endSpec()
        .build();
  }

  private static NetworkPolicyEgressRule dns() {
    Stream<NetworkPolicyPeer> pods = DNS_NAMESPACES.stream().map(name -> podsOf(name, null));
    return new NetworkPolicyEgressRuleBuilder()
        .withTo(Stream.concat(pods, Stream.of(block(NODE_LOCAL_DNS))).toList())
        .withPorts(DNS_PORTS)
        .build();
  }

  private static NetworkPolicyEgressRule manager(ManagerAddress manager) {
    LabelSelector pods = new LabelSelectorBuilder().withMatchLabels(manager.labels()).build();
    return new NetworkPolicyEgressRuleBuilder()
        .withTo(podsOf(manager.namespace(), pods))
        .withPorts(port("TCP", manager.port()))
        .build();
  }

  private static NetworkPolicyEgressRule apiServer(ApiServer apiServer) {
    return new NetworkPolicyEgressRuleBuilder()
        .withTo(
            apiServer.addresses().stream()
                .map(address -> block(address + (address.contains(":") ? "/128" : "/32")))
                .toList())
        .withPorts(apiServer.ports().stream().map(port -> port("TCP", port)).toList())
        .build();
  }

  private static NetworkPolicyPeer podsOf(String namespace, LabelSelector pods) {
    return new NetworkPolicyPeerBuilder()
        .withNewNamespaceSelector()
        .withMatchLabels(Map.of(NAMESPACE_NAME, namespace))
        .endNamespaceSelector()
        .withPodSelector(pods)
        .build();
  }

  private static NetworkPolicyPeer block(String cidr) {
    return new NetworkPolicyPeerBuilder().withNewIpBlock().withCidr(cidr).endIpBlock().build();
  }

  private static NetworkPolicyPort port(String protocol, int number) {
    return new NetworkPolicyPortBuilder()
        .withProtocol(protocol)
        .withPort(new IntOrString(number))
        .build();
  }
}
