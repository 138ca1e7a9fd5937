package dev.sks.manager.tenants;

import dev.sks.contract.TenantState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** One namespace for all: what is in it came with the product, and no tenant has a part of it. */
@ApplicationScoped
class SharedSpace implements TenantSpace {

  @Override
  public void open(Consumer<String> changed, Runnable allChanged) {}

  @Override
  public boolean isSeen() {
    return true;
  }

  @Override
  public void keep(TenantState tenant, Optional<Instant> end) {}

  @Override
  public boolean remove(TenantState tenant) {
    return true;
  }
}
