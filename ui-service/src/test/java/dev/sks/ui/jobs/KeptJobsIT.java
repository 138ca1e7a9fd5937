package dev.sks.ui.jobs;

import static org.hamcrest.Matchers.equalTo;

import dev.sks.base.json.BusJson;
import dev.sks.contract.Limits;
import dev.sks.ui.played.GatewayIT;
import dev.sks.ui.played.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeptJobsIT extends GatewayIT {

  private static final String KEEP =
      """
      insert into jobs (id, tenant, submitted_by, submitted_at, name, state, generation, spec,
                        status)
      select $1::text || $2::text || n, $1, 'ann', now(), 'kept', $2, 4, repeat('x', $3), '{}'
      from generate_series(1, $4) n
      """;

  @Inject Pool pool;

  @Test
  void aTenantHasSoManyJobs() {
    keep("many", "Succeeded", 10, Limits.TENANT_JOBS - 1);
    keep("many", "Rejected", 10, 1000);
    String last = submit("many", "last").statusCode(201).extract().path("id");
    submit("many", "one-more").statusCode(429).body("code", equalTo("too-many-jobs"));
    submit("many", "last").statusCode(200).body("id", equalTo(last));
    submit("others", "first").statusCode(201);
  }

  @Test
  void aTenantHasSpecsOfSoManyBytes() {
    int size = 1024 * 1024;
    keep("large", "Succeeded", size, (int) (Limits.TENANT_SPECS / size));
    submit("large", "one-more").statusCode(429).body("code", equalTo("too-many-jobs"));
  }

  private void keep(String tenant, String state, int bytes, int jobs) {
    pool.preparedQuery(KEEP).execute(Tuple.of(tenant, state, bytes, jobs)).await().indefinitely();
  }

  private static ValidatableResponse submit(String tenant, String key) {
    return as(Tokens.of(tenant, "member"))
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", key)
        .body(BusJson.write(spec("count")))
        .post("/v1/jobs")
        .then();
  }
}
