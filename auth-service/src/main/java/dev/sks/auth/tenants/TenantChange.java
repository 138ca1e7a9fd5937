package dev.sks.auth.tenants;

import dev.sks.auth.door.Fields;
import dev.sks.contract.TenantQuota;

/** What a PATCH may change. */
public record TenantChange(QuotaChange quota) {

  void check() {
    var fields = Fields.of(this).present("quota", quota);
    if (quota != null) {
      // A null field of a change means "as before", which is right; a 0 means nothing.
      fields.check(quota.pods() == null || quota.pods() > 0, "quota.pods", "must be at least 1");
      quota
          .on(TenantQuota.DEFAULT)
          .violations("quota")
          .forEach(wrong -> fields.check(false, wrong.field(), wrong.message()));
    }
    fields.done();
  }
}
