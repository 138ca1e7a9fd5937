package dev.sks.manager.jobs;

import dev.sks.contract.Shards;
import dev.sks.manager.etcd.Keys;
import java.util.Optional;

/** Names a job, and its keys in etcd. */
public record JobKey(String tenant, String id) {

  private static final String SPEC = "/spec";
  private static final String STATUS = "/status";

  public int shard() {
    return Shards.of(tenant);
  }

  public String spec() {
    return path() + SPEC;
  }

  public String status() {
    return path() + STATUS;
  }

  private String path() {
    return ofTenant(tenant) + id;
  }

  /** What the keys of a tenant's jobs begin with. */
  static String ofTenant(String tenant) {
    return Keys.jobs(Shards.of(tenant)) + tenant + "/";
  }

  /** The job whose status an etcd key holds; empty if it is no status. */
  static Optional<JobKey> ofStatus(String key) {
    String[] parts = key.split("/");
    boolean status = key.endsWith(STATUS) && parts.length == 8;
    return status ? Optional.of(new JobKey(parts[5], parts[6])) : Optional.empty();
  }
}
