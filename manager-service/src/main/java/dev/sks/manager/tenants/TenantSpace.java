package dev.sks.manager.tenants;

import dev.sks.contract.TenantState;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Where a tenant's pods live. */
interface TenantSpace {

  /**
   * Begins to look at the cluster.
   *
   * @param changed is told the tenant of everything that changed
   * @param allChanged is told when something changed that is every tenant's matter
   * @throws IOException if what is configured can't be read
   */
  void open(Consumer<String> changed, Runnable allChanged) throws IOException;

  /** Whether all there is was seen; before, nothing else may be asked. */
  boolean isSeen();

  /**
   * Brings it to what it should be.
   *
   * @param end when it will go, if the tenant is deleted
   * @throws ObstacleException if something is in the way that people must remove
   */
  void keep(TenantState tenant, Optional<Instant> end);

  /** Takes the next step to its removal; whether nothing of it is left. */
  boolean remove(TenantState tenant);
}
