package dev.sks.ui.played;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

import dev.sks.base.json.BusJson;
import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.JobSpec;
import dev.sks.contract.MapReduceSpec;
import dev.sks.contract.Program;
import dev.sks.contract.Topics;
import dev.sks.embedded.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** A gateway with real stores, and its peers played. */
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = {
      @ResourceArg(name = "postgres", value = "sks_ui"),
      @ResourceArg(name = "kafka", value = "true")
    })
@QuarkusTestResource(PeersResource.class)
public abstract class GatewayIT {

  protected static final String TENANT = "acme";

  private static PlayedManager played;

  @BeforeEach
  void play() throws InterruptedException {
    if (played == null) {
      // The manager's topics come into being after the gateway has subscribed to them.
      CDI.current()
          .select(TopicCreator.class)
          .get()
          .ensure(List.of(Topics.JOB_EVENTS, Topics.COMMAND_ANSWERS, Topics.JOB_PROGRESS));
      played = new PlayedManager();
      // A first answer may take longer than the gateway waits for one.
      await("an answer in time")
          .atMost(Duration.ofMinutes(2))
          .until(() -> post(spec("warm-up")).statusCode() == 201);
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (played != null) {
      played.close();
    }
    played = null;
  }

  protected static PlayedManager manager() {
    return played;
  }

  protected static RequestSpecification member() {
    return as(Tokens.of(TENANT, "member"));
  }

  protected static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  /** What the played peers saw at a path. */
  protected static String seen(String path) {
    String peers = ConfigProvider.getConfig().getValue("test.peers", String.class);
    return given().get(peers + "/played" + path).asString();
  }

  protected static MapReduceSpec spec(String name) {
    return new MapReduceSpec(
        name,
        null,
        new Program.Python("def mapper(words): return []", "def reducer(e): return e", null),
        List.of("books/kjv.txt"),
        0,
        0,
        null,
        null,
        null);
  }

  protected static String submit(JobSpec spec) {
    String id = post(spec).then().statusCode(oneOf(201, 202)).extract().path("id");
    becomes(id, "Queued");
    return id;
  }

  private static Response post(JobSpec spec) {
    return member().contentType(ContentType.JSON).body(BusJson.write(spec)).post("/v1/jobs");
  }

  protected static void becomes(String job, String state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> member().get("/v1/jobs/" + job).then().body("status.state", equalTo(state)));
  }
}
