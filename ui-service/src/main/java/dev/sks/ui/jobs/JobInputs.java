package dev.sks.ui.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import dev.sks.ui.proxy.Upstream;
import dev.sks.ui.proxy.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Inputs that come with their job, at the manager. */
@ApplicationScoped
class JobInputs {

  private static final Logger LOG = Logger.getLogger(JobInputs.class);

  private final Upstream manager;
  private final ObjectMapper json;

  JobInputs(Upstreams upstreams, ObjectMapper json) {
    this.manager = upstreams.manager();
    this.json = json;
  }

  InputUpload open(String job, String bearer) {
    var opened =
        request(HttpMethod.PUT, job, bearer)
            .map(
                out ->
                    out.setChunked(true)
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream"));
    return new InputUpload(opened, this::problemOf, manager.unreachable());
  }

  void takeBack(String job, String bearer) {
    request(HttpMethod.DELETE, job, bearer)
        .compose(HttpClientRequest::send)
        .onFailure(e -> LOG.warnf("Input stays job=%s cause=%s", job, e.getMessage()));
  }

  private Future<HttpClientRequest> request(HttpMethod method, String job, String bearer) {
    return manager
        .open(method, "/v1/jobs/" + job + "/input")
        .map(out -> out.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + bearer));
  }

  private Problem problemOf(Buffer body) {
    try {
      return json.readValue(body.getBytes(), Problem.class);
    } catch (IOException e) {
      LOG.warnf("Input refused without a problem cause=%s", e.getMessage());
      return ProblemType.INTERNAL.with("The input could not be stored: try again.");
    }
  }
}
