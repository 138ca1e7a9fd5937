package dev.sks.auth.tenants;

import dev.sks.auth.door.Fields;
import dev.sks.contract.TenantQuota;

/**
 * A tenant to create.
 *
 * @param quota what is left out of it, or all of it, is as usual
 */
public record NewTenant(String name, TenantQuota quota) {

  void check() {
    var fields = Fields.of(this).label("name", name);
    if (quota != null) {
      quota
          .violations("quota")
          .forEach(wrong -> fields.check(false, wrong.field(), wrong.message()));
    }
    fields.done();
  }

  TenantQuota quotaOrDefault() {
    return quota == null ? TenantQuota.DEFAULT : quota;
  }
}
